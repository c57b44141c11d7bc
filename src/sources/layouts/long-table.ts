import {
  blankRow,
  checkLastLine,
  csvRows,
  quoted,
  refuseShort,
  type CsvRow
} from '../tables/csv-table.ts';
import { fileText } from '../tables/file-text.ts';
import { atStart, refuseAt, type TableCell } from '../source-error.ts';
import type { PublishedFile, Source } from '../source.ts';

/**
 * One row of a long table: returns the cell under a header; an empty one where the table has no
 * such column.
 */
export type LongRow = (header: string) => TableCell;

/**
 * Returns the rows of a table with one header line, every row as wide as the header, to be read
 * once. `forms` are the ways in which the publisher writes the headers that are needed, the usual
 * one first; `form` is the one that the file has, whole.
 * @throws SourceError when a needed header is missing or doubled, a row is too short or too long,
 * or the last line is not ended.
 */
export function longTable<Form extends readonly string[]>(
  file: PublishedFile,
  source: Source,
  forms: readonly [Form, ...Form[]],
  what: string
): { headers: string[]; form: Form; rows: Iterable<LongRow> } {
  const all = csvRows(fileText(file, source), file.name, source.delimiter);
  const header = all.next().value;
  const headers = header?.cells.map((cell) => cell.trim()) ?? [];
  const fail = (column: number, found: string, expected: string, advice: string): never =>
    refuseAt(file.name, { line: 1, column }, found, expected, advice);
  headers.forEach((name, index) => {
    if (headers.indexOf(name) !== index)
      fail(
        index + 1,
        `the header ${quoted(name)} again`,
        'each header once',
        'the header was changed: download the file again'
      );
  });
  const form = forms.find((names) => names.every((name) => headers.includes(name))) ?? forms[0];
  const missing = form.find((name) => !headers.includes(name));
  if (missing !== undefined) {
    const advice =
      headers.length === 1 && /[;\t]/.test(headers[0] ?? '')
        ? `the cells are separated by ${headers[0]?.includes(';') ? 'semicolons' : 'tabs'}: download the file again, or declare the "delimiter" in data/sources/${source.id}.json when the publisher always writes so`
        : 'this is another file than the source declares: choose another --source, or download it again';
    fail(
      1,
      `the header ${quoted(headers.join(','))}`,
      `a column "${missing}", as in ${what}`,
      advice
    );
  }
  const columns = new Map(headers.map((name, index) => [name, index]));
  return { headers, form, rows: longRows(all, columns, file.name, source) };
}

function* longRows(
  all: Iterable<CsvRow>,
  columns: ReadonlyMap<string, number>,
  file: string,
  source: Pick<Source, 'id' | 'finalNewline'>
): Generator<LongRow> {
  const width = columns.size;
  const expected = `${width} cells, as in the header`;
  let last: CsvRow | undefined;
  for (const row of all) {
    if (blankRow(row)) {
      if (last) last = { ...last, ended: row.ended };
      continue;
    }
    const { line, cells } = row;
    refuseShort(row, width, file);
    const extra = cells.findIndex((cell, index) => index >= width && cell.trim() !== '');
    const tooMany = 'a comma too many stands in the row: download the file again';
    if (extra >= 0)
      refuseAt(file, { line, column: extra + 1 }, quoted(cells[extra] ?? ''), expected, tooMany);
    last = row;
    yield (name) => {
      const index = columns.get(name) ?? -1;
      return { text: (cells[index] ?? '').trim(), line, column: index + 1 };
    };
  }
  if (!last)
    return refuseAt(
      file,
      atStart,
      'a header and no row',
      'a table with values',
      'the file was cut off: download it again'
    );
  checkLastLine(last, file, source);
}
