import { quoted } from '../tables/csv-table.ts';
import { calendarDay, monthOf, msPerDay, dayZero } from './calendar.ts';
import { refuseAt, swapped, type TableCell, type FilePosition } from '../source-error.ts';
import { uncomputed } from './read-number.ts';

/** The earliest year any of our publishers gives. */
const firstYear = 1960;

/**
 * Returns what to do with a cell that holds no year: one with more beside it, as `YR2024`, `2026p`
 * or a day, or something else.
 */
function adviceOn(text: string): string {
  if (text === '=') return uncomputed;
  // 1960 is shown as 1905-05-13.
  const shown = (Date.parse(/^19\d\d-\d\d-\d\d$/.test(text) ? text : '') - dayZero) / msPerDay;
  if (shown >= firstYear && shown < 2100)
    return `a spreadsheet shows the number ${shown} as a day: give these cells the format of a number there, or download the file again`;
  if (/^[12][.,]\d{3}$/.test(text))
    return 'a spreadsheet shows it with a sign for thousands: give these cells another format there, or download the file again';
  const [year, ...more] = text.match(/(?:19[6-9]|20\d)\d/g) ?? [];
  return year !== undefined && new Set([year, ...more]).size === 1
    ? `write ${year} alone, unless the publisher’s page says that it means another year`
    : 'write the year that the publisher’s page gives; where the columns may have been swapped, download the file again';
}

/**
 * Returns the year that a cell gives.
 * @throws SourceError when it is not four digits, or none that our publishers could mean.
 */
export function readYear(text: string, file: string, at: FilePosition, lastYear: number): number {
  if (!/^\d{4}$/.test(text)) refuseAt(file, at, quoted(text), 'a year', adviceOn(text));
  const year = Number(text);
  checkYear(year, file, at, lastYear);
  return year;
}

/**
 * @throws SourceError when a year lies outside what any of our publishers could mean, as a local
 * calendar's 2562 does.
 */
function checkYear(year: number, file: string, at: FilePosition, lastYear: number): void {
  if (Number.isInteger(year) && year >= firstYear && year <= lastYear) return;
  const advice =
    year > 2480 && year < 2650
      ? 'this looks like a year of the Buddhist calendar: ask the publisher for the common one'
      : 'check the file against the publisher’s page';
  refuseAt(file, at, `the year ${year}`, `a year from ${firstYear} to ${lastYear}`, advice);
}

/**
 * Returns a day such as `19 Sep 2002 a` as `2002-09-19`, null of an empty cell.
 * @throws SourceError for another form, suffix, day or year.
 */
export function readDay(
  cell: TableCell,
  file: string,
  lastYear: number,
  suffixes: readonly ('a' | 'd')[]
): string | null {
  if (cell.text === '') return null;
  const refuse = (expected: string, advice: string): never =>
    refuseAt(file, cell, quoted(cell.text), expected, advice);
  const [, day = '', name = '', year = '', suffix] =
    /^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})(?: (\S+))?$/.exec(cell.text) ?? [];
  const month = monthOf(name);
  const example =
    suffixes.length > 0
      ? 'a day such as 19 Sep 2002, with a for accession or d for succession'
      : 'a day such as 19 Sep 2002';
  if (month === 0 || (suffix !== undefined && !suffixes.some((one) => one === suffix)))
    refuse(example, swapped);
  checkYear(Number(year), file, cell, lastYear);
  return (
    calendarDay(Number(year), month, Number(day)) ??
    refuse('a day that is in the calendar', 'check the day on the publisher’s page')
  );
}
