import { formerCodes } from '../cells/country-codes.ts';
import { plainName } from '../publisher-list.ts';
import { refuseAt, type FilePosition, type TableCell } from '../source-error.ts';
import { quoted } from '../tables/csv-table.ts';
import { say } from '../../locale/say.ts';

const list = (texts: readonly string[]) => texts.map((text) => JSON.stringify(text)).join(', ');
const pairs = (texts: readonly string[], valueOf: (text: string) => string) =>
  texts.map((text) => `${JSON.stringify(text)}: ${JSON.stringify(valueOf(text))}`).join(', ');

/**
 * Collects the codes and names that a source does not declare, to name all of them at once.
 * @param known codes by names as `plainName` writes them
 */
export function undeclared(file: string, id: string, known: ReadonlyMap<string, string>) {
  // Our World in Data writes "Micronesia (country)".
  const codeOf = (name: string) => known.get(plainName(name.replace(/ \(country\)$/, '')));
  const codes = new Map<string, FilePosition>();
  const names = new Map<string, FilePosition>();
  const note = (seen: Map<string, FilePosition>, { text, ...at }: TableCell) => {
    if (!seen.has(text)) seen.set(text, at);
  };
  return {
    code: (cell: TableCell) => note(codes, cell),
    /** Notes the name of a row without a code. */
    name: (cell: TableCell) => note(names, cell),
    /** @throws SourceError with the lines that would declare them. */
    check(): void {
      const [code, name] = [[...codes.keys()], [...names.keys()]];
      const [first, at] =
        [...codes, ...names].sort(([, one], [, other]) => one.line - other.line)[0] ?? [];
      if (first === undefined || at === undefined) return;
      const isFormer = (one: string) => formerCodes.includes(one.toUpperCase());
      const own = code.filter((one) => !isFormer(one));
      const places = name.filter((one) => codeOf(one) !== undefined);
      const groups = name.filter((one) => !places.includes(one));
      const lines = [
        [say`"codes", each with its ISO code`, pairs(own, () => '…')],
        [say`"former", to leave out places that no longer exist`, list(code.filter(isFormer))],
        [say`"blankCodes", for places`, pairs(places, (one) => codeOf(one)!)],
        [say`"groups" (a place goes under "blankCodes", with its ISO code)`, list(groups)]
      ].filter(([, text]) => text !== '');
      const wrong = [
        code.length === 1
          ? say`${quoted(code[0]!)} is not an ISO 3166-1 alpha-3 code, nor one that the source declares.`
          : code.length > 1
            ? say`${code.length} codes are not ISO 3166-1 alpha-3, nor declared by the source: ${code.map(quoted).join(', ')}.`
            : '',
        name.length === 1
          ? say`${quoted(name[0]!)} has no code, and the source does not declare the name.`
          : name.length > 1
            ? say`${name.length} names have no code, and the source does not declare them.`
            : ''
      ].filter((text) => text !== '');
      refuseAt(
        file,
        at,
        codes.has(first) ? 'unknown-code' : 'name-without-code',
        wrong.join(' '),
        say`If the publisher really uses ${code.length + name.length === 1 ? 'it' : 'them'}, add to data/sources/${id}.json ${lines.map(([field, text]) => say`under ${field}: ${text}`).join('; ')}.`
      );
    }
  };
}
