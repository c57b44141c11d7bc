import { describe, expect, it } from 'vitest';
import { yearsPath } from '../../../src/charts/plot/plot-path.ts';

const at = (...years: number[]) => years.map((year) => ({ year, x: (year - 2000) / 10, y: 0.25 }));

describe('yearsPath', () => {
  it.each([
    ['joins consecutive years', at(2000, 2001, 2002), 'M0 75L10 75L20 75'],
    ['breaks at a missing year (V03)', at(2000, 2001, 2004, 2005), 'M0 75L10 75M40 75L50 75'],
    [
      'draws a dot for a year between two gaps',
      at(2000, 2001, 2003, 2005, 2006),
      'M0 75L10 75M30 75h0M50 75L60 75'
    ],
    [
      'draws dots for a single first or last year',
      at(2000, 2002, 2003, 2010),
      'M0 75h0M20 75L30 75M100 75h0'
    ],
    ['is empty without points', [], '']
  ])('%s', (_, points, path) => expect(yearsPath(points)).toBe(path));
});
