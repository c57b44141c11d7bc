import { csvParseRows, dsvFormat } from 'd3';
import { makeProblem, refusal, StoryRefused, type Problem } from '../problem.ts';
import type { FilePosition } from '../../sources/source-error.ts';
import { placeAt } from '../../sources/checked-json.ts';

/** What is wrong with the cell of a column, or with a character of it, counted from 0. */
type CellFault<Column> = [
  column: Column,
  found: string,
  expected: string,
  remedy: string,
  offset?: number
];

/** One row of a ledger, able to say where in the file each of its cells stands. */
export interface LedgerRow<Column extends string> {
  /** Cells by column, trimmed. */
  cells: Record<Column, string>;
  line: number;
  fault: (...of: CellFault<Column>) => Problem;
  /** Notes such a problem among those of the ledger. */
  note: (...of: CellFault<Column>) => void;
}

/**
 * Where each cell starts, in the order `csvParseRows` reads them: quoted cells may hold commas and
 * line breaks.
 */
function cellStarts(text: string): FilePosition[][] {
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

/**
 * Where a character of a trimmed cell stands that starts at `start`: past its quotation mark, its
 * spaces and its doubled marks.
 */
function placeIn(lines: readonly string[], start: FilePosition, offset: number): FilePosition {
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

/** How a ledger that a spreadsheet has saved in a form of its own is put right. */
export const saveAgain =
  'save it again as UTF-8 with commas: in LibreOffice as “Text CSV” with the character set “Unicode (UTF-8)” and the field delimiter “,”; in Excel as “CSV UTF-8”, which takes the list separator of the computer’s regional settings: set it to a comma there';

/**
 * Returns what stands between the cells of a header that would be right with commas; undefined of
 * any other.
 */
function savedWith(text: string, columns: readonly string[]): string | undefined {
  const found = Object.entries({ ';': 'semicolons', '\t': 'tabs' }).find(([delimiter]) => {
    const [header = []] = dsvFormat(delimiter).parseRows(text.split('\n', 1)[0]!);
    return header.join(',') === columns.join(',');
  });
  return found?.[1];
}

/**
 * Returns a ledger's rows with whatever columns it has.
 * @throws StoryRefused as `readLedger` does.
 */
export function rowsOfAny(text: string, file: string): LedgerRow<string>[] {
  const [header = ''] = text.replace(/^\uFEFF/, '').split('\n', 1);
  const [columns = []] = csvParseRows(header.trim());
  return readLedger(text, file, columns).rows;
}

/**
 * Returns a ledger's rows, with the problems that will be noted of them.
 * @throws StoryRefused for another header, width of a row, or id.
 */
export function readLedger<Column extends string>(
  text: string,
  file: string,
  columns: readonly Column[]
): { rows: LedgerRow<Column>[]; problems: Problem[] } {
  const clean = text.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
  const [header = [], ...rows] = csvParseRows(clean);
  const starts = cellStarts(clean);
  const problems: Problem[] = [];
  const at = (row: number, cell: number) =>
    starts[row]?.[cell] ?? starts[row]?.at(-1) ?? { line: row + 1, column: 1 };
  const lines = clean.split('\n');
  const complain = (place: FilePosition, found: string, expected: string, remedy: string) =>
    makeProblem({ kind: 'ledger', file, ...place, found, expected, remedy });

  if (header.join(',') !== columns.join(',')) {
    const saved = savedWith(clean, columns);
    if (saved !== undefined) {
      const found = `cells with ${saved} between them: a spreadsheet has saved the ledger so`;
      throw refusal({
        kind: 'ledger',
        file,
        found,
        expected: 'cells with commas between them',
        remedy: saveAgain
      });
    }
    const odd = columns.findIndex((column, index) => header[index] !== column);
    const cell = odd < 0 ? columns.length : odd;
    const found =
      header[cell] === undefined ? 'no more columns' : `the column “${header[cell].slice(0, 60)}”`;
    const remedy =
      header[cell] === ''
        ? 'delete the empty columns that a spreadsheet has added'
        : 'restore the header line of the ledger';
    throw new StoryRefused([
      complain(at(0, cell), found, `the columns ${columns.join(', ')}`, remedy)
    ]);
  }
  const seen = new Map<string, number>();
  const read: LedgerRow<Column>[] = [];
  rows.forEach((cells, index) => {
    const row = index + 1;
    if (cells.every((cell) => cell.trim() === '')) {
      problems.push(
        complain(
          at(row, 0),
          'an empty row',
          'a row with an id, or the end of the ledger',
          'take the empty line out'
        )
      );
      return;
    }
    if (cells.length !== columns.length) {
      const remedy = 'check the commas and quotation marks of this row';
      problems.push(
        complain(at(row, cells.length), `${cells.length} cells`, `${columns.length} cells`, remedy)
      );
      return;
    }
    const id = cells[0]?.trim() ?? '';
    if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) {
      problems.push(
        complain(
          at(row, 0),
          `the id “${id}”`,
          'lower-case letters, digits and hyphens',
          'give the row an id'
        )
      );
    }
    const before = seen.get(id);
    if (before !== undefined) {
      const expected = `one row for each id; the first is on line ${before}`;
      problems.push(
        complain(
          at(row, 0),
          `the id “${id}” a second time`,
          expected,
          'give the new row an id of its own'
        )
      );
    }
    seen.set(id, at(row, 0).line);
    const byColumn = Object.fromEntries(
      columns.map((column, cell) => [column, cells[cell]?.trim() ?? ''])
    ) as Record<Column, string>;
    const fault: LedgerRow<Column>['fault'] = (column, found, expected, remedy, offset) => {
      const place = at(row, columns.indexOf(column));
      return complain(
        offset === undefined ? place : placeIn(lines, place, offset),
        found,
        expected,
        remedy
      );
    };
    read.push({
      cells: byColumn,
      line: at(row, 0).line,
      fault,
      note: (...of) => void problems.push(fault(...of))
    });
  });
  if (problems.length > 0) throw new StoryRefused(problems);
  return { rows: read, problems };
}
