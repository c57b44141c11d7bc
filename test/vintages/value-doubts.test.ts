import { expect, it } from 'vitest';
import type { Unit } from '../../src/sources/source.ts';
import { yearsByPlace } from '../../src/vintages/compare/by-economy.ts';
import { valueDoubts, type ReleaseTables } from '../../src/vintages/compare/value-doubts.ts';
import { seen } from './small-vintage.ts';

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
  says: (iso3: string) => iso3
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
const doubtsOf = (unit: Unit, now: Table, before?: Table) =>
  valueDoubts(
    tablesOf('2019-01-01', unit, now),
    before && tablesOf('2018-01-01', unit, before),
    about
  ).map(({ kind, cells }) =>
    [kind, ...[...yearsByPlace(cells)].map(([iso3, years]) => `${iso3} ${years.join(' ')}`)].join(
      ' '
    )
  );

type Case = [what: string, now: Table, before: Table | undefined, doubt: string, unit?: Unit];
const zeros = [0, 0, 0, 0, 0, 0];
const rising = [10, 13, 16, 19, 22, 25];

it.each<Case>([
  [
    'ten times its figures above zero',
    { AAA: [0, 0, 10, 20, 30, 40] },
    { AAA: [1, 1, 1, 2, 3, 4] },
    'row-moved AAA 2010 2011 2012 2013 2014 2015'
  ],
  ['zero after more than five', { AAA: [4, 5.1, 0] }, undefined, 'newest-zero AAA 2012'],
  [
    'the figures of a close neighbour',
    { AAA: rising.map((value) => value + 1.5) },
    { AAA: rising, BBB: rising.map((value) => value + 1.5) },
    'row-moved AAA 2010 2011 2012 2013 2014 2015'
  ],
  [
    'a group that moved by five points exactly',
    { EAS: [21.4, 26.4] },
    { EAS: [16.4, 21.4] },
    'groups-moved EAS 2010 2011'
  ],
  ['one bound state more', { WLD: [20, 31] }, { WLD: [20, 30] }, 'groups-moved WLD 2011', 'states'],
  ['one state fewer', { WLD: [20, 29] }, { WLD: [20, 30] }, 'groups-moved WLD 2011', 'states'],
  [
    'a world above its parts',
    { WLD: [50.4], EAS: [50.2], SSF: [20] },
    undefined,
    'world-outside-parts WLD 2010 EAS 2010 SSF 2010'
  ],
  [
    'a world below its parts',
    { WLD: [19.8], EAS: [50], SSF: [20] },
    undefined,
    'world-outside-parts WLD 2010 EAS 2010 SSF 2010'
  ],
  [
    'people of the world above their sum',
    { WLD: [102_000], EAS: [50_000], SSF: [50_000] },
    undefined,
    'world-outside-parts WLD 2010 EAS 2010 SSF 2010',
    'people'
  ],
  [
    'a world below them',
    { WLD: [40], ...economies(20, 50) },
    undefined,
    'world-outside-parts WLD 2010'
  ],
  [
    'years gone from its start',
    { AAA: [null, null, ...rising.slice(2)] },
    { AAA: rising },
    'values-withdrawn AAA 2010 2011'
  ]
])('doubts a release with %s', (_, now, before, doubt, unit = 'percent') => {
  expect(doubtsOf(unit, now, before)).toContain(doubt);
});

it.each<Case>([
  ['zeros in both releases', { AAA: zeros }, { AAA: zeros }, ''],
  ['zeros where another had zeros', { AAA: zeros }, { AAA: rising, BBB: zeros }, 'row-moved'],
  [
    'its own figures, which another has too',
    { AAA: rising, BBB: rising },
    { AAA: rising, BBB: rising },
    ''
  ],
  [
    'almost its own figures, which another had',
    { AAA: rising.map((value) => value + 0.3) },
    { AAA: rising, BBB: rising.map((value) => value + 0.3) },
    'row-moved'
  ],
  ['three figures a year late', { AAA: [5, 10, 20, 30] }, { AAA: [10, 20, 30, 40] }, 'row-moved'],
  [
    'half of them a year late',
    { AAA: [1, 10, 20, 30, 40, 61, 71, 81, 91] },
    { AAA: [10, 20, 30, 40, 50, 60, 70, 80, 90] },
    'row-moved'
  ],
  ['zero after five', { AAA: [4, 5, 0] }, undefined, 'newest-zero'],
  [
    'two thirds of its figures ten times as large',
    { AAA: [10, 20, 30, 40, 5, 6] },
    { AAA: [1, 2, 3, 4, 5, 6] },
    'row-moved'
  ],
  ['three figures ten times as large', { AAA: [10, 20, 30] }, { AAA: [1, 2, 3] }, 'row-moved'],
  ['a group that moved by less than five', { EAS: [26.3] }, { EAS: [21.4] }, ''],
  ['a world at the edge of its parts', { WLD: [50.1], EAS: [50], SSF: [20] }, undefined, ''],
  ['a world with a missing part', { WLD: [60], EAS: [50] }, undefined, ''],
  [
    'people of the world as many as their sum',
    { WLD: [100_900], EAS: [50_000], SSF: [50_000] },
    undefined,
    '',
    'people'
  ],
  ['a world beside few economies', { WLD: [60], ...economies(19, 50) }, undefined, '']
])('does not doubt a release so with %s', (_, now, before, kind, unit = 'percent') => {
  expect(doubtsOf(unit, now, before).filter((doubt) => doubt.startsWith(kind))).toEqual([]);
});

function economies(count: number, value: number): Table {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`E${String(index).padStart(2, '0')}`, [value]])
  );
}
