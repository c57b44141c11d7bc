import { quoted } from '../tables/csv-table.ts';
import { refuseAt, type TableCell } from '../source-error.ts';
import type { Source } from '../source.ts';

/**
 * Returns the year of a survey, of `2018-19` the first, of a declared local calendar the common
 * one, with what was done, for the editor; a year that may be common is never converted.
 * @throws SourceError for others, and periods of over two years.
 */
export function surveyYear(
  cell: TableCell,
  calendar: NonNullable<Source['calendars']>[string] | undefined,
  file: string,
  lastYear: number
): { year: TableCell; flag: string | undefined } {
  const match = /^(\d{4})(?:-(\d{2}|\d{4}))?$/.exec(cell.text);
  const advice = /^\d{4}-\d{2}-\d{2}$/.test(cell.text)
    ? `a spreadsheet has made a day of a period: set the cell to Text and write ${cell.text.slice(0, 7)} there if the publisher’s page says so`
    : 'write there what the publisher’s page gives; a note or a total that was added below the table is taken out';
  const refuse = (expected: string): never =>
    refuseAt(file, cell, quoted(cell.text), expected, advice);
  if (!match) return refuse('a year such as 2019, or a period such as 2018-19');
  const first = Number(match[1]);
  if (match[2] === undefined) {
    if (calendar === undefined || first <= lastYear) return { year: cell, flag: undefined };
    return {
      year: { ...cell, text: String(first + calendar.offset) },
      flag: `years of the ${calendar.name} calendar, converted by ${calendar.offset}`
    };
  }
  const year = { ...cell, text: match[1]! };
  // The code that household surveys keep for "not known".
  if (match[2] === '99')
    return { year, flag: 'periods without a known end, kept under their first year' };
  const last =
    match[2].length === 2 ? Math.floor(first / 100) * 100 + Number(match[2]) : Number(match[2]);
  const runsTo = last < first ? last + 100 : last;
  if (
    match[2].length === 4
      ? last <= first || last > first + 2
      : runsTo <= first || runsTo > first + 2
  )
    refuse('a period of at most two years after its first');
  return { year, flag: 'periods of several years, kept under their first' };
}
