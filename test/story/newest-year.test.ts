import { describe, expect, it } from 'vitest';
import { newestYear } from '../../src/story/data.ts';

describe('newestYear', () => {
  const series = (...economies: (number | null)[][]) => ({
    years: [2016, 2017, 2018],
    economies: economies.map((values, at) => ({ iso3: `AA${at}`, values }))
  });

  it.each([
    ['the last, where most have a figure', series([1, 2, 3], [1, 2, 3], [1, 2, null]), 2018],
    ['the year before one that only half have', series([1, 2, 3], [1, 2, null]), 2017],
    [
      'of those that have a figure at all',
      series([1, 2, 3], [1, 2, 3], [null, null, null], [null, null, null], [null, null, null]),
      2018
    ],
    [
      'the last of the series, where no year is known of most',
      series([1, null, null], [null, 2, null], [null, null, 3]),
      2018
    ]
  ])('is %s', (_what, given, year) => expect(newestYear(given)).toBe(year));
});
