import { quoted } from '../tables/csv-table.ts';
import { refuseAt, type TableCell } from '../source-error.ts';
import type { Source } from '../source.ts';
import { say } from '../../locale/say.ts';

/**
 * Returns the year of a survey: the first of `2018-19`, the common year of a declared local
 * calendar; `flag` says what was done. A year that may be common is never converted.
 * @throws SourceError for other forms, and periods of over two years.
 */
export function surveyYear(
  cell: TableCell,
  calendar: NonNullable<Source['calendars']>[string] | undefined,
  file: string,
  lastYear: number
): { year: TableCell; flag: string | undefined } {
  const match = /^(\d{4})(?:-(\d{2}|\d{4}))?$/.exec(cell.text);
  if (!match)
    return refuseAt(
      file,
      cell,
      'not-a-period',
      say`${quoted(cell.text)} is not a year such as 2019, or a period such as 2018-19.`,
      /^\d{4}-\d{2}-\d{2}$/.test(cell.text)
        ? say`A spreadsheet has made a day of it: set the cell to Text and write ${cell.text.slice(0, 7)} if the publisher’s page gives that.`
        : say`Write what the publisher’s page gives. Delete the row if it is a note or a total.`
    );
  const first = Number(match[1]);
  if (match[2] === undefined) {
    if (calendar === undefined || first <= lastYear) return { year: cell, flag: undefined };
    return {
      year: { ...cell, text: String(first + calendar.offset) },
      flag: `years of the ${calendar.name} calendar, converted by ${calendar.offset}`
    };
  }
  const year = { ...cell, text: match[1]! };
  // The code of household surveys for "not known".
  if (match[2] === '99')
    return { year, flag: 'periods without a known end, kept under their first year' };
  const last =
    match[2].length === 2 ? Math.floor(first / 100) * 100 + Number(match[2]) : Number(match[2]);
  const end = match[2].length === 2 && last < first ? last + 100 : last;
  if (end <= first || end > first + 2)
    refuseAt(
      file,
      cell,
      'long-period',
      say`${quoted(cell.text)} is not a period of at most two years after its first.`,
      say`Write what the publisher’s page gives.`
    );
  return { year, flag: 'periods of several years, kept under their first' };
}
