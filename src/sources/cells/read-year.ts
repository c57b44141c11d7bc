import { quoted } from '../tables/csv-table.ts';
import { calendarDay, monthOf, msPerDay, dayZero } from './calendar.ts';
import {
  columnsSwapped,
  refuseAt,
  type Fault,
  type FilePosition,
  type TableCell
} from '../source-error.ts';
import { formulaWithoutResult } from './read-number.ts';
import { say } from '../../locale/say.ts';

/** The earliest year any of our publishers gives. */
const firstYear = 1960;

function faultOf(text: string): Fault {
  if (text === '=') return formulaWithoutResult;
  const wrong = text === '' ? say`The year is missing.` : say`${quoted(text)} is not a year.`;
  const inSpreadsheet = say`Change the format of these cells there, or download the file again.`;
  // A spreadsheet shows 1960 as 1905-05-13.
  const shown = (Date.parse(/^19\d\d-\d\d-\d\d$/.test(text) ? text : '') - dayZero) / msPerDay;
  if (shown >= firstYear && shown < 2100)
    return [
      'year-as-day',
      say`${quoted(text)} is the year ${shown}, which a spreadsheet shows as a day.`,
      inSpreadsheet
    ];
  if (/^[12][.,]\d{3}$/.test(text))
    return [
      'year-with-separator',
      say`${quoted(text)} is a year with a thousands separator.`,
      inSpreadsheet
    ];
  const [year, ...more] = text.match(/(?:19[6-9]|20\d)\d/g) ?? [];
  return year !== undefined && new Set([year, ...more]).size === 1
    ? [
        'not-a-year',
        wrong,
        say`Write ${year} alone, unless the publisher’s page says that it means another year.`
      ]
    : [
        'not-a-year',
        wrong,
        say`Write the year that the publisher’s page gives. If columns were swapped, download the file again.`
      ];
}

/** @throws SourceError when a cell is not four digits, or not a year that a publisher could mean. */
export function readYear(text: string, file: string, at: FilePosition, lastYear: number): number {
  if (!/^\d{4}$/.test(text)) refuseAt(file, at, ...faultOf(text));
  const year = Number(text);
  checkYear(year, file, at, lastYear);
  return year;
}

function checkYear(year: number, file: string, at: FilePosition, lastYear: number) {
  if (Number.isInteger(year) && year >= firstYear && year <= lastYear) return;
  const isBuddhist = year > 2480 && year < 2650;
  refuseAt(
    file,
    at,
    isBuddhist ? 'buddhist-year' : 'year-outside',
    say`The year ${year} is not between ${firstYear} and ${lastYear}.`,
    isBuddhist
      ? say`This looks like the Buddhist calendar: ask the publisher for the common year.`
      : say`Check the file against the publisher’s page.`
  );
}

/**
 * Returns a day such as `19 Sep 2002 a` as `2002-09-19`, null for an empty cell.
 * @throws SourceError for another form, suffix, day or year.
 */
export function readDay(
  cell: TableCell,
  file: string,
  lastYear: number,
  suffixes: readonly ('a' | 'd')[]
): string | null {
  if (cell.text === '') return null;
  const refuse = (...fault: Fault): never => refuseAt(file, cell, ...fault);
  const [, day = '', name = '', year = '', suffix] =
    /^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})(?: (\S+))?$/.exec(cell.text) ?? [];
  const month = monthOf(name);
  if (month === 0 || (suffix !== undefined && !suffixes.some((one) => one === suffix)))
    refuse(
      'not-a-day',
      say`${quoted(cell.text)} is not a day such as 19 Sep 2002${suffixes.length > 0 ? say`, with a for accession or d for succession` : ''}.`,
      columnsSwapped
    );
  checkYear(Number(year), file, cell, lastYear);
  return (
    calendarDay(Number(year), month, Number(day)) ??
    refuse(
      'day-not-in-calendar',
      say`${quoted(cell.text)} is not in the calendar.`,
      say`Check the day on the publisher’s page.`
    )
  );
}
