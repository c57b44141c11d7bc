import { describe, expect, it } from 'vitest';
import { decimalYear } from '../../src/charts/phrases/decimal-year.ts';

describe('decimalYear', () => {
  it.each([
    ['2018', 2018.5],
    ['2018-10', 2018.79],
    ['2022-10 (day to confirm)', 2022.79],
    ['2018-01-01', 2018],
    ['2018-12-31', 2019]
  ])('converts %s', (date, at) => {
    expect(decimalYear(date)).toBeCloseTo(at, 1);
  });

  it('refuses text without a date', () => {
    expect(() => decimalYear('undated page')).toThrow(/“undated page” is not a date/);
  });
});
