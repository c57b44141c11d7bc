import {
  isBlankRow,
  checkLastLine,
  csvRows,
  quoted,
  refuseShortRow,
  type CsvRow
} from '../tables/csv-table.ts';
import { fileText, type Dialect } from '../tables/file-text.ts';
import { atStart, downloadAgain, refuseAt, type TableCell } from '../source-error.ts';
import type { PublishedFile, Source } from '../source.ts';
import { say } from '../../locale/say.ts';

/** Returns a row's cell under a header, an empty one where the table has no such column. */
export type LongRow = (header: string) => TableCell;

/**
 * Reads a table with one header line; its rows can be iterated once.
 * @param forms the publisher's forms of the needed headers, the usual one first; `form` is the
 * file's own.
 * @throws SourceError at a missing or repeated header, a row of another width, or an open last
 * line.
 */
export function longTable<Form extends readonly string[]>(
  file: PublishedFile,
  source: Source & Dialect,
  forms: readonly [Form, ...Form[]],
  what: string
): { headers: string[]; form: Form; rows: Iterable<LongRow> } {
  const all = csvRows(fileText(file, source), file.name, source.delimiter);
  const header = all.next().value;
  const headers = header?.cells.map((cell) => cell.trim()) ?? [];
  headers.forEach((name, index) => {
    if (headers.indexOf(name) !== index)
      refuseAt(
        file.name,
        { line: 1, column: index + 1 },
        'repeated-header',
        say`The header ${quoted(name)} is there twice.`,
        downloadAgain
      );
  });
  const form = forms.find((names) => names.every((name) => headers.includes(name))) ?? forms[0];
  const missing = form.find((name) => !headers.includes(name));
  if (missing !== undefined) {
    refuseAt(
      file.name,
      atStart,
      'missing-column',
      say`The header ${quoted(headers.join(','))} has no column "${missing}", as in ${what}.`,
      say`Choose another source with --source, or download the file again.`
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
  let last: CsvRow | undefined;
  for (const row of all) {
    if (isBlankRow(row)) {
      if (last) last = { ...last, ended: row.ended };
      continue;
    }
    const { line, cells } = row;
    refuseShortRow(row, width, file);
    const extra = cells.findIndex((cell, index) => index >= width && cell.trim() !== '');
    if (extra >= 0)
      refuseAt(
        file,
        { line, column: extra + 1 },
        'extra-cell',
        say`${quoted(cells[extra] ?? '')} is beyond the ${width} cells of the header: the row has a comma too many.`,
        downloadAgain
      );
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
      'no-rows',
      say`The table has a header and no rows: the file was cut off.`,
      downloadAgain
    );
  checkLastLine(last, file, source);
}
