import { quoted } from '../tables/csv-table.ts';
import { calendarDay, msPerDay, dayOf, dayZero, monthOf } from './calendar.ts';
import { downloadAgain, refuseAt, type FilePosition } from '../source-error.ts';
import { say } from '../../locale/say.ts';

/** No publisher released such a table earlier. */
const firstDay = '1995-01-01';

/** Returns each day that a text can mean; `plain` where no spreadsheet has rewritten it. */
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
 * @throws SourceError where the day is ambiguous or impossible.
 */
export function printedDay(
  text: string,
  file: string,
  at: FilePosition,
  { today, released: asked }: { today?: string | undefined; released?: string | undefined }
): { day: string; note: string | undefined } | undefined {
  const settle = say`Give the day of release with --released YYYY-MM-DD.`;
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
      `${downloadAgain} ${settle}`
    );
  }
  return {
    day,
    note: plain ? undefined : say`the day of release, ${quoted(text)}, read as ${day}`
  };
}
