import { expect, it } from 'vitest';
import { spikesOf } from '../../src/vintages/compare/leaps.ts';

const from2012 = (...values: number[]) =>
  new Map(values.map((value, index) => [2012 + index, value]));
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
