import { expect, it } from 'vitest';
import { classChanges } from '../../src/site/story/map-changes.ts';
import type { MapSeries } from '../../src/charts/choropleth/frame.ts';

const series = (
  economies: Record<string, (number | null)[]>,
  years = [2015, 2016, 2017]
): MapSeries => ({
  indicator: 'internet-use',
  years,
  economies: Object.entries(economies).map(([iso3, values]) => ({ iso3, values }))
});
const view = (year: number) => ({ layer: 'internet-use' as const, year });

it.each([
  ['another class', { IDN: [0, 49, 0] }, { IDN: [0, 50, 0] }, [['IDN', 2, 3]]],
  ['no change within a class', { IDN: [0, 25, 0] }, { IDN: [0, 49.9, 0] }, []],
  ['a removed value', { IDN: [null, 39, null] }, { IDN: [null, null, null] }, [['IDN', 2, null]]],
  ['no change to an older value', { IDN: [30, 39, null] }, { IDN: [30, null, null] }, []],
  ['a new economy', { IDN: [0, 39, 0] }, { IDN: [0, 39, 0], TUV: [0, 80, 0] }, [['TUV', null, 4]]],
  [
    'changes sorted by code',
    { MEX: [0, 10, 0], BTN: [0, 10, 0] },
    { MEX: [0, 90, 0], BTN: [0, 90, 0] },
    [
      ['BTN', 1, 5],
      ['MEX', 1, 5]
    ]
  ]
])('reports %s', (_, before, after, changes) => {
  expect(classChanges(series(before), series(after), view(2016))).toEqual(
    changes.map(([iso3, before, after]) => ({ iso3, before, after }))
  );
});

it('has no value for a year after the last of a release', () => {
  const short = series({ IDN: [10, 39] }, [2015, 2016]);
  const long = series({ IDN: [10, 39, 41] });
  expect(classChanges(short, long, view(2017))).toEqual([{ iso3: 'IDN', before: null, after: 2 }]);
});
