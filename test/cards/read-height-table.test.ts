import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  cardHeightsFile,
  readHeightTable,
  withEveryCard
} from '../../src/cards/embed/read-height-table.ts';

const committed = readFileSync(cardHeightsFile, 'utf8');

it('fills in new cards and drops removed ones', () => {
  const without = committed.replaceAll('"speed":', '"gone":');
  expect(() => readHeightTable(without)).toThrow(/speed.*missing/);
  const { en } = readHeightTable(withEveryCard(without));
  expect(en.speed).toEqual(en.demand);
  expect(Object.keys(en)).not.toContain('gone');
  expect(withEveryCard(committed)).toBe(committed);
});
