import { quoted } from '../tables/csv-table.ts';
import { calendarDay, monthOf } from './calendar.ts';
import { checkYear } from './read-year.ts';
import { refuseAt, swapped, type Cell } from '../source-error.ts';

/** Returns a day such as `19 Sep 2002 a` as `2002-09-19`, null of an empty cell. @throws SourceError for another form, suffix, day or year. */
export function readDay(cell: Cell, file: string, lastYear: number, suffixes: readonly ('a' | 'd')[]): string | null {
  if (cell.text === '') return null;
  const refuse = (expected: string, advice: string): never => refuseAt(file, cell, quoted(cell.text), expected, advice);
  const [, day = '', name = '', year = '', suffix] = /^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})(?: (\S+))?$/.exec(cell.text) ?? [];
  const month = monthOf(name);
  const example = suffixes.length > 0 ? 'a day such as 19 Sep 2002, with a for accession or d for succession' : 'a day such as 19 Sep 2002';
  if (month === 0 || (suffix !== undefined && !suffixes.some((one) => one === suffix))) refuse(example, swapped);
  checkYear(Number(year), file, cell, lastYear);
  return calendarDay(Number(year), month, Number(day)) ?? refuse('a day that is in the calendar', 'check the day on the publisher’s page');
}
