import { describe, expect, it } from 'vitest';
import { surveyYear } from '../../src/sources/layouts/unicef-workbook.ts';
import { kindAndPlace } from './fault-of.ts';
import type { Source } from '../../src/sources/source.ts';

const calendars: NonNullable<Source['calendars']> = {
  NPL: { name: 'Bikram Sambat', offset: -57 },
  THA: { name: 'Buddhist', offset: -543 }
};
const read = (text: string, iso3 = 'IDN') =>
  surveyYear({ text, line: 3, column: 12 }, calendars[iso3], 'book.xlsx', 2027);

describe('surveyYear', () => {
  it.each([
    ['2019', 'IDN', '2019', undefined],
    ['2018-19', 'IDN', '2018', 'periods of several years, kept under their first'],
    ['2018-2019', 'IDN', '2018', 'periods of several years, kept under their first'],
    ['1999-00', 'IDN', '1999', 'periods of several years, kept under their first'],
    ['2012-99', 'VNM', '2012', 'periods without a known end, kept under their first year'],
    ['2076', 'NPL', '2019', 'years of the Bikram Sambat calendar, converted by -57'],
    ['2562', 'THA', '2019', 'years of the Buddhist calendar, converted by -543']
  ])('%s of %s is %s', (text, iso3, year, flag) => {
    expect(read(text, iso3)).toEqual({ year: { text: year, line: 3, column: 12 }, flag });
  });

  it('never converts a year that may be common', () => {
    expect(read('2019', 'THA')).toEqual({
      year: { text: '2019', line: 3, column: 12 },
      flag: undefined
    });
    expect(read('2027', 'NPL').flag).toBeUndefined();
  });

  it('leaves a year of an undeclared calendar', () =>
    expect(read('2562', 'LAO').year.text).toBe('2562'));

  it.each([
    '',
    '19',
    '2018/19',
    '2018-17',
    '2018-25',
    '2018-2018',
    '2018-2030',
    'May 2019',
    '2019-01-01'
  ])('refuses "%s" at its cell', (text) => {
    expect(kindAndPlace(() => read(text))).toMatch(/^(not-a|long)-period 3:12$/);
  });
});
