import { blankRow, csvRows, fileText, quoted } from './csv-table.ts';
import type { PublishedFile } from './imported.ts';
import { SourceError } from './source-error.ts';

/** One row of a long table: its line and its cells by header. */
export interface LongRow {
  line: number;
  cell(header: string): { text: string; column: number };
}

/**
 * Returns the rows of a table with one header line, every row as wide as the header.
 * @throws SourceError when a needed header is missing or doubled, or a row is too short or too long.
 */
export function longTable(file: PublishedFile, needed: readonly string[], what: string): { headers: string[]; rows: LongRow[] } {
  const [header, ...rows] = csvRows(fileText(file), file.name);
  const headers = header!.cells.map((cell) => cell.trim());
  const fail = (line: number, column: number, found: string, expected: string, advice: string): never => {
    throw new SourceError({ file: file.name, line, column, found, expected, advice });
  };
  headers.forEach((name, index) => {
    if (headers.indexOf(name) !== index) fail(1, index + 1, `the header ${quoted(name)} again`, 'each header once', 'the header was changed: download the file again');
  });
  const missing = needed.find((name) => !headers.includes(name));
  if (missing !== undefined) {
    fail(1, 1, `the header ${quoted(headers.join(','))}`, `a column "${missing}", as in ${what}`, 'this is another file than the source declares: choose another --source, or download it again');
  }
  const first = rows.find((row) => !blankRow(row));
  if (!first) fail(1, 1, 'a header and no row', 'a table with values', 'the file was cut off: download it again');
  return {
    headers,
    rows: rows
      .filter((row) => !blankRow(row))
      .map((row) => {
        if (row.cells.length < headers.length) {
          fail(row.line, row.cells.length, `a row that ends after ${row.cells.length} cells`, `${headers.length} cells, as in the header`, 'the file was cut off: download it again');
        }
        const extra = row.cells.findIndex((cell, index) => index >= headers.length && cell.trim() !== '');
        if (extra >= 0) fail(row.line, extra + 1, quoted(row.cells[extra] ?? ''), `${headers.length} cells, as in the header`, 'a comma too many stands in the row: download the file again');
        return {
          line: row.line,
          cell: (name: string) => {
            const index = headers.indexOf(name);
            return { text: (row.cells[index] ?? '').trim(), column: index + 1 };
          }
        };
      })
  };
}

/** Returns the year in a cell. @throws SourceError when it is not four digits. */
export function readYear(cell: { text: string; column: number }, line: number, file: string): number {
  if (/^\d{4}$/.test(cell.text)) return Number(cell.text);
  throw new SourceError({ file, line, column: cell.column, found: quoted(cell.text), expected: 'a year', advice: 'the columns may have been swapped: download the file again' });
}
