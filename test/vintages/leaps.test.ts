import { expect, it } from 'vitest';
import { leapDoubt, leapsOf, spikesOf } from '../../src/vintages/compare/leaps.ts';

const from2012 = (...values: number[]) =>
  new Map(values.map((value, index) => [2012 + index, value]));
const before = from2012(20, 21, 22, 23, 24, 25, 26);
const telling = {
  beside: (iso3: string, years: readonly number[]) => [`${iso3} ${years.join(' ')}`],
  cell: () => 'line 2'
};
const doubtOf = (...values: number[]) =>
  leapDoubt(
    leapsOf({ iso3: 'IDN', now: from2012(...values), before }, 'percent'),
    telling,
    'percent',
    '2018-08-28'
  );

it('proposes a repair for one outlier, and none for two adjacent ones', () => {
  expect(doubtOf(20, 21, 72, 23, 24, 25, 26).repair).toEqual({
    iso3: 'IDN',
    year: 2014,
    expects: 72
  });
  const two = doubtOf(20, 21, 72, 1, 24, 25, 26);
  expect(two.cells.map(({ year }) => year)).toEqual([2014, 2015]);
  expect(two.repair).toBeUndefined();
});

it.each([
  ['far above both beside it', [20, 60, 25], [2013]],
  ['far below both', [60, 20, 65], [2013]],
  ['above both, which are far apart themselves', [20, 80, 45], []],
  ['where a row rises', [20, 50, 80], []]
])('doubts in a first release a value %s: %j', (_, values, years) => {
  expect(
    spikesOf({ iso3: 'IDN', now: from2012(...values), before: undefined }, 'percent').map(
      ({ year }) => year
    )
  ).toEqual(years);
});
