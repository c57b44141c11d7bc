import { expect, it } from 'vitest';
import { newestDay } from '../../src/sources/cells/calendar.ts';

it.each([
  // Six in the morning in Jakarta.
  ['2026-01-02T23:00:00Z', '2026-01-03'],
  ['2026-01-02T11:59:00Z', '2026-01-02'],
  ['2026-12-31T20:00:00Z', '2027-01-01']
])('at %s the newest day is %s', (time, day) => expect(newestDay(new Date(time))).toBe(day));
