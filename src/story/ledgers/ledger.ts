import { csvParseRows, dsvFormat } from 'd3';
import { problemsOf, refuseAny, type Problem } from '../problem.ts';
import { atStart, restore, type FilePosition } from '#sources/source-error.ts';
import { placeAt } from '#sources/checked-json.ts';
import { say } from '#locale/say.ts';

/** Says why a cell is wrong, as “which …”, and how to fix it. */
export type CellCheck = (cell: string) => readonly [why: string, fix: string] | undefined;

/** The columns of a ledger in their order, the id first, with the checks of their cells. */
export type Columns<Column extends string> = Readonly<Record<Column, readonly CellCheck[]>>;

export interface LedgerRow<Column extends string> {
  /** Trimmed. */
  cells: Record<Column, string>;
  line: number;
  /**
   * Adds a fault of a cell to those of the ledger. `why` continues “unit” of “nca-2018” is “men”;
   * `at` counts characters of the cell from 0.
   */
  note: (column: Column, why: string, fix: string, at?: number) => void;
}

/** In the order of `csvParseRows`. Quoted cells may hold commas and line breaks. */
function cellStarts(text: string) {
  const rows: FilePosition[][] = [];
  let row = [{ line: 1, column: 1 }];
  let [line, column, quoted] = [1, 1, false];
  for (const character of text) {
    column += character.length;
    if (character === '"') quoted = !quoted;
    if (character === '\n') [line, column] = [line + 1, 1];
    if (quoted) continue;
    if (character === ',') row.push({ line, column });
    if (character === '\n') {
      rows.push(row);
      row = [{ line, column }];
    }
  }
  rows.push(row);
  return rows;
}

/** Position of a character of a trimmed cell, past its quotation mark, spaces and doubled marks. */
function placeIn(lines: readonly string[], start: FilePosition, offset: number) {
  const rest = lines
    .slice(start.line - 1)
    .join('\n')
    .slice(start.column - 1);
  const isQuoted = rest.startsWith('"');
  let at = isQuoted ? 1 : 0;
  while (/\s/.test(rest[at] ?? '')) at++;
  for (let passed = 0; passed < offset; passed++)
    at += isQuoted && rest.startsWith('""', at) ? 2 : 1;
  const { line, column } = placeAt(rest, at);
  return line === 1
    ? { line: start.line, column: start.column + at }
    : { line: start.line + line - 1, column };
}

export const saveAgain = () =>
  say`Save it again as UTF-8 with commas. In LibreOffice choose “Text CSV”, the character set “Unicode (UTF-8)” and the field delimiter “,”. ` +
  say`In Excel choose “CSV UTF-8”, and set the list separator in the computer’s regional settings to a comma.`;

/** Names the separator of a header that would be right with commas. */
function savedWith(text: string, columns: readonly string[]) {
  const found = Object.entries({ ';': 'semicolons', '\t': 'tabs' }).find(([delimiter]) => {
    const [header = []] = dsvFormat(delimiter).parseRows(text.split('\n', 1)[0]!);
    return header.join(',') === columns.join(',');
  });
  return found?.[1];
}

export function rowsOfAny(text: string, file: string): LedgerRow<string>[] {
  const [header = ''] = text.replace(/^\uFEFF/, '').split('\n', 1);
  const [columns = []] = csvParseRows(header.trim());
  return readLedger(text, file, Object.fromEntries(columns.map((column) => [column, []]))).rows;
}

const isId: CellCheck = (id) =>
  /^[a-z0-9][a-z0-9-]*$/.test(id)
    ? undefined
    : [say`which is not lower-case letters, digits and hyphens`, say`Give the row such an id.`];

/** Reads the rows of a ledger and checks each cell; the rows’ `note` adds to `problems`. */
export function readLedger<Column extends string>(
  text: string,
  file: string,
  checks: Columns<Column>
): { rows: LedgerRow<Column>[]; problems: Problem[] } {
  const columns = Object.keys(checks) as Column[];
  const clean = text.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
  const [header = [], ...rows] = csvParseRows(clean);
  const starts = cellStarts(clean);
  const lines = clean.split('\n');
  const problems: Problem[] = [];
  const at = (row: number, cell: number) =>
    starts[row]?.[cell] ?? starts[row]?.at(-1) ?? { line: row + 1, column: 1 };
  const complain = (place: FilePosition, wrong: string, fix: string) =>
    void problems.push(problemsOf('ledger', file)(place, wrong, fix));

  if (header.join(',') !== columns.join(',')) {
    complain(...headerFault(file, header, columns, savedWith(clean, columns), at));
    refuseAny(problems);
  }
  const seen = new Map<string, number>();
  const read = rows.flatMap((cells, index) => {
    const row = index + 1;
    const place = at(row, 0);
    if (cells.every((cell) => cell.trim() === ''))
      return (complain(place, say`This row is empty.`, say`Delete the line.`), []);
    if (cells.length !== columns.length) {
      const wrong = say`This row has ${cells.length} cells, not ${columns.length}.`;
      return (
        complain(at(row, cells.length), wrong, say`Check its commas and quotation marks.`), []
      );
    }
    const texts = cells.map((cell) => cell.trim());
    const id = texts[0]!;
    const note: LedgerRow<Column>['note'] = (column, why, fix, offset) => {
      const start = at(row, columns.indexOf(column));
      const cell = texts[columns.indexOf(column)]!;
      const is = cell === '' ? say`is empty` : say`is “${cell}”`;
      complain(
        offset === undefined ? start : placeIn(lines, start, offset),
        say`“${column}” of “${id}” ${is}${why && `, ${why}`}.`,
        fix
      );
    };
    const before = seen.get(id);
    if (before !== undefined)
      note(columns[0]!, say`as on line ${before}`, say`Give the new row an id of its own.`);
    seen.set(id, place.line);
    const wrong = isId(id);
    if (wrong) note(columns[0]!, ...wrong);
    const named = columns.map((column, cell) => [column, texts[cell]!] as const);
    return [{ cells: Object.fromEntries(named) as Record<Column, string>, line: place.line, note }];
  });
  refuseAny(problems);
  for (const { cells, note } of read)
    for (const column of columns) {
      const wrong = checks[column].map((check) => check(cells[column])).find((one) => one);
      if (wrong) note(column, ...wrong);
    }
  return { rows: read, problems };
}

/** The first column that differs; a spreadsheet may have saved with other separators. */
function headerFault(
  file: string,
  header: readonly string[],
  columns: readonly string[],
  separator: string | undefined,
  at: (row: number, cell: number) => FilePosition
): [place: FilePosition, wrong: string, fix: string] {
  if (separator !== undefined)
    return [
      atStart,
      say`A spreadsheet saved this ledger with ${separator} between its cells.`,
      saveAgain()
    ];
  if (header[0]?.startsWith('<'))
    return [atStart, say`This is a web page, not the table.`, restore(file)];
  const odd = columns.findIndex((column, index) => header[index] !== column);
  const cell = odd < 0 ? columns.length : odd;
  const found = header[cell]?.slice(0, 60);
  const wrong =
    found === undefined
      ? say`The column “${columns[cell]}” is missing.`
      : columns[cell] === undefined
        ? say`The column “${found}” is one too many.`
        : say`Cell ${cell + 1} of the header must be “${columns[cell]}”, not “${found}”.`;
  const fix =
    found === '' && cell > 0
      ? say`Delete the empty columns that a spreadsheet added.`
      : say`Restore the header: ${columns.join(', ')}.`;
  return [at(0, cell), wrong, fix];
}
