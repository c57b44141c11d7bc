import { expect, it } from 'vitest';
import { takeDoubts } from '../../src/desk/intake/take-doubts.ts';
import { seen, smallVintage } from '../vintages/small-vintage.ts';

const people = (release: string, ...values: number[]) =>
  smallVintage({
    release,
    unit: 'people',
    economies: values.map((value, index) => seen('IDN', 2010 + index, value)),
    aggregates: []
  });

it.each([
  ['25 %', 1250, ['many-moved']],
  ['15 %', 1150, []]
])('doubts another unit when all counts of people moved by %s: %j', (_, value, kinds) => {
  const older = people('2018-01-01', 1000, 1000, 1000);
  const imported = { listed: [], places: new Map(), doubts: [] };
  const context = { older, before: undefined, list: undefined };
  const doubts = takeDoubts(people('2019-01-01', value, value, value), imported, context);
  expect(doubts.map(({ kind }) => kind).filter((kind) => kind === 'many-moved')).toEqual(kinds);
});
