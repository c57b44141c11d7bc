import { number } from '../../locale/counted.ts';
import type { Unit } from '../../sources/source.ts';
import type { Release } from '../vintage.ts';
import { firstRows, type Doubt, type Values } from './doubt.ts';
import type { Row } from './by-economy.ts';

/**
 * Of the releases that are kept no year with more than four values has over 68 per cent of the year
 * before (mobile-2g, 2013).
 */
const nearlyAll = 0.9;
/** So many values show it; fewer may agree by chance. */
const enough = 4;
/**
 * Of the values that a release added to a year, up to four of five were those of the year before
 * (World Bank, 2021-03-19), of ten or more a tenth.
 */
const enoughNew = 10;
/** Where the values of most years stand still, a year that does is nothing to doubt. */
const still = 0.5;

interface Pair {
  year: number;
  /**
   * The codes of the places whose values are equal; a share of 0 or 100 stays where it ends and
   * tells nothing.
   */
  equal: string[];
  shared: number;
}

/** Pairs the years of values `of` each row, of which those are left out that `known` has too. */
function pairsOf(rows: readonly Row[], unit: Unit, of: 'now' | 'before', known?: 'before'): Pair[] {
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

/**
 * Doubts each year nearly all of whose values are those of the year before, where others move: a
 * copied or a filled column.
 */
export function copiedYears(
  rows: readonly Row[],
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
    ...filled.map((pair) => ({ ...pair, of: 'new values' }))
  ].map(({ year, equal: same, shared: all, of }) => ({
    says: `${number(same.length)} of ${number(all)} ${of} of ${year} are those of ${year - 1}${
      shared > 0
        ? `, and in other years ${number(equal)} of ${number(shared)} are those of the year before`
        : ''
    }, what stays at its end, such as 0, left out: the column of ${year} may be a copy, or that of ${year - 1}; look at both on the publisher’s page${
      earlier === undefined ? '' : ` and in ${earlier}`
    }, or download the file again and take it as it comes`,
    rows: firstRows(
      same.map((iso3) => beside(iso3, [year - 1, year])),
      3
    ),
    cells: same.flatMap((iso3) => [year - 1, year].map((one) => ({ iso3, year: one })))
  }));
}
