import { expect, it } from 'vitest';
import { printedDay } from '../../src/sources/cells/printed-day.ts';
import { kindAndPlace } from './fault-of.ts';

const read = (text: string) =>
  printedDay(text, 'a.csv', { line: 1, column: 1 }, { today: '2026-08-01' });

it.each([
  ['2026-07-13', '2026-07-13'],
  ['7/13/2026', '2026-07-13'],
  ['46216', '2026-07-13'],
  ['13-Jul-26', '2026-07-13'],
  // The other reading is in the future.
  ['7/9/2026', '2026-07-09']
])('reads “%s” as %s', (text, day) => {
  expect(read(text)?.day).toBe(day);
});

it.each([
  ['6/7/2026', 'ambiguous-release-day'],
  ['46300', 'no-release-day'],
  // 1990-05-07
  ['33000', 'no-release-day'],
  ['2026-08-02', 'future-release']
])('refuses “%s”: %s', (text, kind) => {
  expect(kindAndPlace(() => read(text))).toBe(`${kind} 1:1`);
});
