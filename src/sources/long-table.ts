import { blankRow, csvRows, fileText, quoted } from './csv-table.ts';
import type { PublishedFile } from './imported.ts';
import { checkLastLine } from './last-line.ts';
import type { Cell } from './place.ts';
import { SourceError } from './source-error.ts';
import type { Source } from './source.ts';

/** One row of a long table: its line and its cells by header. */
export interface LongRow {
  line: number;
  /** Returns the cell under a header; an empty one where the table has no such column. */
  cell(header: string): Cell;
}

/**
 * Returns the rows of a table with one header line, every row as wide as the header. `forms` are the ways in which the
 * publisher writes the headers that are needed, the usual one first; `form` is the one that the file has, whole.
 * @throws SourceError when a needed header is missing or doubled, a row is too short or too long, or the last line is not ended.
 */
export function longTable<Form extends readonly string[]>(
  file: PublishedFile,
  source: Source,
  forms: readonly [Form, ...Form[]],
  what: string
): { headers: string[]; form: Form; rows: LongRow[] } {
  const text = fileText(file);
  const [header, ...rows] = csvRows(text, file.name);
  const headers = header!.cells.map((cell) => cell.trim());
  const fail = (line: number, column: number, found: string, expected: string, advice: string): never => {
    throw new SourceError({ file: file.name, line, column, found, expected, advice });
  };
  headers.forEach((name, index) => {
    if (headers.indexOf(name) !== index)
      fail(1, index + 1, `the header ${quoted(name)} again`, 'each header once', 'the header was changed: download the file again');
  });
  const form = forms.find((names) => names.every((name) => headers.includes(name))) ?? forms[0];
  const missing = form.find((name) => !headers.includes(name));
  if (missing !== undefined) {
    fail(
      1,
      1,
      `the header ${quoted(headers.join(','))}`,
      `a column "${missing}", as in ${what}`,
      'this is another file than the source declares: choose another --source, or download it again'
    );
  }
  const filled = rows.filter((row) => !blankRow(row));
  if (filled.length === 0) fail(1, 1, 'a header and no row', 'a table with values', 'the file was cut off: download it again');
  const expected = `${headers.length} cells, as in the header`;
  for (const { line, cells } of filled) {
    if (cells.length < headers.length)
      fail(line, cells.length, `a row that ends after ${cells.length} cells`, expected, 'the file was cut off: download it again');
    const extra = cells.findIndex((cell, index) => index >= headers.length && cell.trim() !== '');
    if (extra >= 0)
      fail(line, extra + 1, quoted(cells[extra] ?? ''), expected, 'a comma too many stands in the row: download the file again');
  }
  checkLastLine(text, filled, file.name, source);
  return {
    headers,
    form,
    rows: filled.map(({ line, cells }) => ({
      line,
      cell: (name) => {
        const index = headers.indexOf(name);
        return { text: (cells[index] ?? '').trim(), column: index + 1 };
      }
    }))
  };
}
