import { formatList } from '../../locale/numbers.ts';
import { isRelease } from '../../vintages/vintage.ts';
import type { LedgerRow } from './ledger.ts';

/** True for a day, month or year that exists: `2018-09-03`, `2018-09`, `2018`. */
export const isLedgerDate = (text: string): boolean =>
  /^(19|20)\d\d$/.test(text) || (/^(19|20)\d\d-/.test(text) && isRelease(text));

/** For a page without a date. */
const undated = /^undated( page)?$/;

/** Returns the date of a cell without the remark in brackets. */
const parted = (cell: string) => /^(\S+)(?: \(.+\))?$/.exec(cell)?.[1];

/** True when the date at the start of a cell is after `day`. */
export function isFuture(cell: string, day: string): boolean {
  const [date] = /^\d{4}(?:-\d{2}){0,2}(?!\d)/.exec(cell) ?? [];
  return date !== undefined && date > day;
}

export function checkFilled<Column extends string>(
  row: LedgerRow<Column>,
  columns: readonly Column[]
): void {
  for (const column of columns)
    if (row.cells[column] === '')
      row.note(column, `${cellName(row, column)} is empty.`, 'Fill it in from the source.');
}

/** Returns true for a date, which may have a remark in brackets. */
export function checkDate<Column extends string>(row: LedgerRow<Column>, column: Column): boolean {
  const cell = row.cells[column];
  if (undated.test(cell) || isLedgerDate(parted(cell) ?? '')) return true;
  const isRewritten = /\d[/.]\d/.test(cell) || /^\d{1,2}-/.test(cell);
  const asText = ' Set the column to Text first: a spreadsheet rewrites dates when it saves.';
  row.note(
    column,
    `${cellName(row, column)} is “${cell}”, which is not a date.`,
    `Write a day, a month or a year that exists, such as 2018-09-06, 2018-09 or 2018; a remark may follow in brackets.${isRewritten ? asText : ''}`
  );
  return false;
}

export function checkNotFuture<Column extends string>(
  row: LedgerRow<Column>,
  column: Column,
  day: string
): void {
  if (!isFuture(row.cells[column], day)) return;
  const wrong = `${cellName(row, column)} is “${row.cells[column]}”, which is in the future.`;
  row.note(column, wrong, `Write a day up to ${day}.`);
}

/** Notes a cell whose years do not exist or come after `last`. The cell may have words too. */
export function checkYears(row: LedgerRow<'id' | 'ref_year'>, last = 2100): void {
  const cell = row.cells.ref_year;
  const years = [...cell.matchAll(/\d{3,}/g)].map(([year]) => Number(year));
  const [first = 0, second = first] = years;
  const isYear = (year: number) => year >= 1900 && year <= last;
  if (years.every(isYear) && first <= second && !/\d[/.,]\d/.test(cell)) return;
  row.note(
    'ref_year',
    `${cellName(row, 'ref_year')} is “${cell}”, which is not a year or period from 1900 to ${last}.`,
    'Write a year such as 2018, a period such as 2019-2022, or words.'
  );
}

export function checkUrl(row: LedgerRow<'id' | 'url'>): void {
  const cell = row.cells.url;
  const isAddress =
    /^https?:\/\/[^\s/]+\.[a-z]{2,}(:\d+)?(\/\S*)?$/i.test(cell) && URL.canParse(cell);
  if (isAddress) return;
  row.note(
    'url',
    `${cellName(row, 'url')} is “${cell}”, which is not an address.`,
    'Copy it from the browser; it starts with https://.'
  );
}

/** Returns a plain number; null for an empty cell, and for any other, which it notes. */
export function plainNumber<Column extends string>(
  row: LedgerRow<Column>,
  column: Column
): number | null {
  const cell = row.cells[column];
  if (cell === '') return null;
  const isPlain = /^\d+(\.\d+)?$/.test(cell);
  // 300.000 may be three hundred thousand or three hundred, depending on the spreadsheet's locale.
  const isThousands = /^[1-9]\d{0,2}(\.\d{3})+$/.test(cell) || /^\d{1,3}(,\d{3})+$/.test(cell);
  if (isPlain && !isThousands) return Number(cell);
  const thousands = cell.replace(/[.,]/g, '');
  const decimals = /^\d+[.,]\d+$/.test(cell)
    ? `, or ${cell.replace(',', '.')}0 if it means decimals`
    : '';
  row.note(
    column,
    `${cellName(row, column)} is “${cell}”, which ${isThousands ? 'may be thousands or decimals' : 'is not a plain number'}.`,
    isThousands
      ? `Write ${thousands} if it means thousands${decimals}.`
      : 'Write the number alone, with a point for decimals, such as 80000 or 4.6.'
  );
  return null;
}

/** The id is the first cell of every ledger. */
export const cellName = <Column extends string>({ cells }: LedgerRow<Column>, column: Column) =>
  `“${column}” of “${String(Object.values(cells)[0])}”`;

/** Notes each row that repeats an earlier one: a figure would draw both. */
export function noteDuplicates<Column extends string>(
  rows: readonly LedgerRow<Column | 'id'>[],
  compared: readonly [date: Column, ...Column[]],
  rereadings: readonly { replaced_by: string }[],
  fix = 'Correct the copied cell, or write the month too.'
): void {
  const stated = rows.filter(
    ({ cells }) => !rereadings.some((entry) => entry.replaced_by === cells.id)
  );
  for (const { cells, note } of stated) {
    const first = stated.find((row) =>
      compared.every((column) => row.cells[column] === cells[column])
    )!.cells.id;
    if (first === cells.id) continue;
    note(
      compared[0],
      `“${cells.id}” has the same ${formatList(compared, 'en')} as “${first}”.`,
      `${fix} For a source that was read again, name both rows in data/read-again.json.`
    );
  }
}
