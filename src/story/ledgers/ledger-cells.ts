import { isRelease } from '../../vintages/vintage.ts';
import type { LedgerRow } from './ledger.ts';

/**
 * Returns whether a text is a day, a month or a year that there is, as ledgers write it:
 * `2018-09-03`, `2018-09`, `2018`.
 */
export const isLedgerDate = (text: string): boolean =>
  /^(19|20)\d\d$/.test(text) || (/^(19|20)\d\d-/.test(text) && isRelease(text));

/** The words for which a ledger has no day: of a page without one. */
const undated = /^undated( page)?$/;

/** Takes a cell apart into its day, month or year and the remark in brackets that may follow. */
const parted = (cell: string) => /^(\S+)(?: \(.+\))?$/.exec(cell)?.[1];

/** Returns whether the day, month or year at the start of a cell begins after a day. */
export function isToCome(cell: string, day: string): boolean {
  const [date] = /^\d{4}(?:-\d{2}){0,2}(?!\d)/.exec(cell) ?? [];
  return date !== undefined && date > day;
}

/** What is expected in place of a day to come, on a day. */
export const pastDay = (today: string) => `a day that has been: it is ${today}`;

/** Notes each of some cells that is empty. */
export function checkFilled<Column extends string>(
  row: LedgerRow<Column>,
  columns: readonly Column[]
): void {
  for (const column of columns)
    if (row.cells[column] === '')
      row.note(column, 'an empty cell', column, 'fill it from the source');
}

/**
 * Notes a cell that is no date as ledgers write it: a day, a month or a year, then perhaps a remark
 * in brackets. Returns whether it is one.
 */
export function checkDate<Column extends string>(row: LedgerRow<Column>, column: Column): boolean {
  const cell = row.cells[column];
  if (undated.test(cell) || isLedgerDate(parted(cell) ?? '')) return true;
  const expected =
    'a day, a month or a year that there is, such as 2018-09-06, 2018-09 or 2018; a remark may follow in brackets';
  const isRewritten = /\d[/.]\d/.test(cell) || /^\d{1,2}-/.test(cell);
  const why =
    '; a spreadsheet turns dates into its own form when it saves: set the column to Text before you type';
  row.note(
    column,
    `“${cell}” as ${column} of ${nameOf(row)}`,
    expected,
    `write it so${isRewritten ? why : ''}`
  );
  return false;
}

/** Notes a cell whose day is later than that of the desk. */
export function checkToCome<Column extends string>(
  row: LedgerRow<Column>,
  column: Column,
  day: string
): void {
  if (!isToCome(row.cells[column], day)) return;
  const found = `“${row.cells[column]}” as ${column} of ${nameOf(row)}, a day to come`;
  row.note(column, found, pastDay(day), 'correct it');
}

/**
 * Notes a cell of the years a figure is of, in numbers, in words or both, in which one is none or
 * comes after `last`.
 */
export function checkYears(row: LedgerRow<'id' | 'ref_year'>, last = 2100): void {
  const cell = row.cells.ref_year;
  const years = [...cell.matchAll(/\d{3,}/g)].map(([year]) => Number(year));
  const [first = 0, second = first] = years;
  const isYear = (year: number) => year >= 1900 && year <= last;
  if (years.every(isYear) && first <= second && !/\d[/.,]\d/.test(cell)) return;
  const found = `“${cell}” as ref_year of ${nameOf(row)}`;
  row.note(
    'ref_year',
    found,
    `a year or two from 1900 to ${last}, such as 2018 or 2019-2022, or words`,
    'correct it'
  );
}

/** Notes a cell that is no address a browser could open. */
export function checkAddress(row: LedgerRow<'id' | 'url'>): void {
  const cell = row.cells.url;
  const isAddress =
    /^https?:\/\/[^\s/]+\.[a-z]{2,}(:\d+)?(\/\S*)?$/i.test(cell) && URL.canParse(cell);
  if (isAddress) return;
  row.note(
    'url',
    `“${cell}” as url of ${nameOf(row)}`,
    'an address that starts with https://',
    'copy it from the browser'
  );
}

/**
 * Returns a number that is written plainly; null for an empty cell, and for anything else, or what
 * may be thousands, which it notes.
 */
export function plainNumber<Column extends string>(
  row: LedgerRow<Column>,
  column: Column
): number | null {
  const cell = row.cells[column];
  if (cell === '') return null;
  const isPlain = /^\d+(\.\d+)?$/.test(cell);
  // 300.000 is three hundred thousand where a spreadsheet writes points, and three hundred where it
  // does not.
  const isThousands = /^[1-9]\d{0,2}(\.\d{3})+$/.test(cell) || /^\d{1,3}(,\d{3})+$/.test(cell);
  if (isPlain && !isThousands) return Number(cell);
  const remedy = isThousands
    ? `write ${cell.replace(/[.,]/g, '')} if thousands are meant, else another number of decimals than three, ${cell}0 where there are no fewer`
    : 'write the number alone; words belong in the columns for words';
  row.note(
    column,
    `“${cell}”`,
    'a plain number with a point for decimals alone, such as 80000 or 4.6',
    remedy
  );
  return null;
}

/** Names a row by its id, which stands first in every ledger. */
const nameOf = <Column extends string>({ cells }: LedgerRow<Column>) =>
  `“${String(Object.values(cells)[0])}”`;

/**
 * Notes, at its date, each row that tells what a row before it tells: a figure would draw both. Of
 * a source read again one stands for both.
 */
export function noteTwice<Column extends string>(
  rows: readonly LedgerRow<Column | 'id'>[],
  told: readonly [date: Column, ...Column[]],
  rereadings: readonly { replaced_by: string }[],
  remedy = 'correct what was copied; where it is of another month of that year, write the month, too; where the source was read again, name both rows in data/read-again.json'
): void {
  const stated = rows.filter(
    ({ cells }) => !rereadings.some((entry) => entry.replaced_by === cells.id)
  );
  for (const { cells, note } of stated) {
    const first = stated.find((row) => told.every((column) => row.cells[column] === cells[column]))!
      .cells.id;
    const found = `“${cells[told[0]]}” in “${cells.id}”, of which “${first}” tells the same already`;
    if (first !== cells.id) note(told[0], found, 'one row for what is told and its date', remedy);
  }
}
