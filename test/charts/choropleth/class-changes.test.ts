import { expect, it } from 'vitest';
import { classChanges } from '../../../src/charts/choropleth/class-changes.ts';
import type { MapSeries } from '../../../src/charts/choropleth/frame.ts';

const years = [2015, 2016, 2017];
const series = (economies: Record<string, (number | null)[]>): MapSeries => ({
  indicator: 'internet-use',
  years,
  economies: Object.entries(economies).map(([iso3, values]) => ({ iso3, values }))
});
const view = (year: number) => ({ layer: 'internet-use' as const, year });

it.each([
  [
    'another class',
    { IDN: [0, 39, 0] },
    { IDN: [0, 40, 0] },
    [{ iso3: 'IDN', before: 1, after: 2 }]
  ],
  ['the same class', { IDN: [0, 21, 0] }, { IDN: [0, 39.9, 0] }, []],
  [
    'no value any more',
    { IDN: [null, 39, null] },
    { IDN: [null, null, null] },
    [{ iso3: 'IDN', before: 1, after: null }]
  ],
  ['an older value of the same class', { IDN: [30, 39, null] }, { IDN: [30, null, null] }, []],
  [
    'an economy that one does not list',
    { IDN: [0, 39, 0] },
    { IDN: [0, 39, 0], TUV: [0, 80, 0] },
    [{ iso3: 'TUV', before: null, after: 4 }]
  ],
  [
    'several, by code',
    { MEX: [0, 10, 0], BTN: [0, 10, 0] },
    { MEX: [0, 90, 0], BTN: [0, 90, 0] },
    [{ iso3: 'BTN' }, { iso3: 'MEX' }]
  ]
])('%s', (_, before, after, changes) => {
  expect(classChanges(series(before), series(after), view(2016))).toMatchObject(changes);
  expect(classChanges(series(before), series(after), view(2016))).toHaveLength(changes.length);
});

it('does not take the nearest year for a year that a release does not reach', () => {
  const [short, long] = [
    { ...series({ IDN: [10, 39] }), years: [2015, 2016] },
    series({ IDN: [10, 39, 41] })
  ];
  expect(classChanges(short, long, view(2017))).toEqual([{ iso3: 'IDN', before: null, after: 2 }]);
});
