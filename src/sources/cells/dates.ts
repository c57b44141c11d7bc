import { quoted } from '../tables/csv-table.ts';
import { calendarDay, monthOf, msPerDay, dayZero, dayOf } from './calendar.ts';
import {
  columnsSwapped,
  refuseAt,
  type Fault,
  type FilePosition,
  type TableCell,
  downloadAgain
} from '../source-error.ts';
import { formulaWithoutResult } from './read-number.ts';
import { say } from '#locale/say.ts';

/** The earliest year any of our publishers gives. */
const firstYear = 1960;

function faultOf(text: string): Fault {
  if (text === '=') return formulaWithoutResult();
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
        say`Write into this cell the year that the publisher’s page gives. If columns were swapped, download the file again.`
      ];
}

/** @throws SourceError when a cell is not four digits, or not a year that a publisher could mean. */
export function readYear(text: string, file: string, at: FilePosition, lastYear: number) {
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

/** Returns a day such as `19 Sep 2002 a` as `2002-09-19`, null for an empty cell. */
export function readDay(
  cell: TableCell,
  file: string,
  lastYear: number,
  suffixes: readonly ('a' | 'd')[]
) {
  if (cell.text === '') return null;
  const refuse = (...fault: Fault): never => refuseAt(file, cell, ...fault);
  const [, day = '', name = '', year = '', suffix] =
    /^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})(?: (\S+))?$/.exec(cell.text) ?? [];
  const month = monthOf(name);
  if (month === 0 || (suffix !== undefined && !suffixes.some((one) => one === suffix)))
    refuse(
      'not-a-day',
      say`${quoted(cell.text)} is not a day such as 19 Sep 2002${suffixes.length > 0 ? say`, with a for accession or d for succession` : ''}.`,
      columnsSwapped()
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

/** No publisher released such a table earlier. */
const firstDay = '1995-01-01';

function daysIn(text: string) {
  const daysOf = (...readings: [year: number, month: number, day: number][]) => [
    ...new Set(readings.flatMap((reading) => calendarDay(...reading) ?? []))
  ];
  const iso =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/.exec(text);
  if (iso)
    return {
      days: daysOf([Number(iso[1]), Number(iso[2]), Number(iso[3])]),
      plain: /^\d{4}-\d{2}-\d{2}$/.test(text)
    };
  const year = (digits: string) => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));
  const numbers =
    /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?(?: [AP]M)?)?$/i.exec(
      text
    );
  if (numbers) {
    const [one, other, in_] = [Number(numbers[1]), Number(numbers[3]), year(numbers[4] ?? '')];
    return { days: daysOf([in_, one, other], [in_, other, one]), plain: false };
  }
  const dayFirst = /^(\d{1,2})[-/. ]([a-z]{3,9})\.?,?[-/. ](\d{4}|\d{2})$/i.exec(text);
  const monthFirst = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i.exec(text);
  const [day, name, inYear] = dayFirst
    ? dayFirst.slice(1)
    : monthFirst
      ? [monthFirst[2], monthFirst[1], monthFirst[3]]
      : [];
  if (day !== undefined && name !== undefined && inYear !== undefined) {
    return { days: daysOf([year(inYear), monthOf(name), Number(day)]), plain: false };
  }
  const serial = /^(\d{5})(?:\.\d+)?$/.exec(text);
  if (serial)
    return { days: [dayOf(new Date(dayZero + Number(serial[1]) * msPerDay))], plain: false };
  return { days: [], plain: false };
}

/**
 * Returns the release day that a cell prints (also `7/13/2026` or `46216`, as spreadsheets rewrite
 * it) and a note on how it was read. An ambiguous day is settled by `released`; undefined where the
 * text contradicts it.
 */
export function printedDay(
  text: string,
  file: string,
  at: FilePosition,
  { today, released: asked }: { today?: string | undefined; released?: string | undefined }
) {
  const settle = say`Look the day of release up on the publisher’s page, and add \`--released YYYY-MM-DD\` at the end of the command.`;
  const { days, plain } = daysIn(text);
  const possible = plain
    ? days
    : days.filter((day) => day >= firstDay && (today === undefined || day <= today));
  const agreed =
    asked === undefined
      ? []
      : possible.filter((day) => day.startsWith(asked) || asked.startsWith(day));
  const [day, other] = agreed.length > 0 ? agreed : possible;
  if (day === undefined) {
    if (asked !== undefined) return undefined;
    const meaning = days.length > 0 ? say`: ${days.join(' or ')} is not possible` : '';
    return refuseAt(
      file,
      at,
      'no-release-day',
      say`${quoted(text)} is not a day of release${meaning}.`,
      settle
    );
  }
  if (other !== undefined) {
    if (asked !== undefined && agreed.length === 0) return undefined;
    return refuseAt(
      file,
      at,
      'ambiguous-release-day',
      say`${quoted(text)} may be ${day} or ${other}: a spreadsheet has rewritten the date.`,
      settle
    );
  }
  if (today !== undefined && day > today) {
    if (asked !== undefined) return undefined;
    return refuseAt(
      file,
      at,
      'future-release',
      say`The release ${day} is after today, ${today}: the date was edited, or this computer’s clock is wrong.`,
      `${downloadAgain()} ${settle}`
    );
  }
  return {
    day,
    note: plain ? undefined : say`the day of release, ${quoted(text)}, read as ${day}`
  };
}
