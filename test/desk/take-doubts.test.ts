import fc from 'fast-check';
import { expect, it } from 'vitest';
import { takeDoubts } from '../../src/desk/intake/take-doubts.ts';
import { readText } from '../../src/site/story/project-text.ts';
import { readPublisherList } from '../../src/sources/publisher-list.ts';
import { keyOf } from '../../src/vintages/compare/by-economy.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';
import { folderOf } from '../../src/vintages/vintage.ts';
import { committedProject as files } from '../open-committed.ts';
import { long } from '../slice.ts';
import { seen, smallVintage } from '../vintages/small-vintage.ts';

const imported = { listed: [], places: new Map(), doubts: [] };

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
  const context = { older, before: undefined, list: undefined };
  const doubts = takeDoubts(people('2019-01-01', value, value, value), imported, context);
  expect(doubts.map(({ kind }) => kind).filter((kind) => kind === 'many-moved')).toEqual(kinds);
});

const listFile = 'data/publishers/world-bank.json';
const list = readPublisherList(readText(files, listFile), listFile);
const open = (release: string) =>
  openVintage(files, folderOf({ source: 'wb-internet-users', release }));
const [older, sound] = [open('2024-05-30'), open('2024-11')];
type Rows = typeof sound.economies;
const codes = [...new Set(sound.economies.map(({ iso3 }) => iso3))];
/** So few places at a time that they are compared in a moment. */
const parts = Array.from({ length: Math.ceil(codes.length / 24) }, (_, part) => {
  const own = codes.slice(24 * part, 24 * part + 24);
  const only = (rows: Rows) => rows.filter(({ iso3 }) => own.includes(iso3));
  return { own, rows: only(sound.economies), before: only(older.economies) };
});
function doubtedIn({ before }: (typeof parts)[0], economies: Rows) {
  const context = { older: { ...older, economies: before, aggregates: [] }, before: undefined };
  const doubts = takeDoubts({ ...sound, economies, aggregates: [] }, imported, {
    ...context,
    list
  });
  return new Set(doubts.flatMap(({ cells }) => cells.map(keyOf)));
}
const cells = parts.flatMap((part) => {
  const doubted = doubtedIn(part, part.rows);
  const known = new Set(part.before.map(keyOf));
  return part.rows
    .filter((cell) => known.has(keyOf(cell)) && !doubted.has(keyOf(cell)))
    .map((cell) => ({ part, cell }));
});
const anyCell = fc.nat(cells.length - 1).map((index) => cells[index]!);
const campaign = { numRuns: long ? 10_000 : 400, seed: 20260713 };

it('doubts one cell that moved by more than 20 points', () => {
  const by = fc.double({ min: 20.01, max: 50, noNaN: true });
  fc.assert(
    fc.property(anyCell, by, ({ part, cell }, points) => {
      const value = cell.value + (cell.value < 50 ? points : -points);
      const rows = part.rows.map((row) => (row === cell ? { ...cell, value } : row));
      expect(doubtedIn(part, rows)).toContain(keyOf(cell));
    }),
    campaign
  );
}, 3_600_000);

it('doubts one cell that was moved to another row', () => {
  fc.assert(
    fc.property(anyCell, fc.nat(), ({ part, cell }, other) => {
      const others = part.own.filter((iso3) => iso3 !== cell.iso3);
      const moved = { ...cell, iso3: others[other % others.length]! };
      const rows = part.rows.filter((row) => row !== cell && keyOf(row) !== keyOf(moved));
      const at = rows.findIndex((row) => keyOf(row) > keyOf(moved));
      const doubted = doubtedIn(part, rows.toSpliced(at < 0 ? rows.length : at, 0, moved));
      expect([cell, moved].some((one) => doubted.has(keyOf(one)))).toBe(true);
    }),
    campaign
  );
}, 3_600_000);
