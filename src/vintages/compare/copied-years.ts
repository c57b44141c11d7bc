import { number } from '../../locale/counted.ts';
import type { Unit } from '../../sources/source.ts';
import type { Release } from '../vintage.ts';
import { firstRows, type Doubt, type Values } from './doubt.ts';
import type { PlaceRow } from './by-economy.ts';
import { say } from '../../locale/say.ts';

/** Kept releases: at most 68 % of a year's values equal the year before (mobile-2g, 2013). */
const nearlyAll = 0.9;
/** Fewer values may agree by chance. */
const enough = 4;
/**
 * For added values. Kept releases: 4 of 5 equalled the year before (World Bank, 2021-03-19), but of
 * ten or more only a tenth.
 */
const enoughNew = 10;
/** If a larger share of all values equals the year before, a year that repeats is normal. */
const still = 0.5;

interface Pair {
  year: number;
  /** Codes of places with equal values, except 0 and 100, which may stay. */
  equal: string[];
  shared: number;
}

/** Pairs each year's values with the year before, without those that `known` has too. */
function pairsOf(rows: readonly PlaceRow[], unit: Unit, of: 'now' | 'before', known?: 'before') {
  const pairs = new Map<number, Pair>();
  for (const row of rows) {
    const values: Values | undefined = row[of];
    for (const [year, value] of values ?? []) {
      if (known && row[known]?.has(year)) continue;
      const last = values?.get(year - 1);
      const isEnd = value === 0 || (unit === 'percent' && value === 100);
      if (last === undefined || (last === value && isEnd)) continue;
      const pair = pairs.get(year) ?? { year, equal: [], shared: 0 };
      pair.shared++;
      if (last === value) pair.equal.push(row.iso3);
      pairs.set(year, pair);
    }
  }
  return [...pairs.values()].sort((one, other) => one.year - other.year);
}

const isCopy = ({ equal, shared }: Pair, least = enough) =>
  equal.length >= least && equal.length >= nearlyAll * shared;

/** Doubts a year whose values nearly all equal the year before: a copied or filled column. */
export function copiedYears(
  rows: readonly PlaceRow[],
  unit: Unit,
  beside: (iso3: string, years: readonly number[]) => string[],
  earlier: Release | undefined
): Doubt[] {
  const pairs = pairsOf(rows, unit, 'now');
  const known = new Set(
    pairsOf(rows, unit, 'before')
      .filter((pair) => isCopy(pair))
      .map(({ year }) => year)
  );
  const copies = pairs.filter((pair) => isCopy(pair) && !known.has(pair.year));
  const fresh = earlier === undefined ? [] : pairsOf(rows, unit, 'now', 'before');
  const filled = fresh.filter(
    (pair) => isCopy(pair, enoughNew) && !copies.some(({ year }) => year === pair.year)
  );
  const others = pairs.filter((pair) => !isCopy(pair));
  const total = (of: (pair: Pair) => number) => others.reduce((sum, pair) => sum + of(pair), 0);
  const [equal, shared] = [total((pair) => pair.equal.length), total((pair) => pair.shared)];
  if (shared > 0 && equal > still * shared) return [];
  return [
    ...copies.map((pair) => ({ ...pair, of: 'values' })),
    ...filled.map((pair) => ({ ...pair, of: say`new values` }))
  ].map(({ year, equal: same, shared: all, of }) => ({
    kind: 'copied-year',
    says: say`${number(same.length)} of ${number(all)} ${of} of ${year} equal those of ${year - 1}${
      shared > 0 ? say` (other years: ${number(equal)} of ${number(shared)})` : ''
    }: one of the two columns may be a copy; check both on the publisher’s page${
      earlier === undefined ? '' : say` and in ${earlier}`
    }`,
    rows: firstRows(
      same.map((iso3) => beside(iso3, [year - 1, year])),
      3
    ),
    cells: same.flatMap((iso3) => [year - 1, year].map((one) => ({ iso3, year: one })))
  }));
}
