import { csvParseRows, dsvFormat } from 'd3';
import { problemsOf, refusal, StoryRefused, type Problem } from '../problem.ts';
import type { FilePosition } from '../../sources/source-error.ts';
import { placeAt } from '../../sources/checked-json.ts';

/** `offset` counts characters of the cell from 0. */
type CellFault<Column> = [column: Column, wrong: string, fix: string, offset?: number];

export interface LedgerRow<Column extends string> {
  /** Trimmed. */
  cells: Record<Column, string>;
  line: number;
  placeOf: (column: Column) => FilePosition;
  fault: (...of: CellFault<Column>) => Problem;
  /** Adds such a fault to those of the ledger. */
  note: (...of: CellFault<Column>) => void;
}

/** In the order of `csvParseRows`. Quoted cells may hold commas and line breaks. */
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

/** Position of a character of a trimmed cell, past its quotation mark, spaces and doubled marks. */
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

export const saveAgain =
  'Save it again as UTF-8 with commas. In LibreOffice choose “Text CSV”, the character set “Unicode (UTF-8)” and the field delimiter “,”. ' +
  'In Excel choose “CSV UTF-8”, and set the list separator in the computer’s regional settings to a comma.';

/** Names the separator of a header that would be right with commas. */
function savedWith(text: string, columns: readonly string[]): string | undefined {
  const found = Object.entries({ ';': 'semicolons', '\t': 'tabs' }).find(([delimiter]) => {
    const [header = []] = dsvFormat(delimiter).parseRows(text.split('\n', 1)[0]!);
    return header.join(',') === columns.join(',');
  });
  return found?.[1];
}

/** Reads a ledger with any columns. @throws StoryRefused as `readLedger` does. */
export function rowsOfAny(text: string, file: string): LedgerRow<string>[] {
  const [header = ''] = text.replace(/^\uFEFF/, '').split('\n', 1);
  const [columns = []] = csvParseRows(header.trim());
  return readLedger(text, file, columns).rows;
}

/**
 * Reads the rows of a ledger; their `note` adds to `problems`.
 * @throws StoryRefused for a wrong header, number of cells or id.
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
  const complain = problemsOf('ledger', file);

  if (header.join(',') !== columns.join(',')) {
    const saved = savedWith(clean, columns);
    if (saved !== undefined) {
      const wrong = `A spreadsheet saved this ledger with ${saved} between its cells.`;
      throw refusal({ kind: 'ledger', file, wrong, fix: saveAgain });
    }
    const odd = columns.findIndex((column, index) => header[index] !== column);
    const cell = odd < 0 ? columns.length : odd;
    const found = header[cell]?.slice(0, 60);
    const wrong =
      found === undefined
        ? `The column “${columns[cell]}” is missing.`
        : columns[cell] === undefined
          ? `The column “${found}” is one too many.`
          : `The column “${found}” is where “${columns[cell]}” must be.`;
    const fix =
      found === '' && cell > 0
        ? 'Delete the empty columns that a spreadsheet added.'
        : `Restore the header: ${columns.join(', ')}.`;
    throw new StoryRefused([complain(at(0, cell), wrong, fix)]);
  }
  const seen = new Map<string, number>();
  const read: LedgerRow<Column>[] = [];
  rows.forEach((cells, index) => {
    const row = index + 1;
    if (cells.every((cell) => cell.trim() === '')) {
      problems.push(complain(at(row, 0), 'This row is empty.', 'Delete the line.'));
      return;
    }
    if (cells.length !== columns.length) {
      const wrong = `This row has ${cells.length} cells, not ${columns.length}.`;
      problems.push(
        complain(at(row, cells.length), wrong, 'Check its commas and quotation marks.')
      );
      return;
    }
    const id = cells[0]?.trim() ?? '';
    if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) {
      problems.push(
        complain(
          at(row, 0),
          `The id “${id}” is not lower-case letters, digits and hyphens.`,
          'Give the row such an id.'
        )
      );
    }
    const before = seen.get(id);
    if (before !== undefined) {
      problems.push(
        complain(
          at(row, 0),
          `The id “${id}” is already used on line ${before}.`,
          'Give the new row an id of its own.'
        )
      );
    }
    seen.set(id, at(row, 0).line);
    const byColumn = Object.fromEntries(
      columns.map((column, cell) => [column, cells[cell]?.trim() ?? ''])
    ) as Record<Column, string>;
    const fault: LedgerRow<Column>['fault'] = (column, wrong, fix, offset) => {
      const place = at(row, columns.indexOf(column));
      return complain(offset === undefined ? place : placeIn(lines, place, offset), wrong, fix);
    };
    read.push({
      cells: byColumn,
      line: at(row, 0).line,
      placeOf: (column) => at(row, columns.indexOf(column)),
      fault,
      note: (...of) => void problems.push(fault(...of))
    });
  });
  if (problems.length > 0) throw new StoryRefused(problems);
  return { rows: read, problems };
}
