import { expect, it } from 'vitest';
import { printedDay } from '../../src/sources/cells/printed-day.ts';

const read = (text: string) =>
  printedDay(text, 'a.csv', { line: 1, column: 1 }, { today: '2026-08-01' });

it.each([
  ['2026-07-13', '2026-07-13'],
  ['7/13/2026', '2026-07-13'],
  ['46216', '2026-07-13'],
  ['13-Jul-26', '2026-07-13'],
  // The other reading is a day to come.
  ['7/9/2026', '2026-07-09']
])('“%s” is the day of release %s', (text, day) => {
  expect(read(text)?.day).toBe(day);
});

it.each([
  ['6/7/2026', /may be 2026-06-07 or 2026-07-06/],
  ['46300', /would be 2026-10-05, which cannot be/],
  // Before anybody published such a table.
  ['33000', /would be 1990-05-07, which cannot be/],
  ['2026-08-02', /a day up to today/]
])('“%s” is refused', (text, why) => {
  expect(() => read(text)).toThrow(why);
});
