import { expect, it } from 'vitest';
import type { Unit } from '../../src/sources/source.ts';
import { valueDoubts, type ReleaseTables } from '../../src/vintages/compare/value-doubts.ts';
import { seen } from './small-vintage.ts';

/** The values of some places from 2010 on, by code; null where there is none. */
type Table = Readonly<Record<string, readonly (number | null)[]>>;

const groups = ['WLD', 'EAS', 'SSF'];
const list = {
  ...{ file: 'list.json', publisher: 'Small Bank', worldParts: [['EAS', 'SSF']] },
  economies: new Map<string, readonly string[]>(),
  groups: new Map<string, readonly string[]>(groups.map((code) => [code, []]))
};
const about = {
  placeOf: () => undefined,
  list,
  says: (iso3: string) => iso3,
  consequence: () => 'it is not used'
};

function tablesOf(release: ReleaseTables['release'], unit: Unit, table: Table): ReleaseTables {
  const rows = Object.entries(table).flatMap(([iso3, values]) =>
    values.flatMap((value, index) => (value === null ? [] : [seen(iso3, 2010 + index, value)]))
  );
  const isGroup = ({ iso3 }: { iso3: string }) => groups.includes(iso3);
  return {
    release,
    unit,
    economies: rows.filter((row) => !isGroup(row)),
    aggregates: rows.filter(isGroup)
  };
}
const saidOf = (unit: Unit, now: Table, before?: Table) =>
  valueDoubts(
    tablesOf('2019-01-01', unit, now),
    before && tablesOf('2018-01-01', unit, before),
    about
  )
    .map(({ says }) => says)
    .join('\n');

const zeros = [0, 0, 0, 0, 0, 0];
const rising = [10, 13, 16, 19, 22, 25];

it.each<[string, Unit, Table, Table | undefined, RegExp]>([
  [
    'ten times its figures',
    'percent',
    { AAA: [10, 20, 30, 40, 50] },
    { AAA: [1, 2, 3, 4, 5] },
    /AAA has 10 times the figures/
  ],
  [
    'ten times what is not nothing',
    'percent',
    { AAA: [0, 0, 10, 20, 30, 40] },
    { AAA: [1, 1, 1, 2, 3, 4] },
    /AAA has 10 times the figures/
  ],
  [
    'its figures a year late',
    'percent',
    { AAA: [5, 10, 20, 30, 40] },
    { AAA: [10, 20, 30, 40, 50] },
    /2018-01-01 a year late/
  ],
  [
    'its figures a year early',
    'percent',
    { AAA: [20, 30, 40, 50, 55] },
    { AAA: [10, 20, 30, 40, 50] },
    /2018-01-01 a year early/
  ],
  [
    'nothing after more than five',
    'percent',
    { AAA: [4, 5.1, 0] },
    undefined,
    /AAA is 0 in 2012, after 5.1 in 2011/
  ],
  [
    'values gone, of which one was nothing',
    'percent',
    { AAA: [null, null, 5] },
    { AAA: [0, 1, 5] },
    /2 of the 3 values .* are gone, 1 of them 0/
  ],
  [
    'the figures of another',
    'percent',
    { AAA: rising, BBB: zeros },
    { AAA: [50, 51, 52, 53, 54, 55], BBB: rising },
    /that BBB has .*swapped/
  ],
  [
    'a group that moved by five points exactly',
    'percent',
    { EAS: [21.4, 26.4] },
    { EAS: [16.4, 21.4] },
    /2 values .* moved by 5 points/
  ],
  [
    'a state more than were bound',
    'states',
    { WLD: [20, 31] },
    { WLD: [20, 30] },
    /1 count of the states bound is not that/
  ],
  [
    'a state fewer',
    'states',
    { WLD: [20, 29] },
    { WLD: [20, 30] },
    /1 count of the states bound is not that/
  ],
  [
    'a world above its parts',
    'percent',
    { WLD: [50.4], EAS: [50.2], SSF: [20] },
    undefined,
    /WLD\) lies outside/
  ],
  [
    'a world below its parts',
    'percent',
    { WLD: [19.8], EAS: [50], SSF: [20] },
    undefined,
    /WLD\) lies outside/
  ],
  [
    'people of the world above their sum',
    'people',
    { WLD: [102_000], EAS: [50_000], SSF: [50_000] },
    undefined,
    /WLD\) lies outside/
  ],
  [
    'a world above its economies',
    'percent',
    { WLD: [60], ...economies(20, 50) },
    undefined,
    /WLD\) lies outside/
  ],
  [
    'a world below them',
    'percent',
    { WLD: [40], ...economies(20, 50) },
    undefined,
    /WLD\) lies outside/
  ],
  [
    'a part of its values',
    'percent',
    { AAA: rising.slice(0, 4) },
    { AAA: rising },
    /2 of the 6 values of 2018-01-01 are gone.* 2010 to 2013 only: .*part/
  ],
  [
    'years gone from its start',
    'percent',
    { AAA: [null, null, ...rising.slice(2)] },
    { AAA: rising },
    /gone; this file has the years 2012 to 2015/
  ]
])('a release is doubted with %s', (_, unit, now, before, says) => {
  expect(saidOf(unit, now, before)).toMatch(says);
});

it.each<[string, Unit, Table, Table | undefined, RegExp]>([
  ['nothing in either release', 'percent', { AAA: zeros }, { AAA: zeros }, /./],
  [
    'nothing where another had nothing',
    'percent',
    { AAA: zeros },
    { AAA: rising, BBB: zeros },
    /swapped/
  ],
  [
    'the figures it had, which another has too',
    'percent',
    { AAA: rising, BBB: rising },
    { AAA: rising, BBB: rising },
    /./
  ],
  [
    'three figures a year late',
    'percent',
    { AAA: [5, 10, 20, 30] },
    { AAA: [10, 20, 30, 40] },
    /late/
  ],
  [
    'half of them a year late',
    'percent',
    { AAA: [1, 10, 20, 30, 40, 61, 71, 81, 91] },
    { AAA: [10, 20, 30, 40, 50, 60, 70, 80, 90] },
    /late/
  ],
  ['nothing after five', 'percent', { AAA: [4, 5, 0] }, undefined, /is 0 in/],
  [
    'two thirds of its figures ten times as large',
    'percent',
    { AAA: [10, 20, 30, 40, 5, 6] },
    { AAA: [1, 2, 3, 4, 5, 6] },
    /another unit/
  ],
  [
    'three figures ten times as large',
    'percent',
    { AAA: [10, 20, 30] },
    { AAA: [1, 2, 3] },
    /another unit/
  ],
  ['a group that moved by less than five', 'percent', { EAS: [26.3] }, { EAS: [21.4] }, /./],
  [
    'a world at the edge of its parts',
    'percent',
    { WLD: [50.1], EAS: [50], SSF: [20] },
    undefined,
    /./
  ],
  ['a world one of whose parts is not there', 'percent', { WLD: [60], EAS: [50] }, undefined, /./],
  [
    'people of the world as many as their sum',
    'people',
    { WLD: [100_900], EAS: [50_000], SSF: [50_000] },
    undefined,
    /./
  ],
  ['a world beside few economies', 'percent', { WLD: [60], ...economies(19, 50) }, undefined, /./],
  [
    'a fifth of its values gone',
    'percent',
    { AAA: [1, 2, 3, 4, null] },
    { AAA: [1, 2, 3, 4, 5] },
    /it may be a part of the file/
  ]
])('a release is not doubted so with %s', (_, unit, now, before, says) => {
  expect(saidOf(unit, now, before)).not.toMatch(says);
});

/** So many economies of one value. */
function economies(count: number, value: number): Table {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`E${String(index).padStart(2, '0')}`, [value]])
  );
}
