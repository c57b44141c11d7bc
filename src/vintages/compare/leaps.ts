import { sort, sum, mean } from 'd3';
import type { Unit } from '#sources/source.ts';
import {
  cellOf,
  scaleOf,
  sharedYears,
  unchangedMove,
  yearsByPlace,
  type PlaceRow
} from './by-economy.ts';
import { doubtIfAny, firstRows, type Doubt } from './doubt.ts';
import type { Release } from '../vintage.ts';
import { say, counted, number, sayText } from '#locale/say.ts';

/** A suspicious move while the neighbours stay: in points, or in percent for counts. */
const alone = 10;
/** A suspicious move even if the neighbours moved too. */
const far = 20;
/** Expected growth in a year without other values, in the same units. */
const growth: Record<Unit, number> = { percent: 2, people: 1, states: 2, 'per 100 people': 2 };

interface Leap {
  iso3: string;
  year: number;
  value: number;
  size: number;
}

/**
 * Finds outliers in a row: values that moved by more than 10 points while their neighbours did not,
 * or by more than 20 at all, and new values far from the interpolation.
 */
export function leapsOf({ iso3, now, before }: PlaceRow, unit: Unit): Leap[] {
  const scale = scaleOf(unit);
  const values = [...now].map(([year, value]) => ({ year, value, at: scale(value) }));
  const shared = sharedYears({ now, before }).map(({ year, value, was }) => ({
    year,
    move: scale(value) - scale(was)
  }));
  return values.flatMap(({ year, value, at }, index) => {
    const shownAt = shared.findIndex((one) => one.year === year);
    if (shownAt >= 0) {
      const { move } = shared[shownAt]!;
      const beside = [shared[shownAt - 1]?.move, shared[shownAt + 1]?.move];
      const isUnchanged = (one: number | undefined) =>
        one !== undefined && Math.abs(one) <= unchangedMove;
      const isStill = isUnchanged(move) && beside.some(isUnchanged);
      const leaps =
        (!isStill && Math.abs(move - (mean(beside) ?? 0)) > alone) || Math.abs(move) > far;
      return leaps ? [{ iso3, year, value, size: Math.abs(move) }] : [];
    }
    const expected = expectedOf(values[index - 1], year, values[index + 1], unit);
    // A place's only value has no expectation; it is doubted if the older release has others.
    if (expected === undefined) return before === undefined ? [] : [{ iso3, year, value, size: 0 }];
    const size = Math.abs(at - expected);
    return size > alone ? [{ iso3, year, value, size }] : [];
  });
}

/** Finds values far from both neighbours, which are close: all that a first release can show. */
export function spikesOf({ iso3, now }: PlaceRow, unit: Unit): Leap[] {
  const scale = scaleOf(unit);
  const values = [...now].map(([year, value]) => ({ year, value, at: scale(value) }));
  return values.flatMap(({ year, value, at }, index) => {
    const [left, right] = [values[index - 1]?.at, values[index + 1]?.at];
    if (left === undefined || right === undefined || Math.abs(left - right) > alone) return [];
    const size = Math.min(Math.abs(at - left), Math.abs(at - right));
    return size > far ? [{ iso3, year, value, size }] : [];
  });
}

type Scaled = { year: number; at: number };

function expectedOf(left: Scaled | undefined, year: number, right: Scaled | undefined, unit: Unit) {
  const bounded = (value: number) =>
    unit === 'percent' ? Math.min(100, Math.max(0, value)) : value;
  if (left && right)
    return left.at + ((right.at - left.at) * (year - left.year)) / (right.year - left.year);
  if (left) return bounded(left.at + growth[unit] * (year - left.year));
  if (right) return bounded(right.at - growth[unit] * (right.year - year));
  return undefined;
}

/** Doubts leaps, the largest first. The file does not show which of two neighbours is wrong. */
export function leapDoubt(
  leaps: readonly Leap[],
  beside: (iso3: string, years: readonly number[]) => string[],
  unit: Unit,
  release: Release | undefined
) {
  const sorted = sort(leaps, ({ size }) => -size);
  const places = yearsByPlace(sorted);
  const size = unit === 'people' || unit === 'states' ? say`a tenth` : say`10 points`;
  return doubtIfAny(sorted, () => ({
    kind: 'leap',
    says: say`${counted(leaps.length, 'value differs', 'values differ')} by more than ${size} from what ${release === undefined ? '' : say`${release} and `}the neighbouring years suggest, the largest first; each, or one beside it, may be wrong`,
    rows: firstRows([...places].map(([iso3, years]) => beside(iso3, years))),
    cells: sorted.map(cellOf)
  }));
}

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
    const values = row[of];
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
  return sort(pairs.values(), ({ year }) => year);
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
  const equal = sum(others, (pair) => pair.equal.length);
  const shared = sum(others, (pair) => pair.shared);
  if (shared > 0 && equal > still * shared) return [];
  return [
    ...copies.map((pair) => ({ ...pair, of: sayText('values') })),
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
