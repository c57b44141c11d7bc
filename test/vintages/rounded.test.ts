import { expect, it } from 'vitest';
import { roundedDoubts } from '../../src/vintages/compare/release-doubts.ts';

const was = [72.781, 41.25, 5.129, 60.64, 33.333, 12.718, 81.92, 9.87, 55.55, 20.21];
const release = (name: '2018' | '2019', values: readonly number[]) => ({
  release: `${name}-01-01`,
  economies: values.map((value, index) => ({
    iso3: 'IDN',
    year: 2010 + index,
    value,
    status: 'a' as const
  })),
  aggregates: []
});
const doubted = (change: (value: number, index: number) => number) =>
  roundedDoubts(release('2019', was.map(change)), release('2018', was)).flatMap(
    ({ cells }) => cells.length
  );

it.each<[string, (value: number, index: number) => number, number[]]>([
  ['rounded to one decimal', (value) => Number(value.toFixed(1)), [10]],
  ['cut off behind the point', Math.trunc, [10]],
  [
    'of which half are rounded, as a publisher may',
    (value, index) => (index < 5 ? value : Math.round(value)),
    []
  ],
  [
    'of which most are rounded and others moved',
    (value, index) => (index < 6 ? Math.round(value) : value + 1.5),
    []
  ],
  ['that moved', (value) => value + 1.5, []]
])('counts doubted values %s', (_, change, cells) => {
  expect(doubted(change)).toEqual(cells);
});

it.each([
  [3, 0],
  [4, 1]
])('needs four rounded values: %i', (count, doubts) => {
  const before = was.slice(0, count);
  const now = before.map((value) => Math.round(value));
  expect(roundedDoubts(release('2019', now), release('2018', before))).toHaveLength(doubts);
});
