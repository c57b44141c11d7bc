import { mean } from 'd3';
import { counted } from '../../locale/counted.ts';
import type { Unit } from '../../sources/source.ts';
import { yearsByPlace, unchangedMove, scaleOf, sharedYears, type PlaceRow } from './by-economy.ts';
import { doubtIfAny, firstRows, type Doubt } from './doubt.ts';
import type { Release } from '../vintage.ts';
import { say } from '../../locale/say.ts';

/** A suspicious move while the neighbours stay: in points, or in percent for counts. */
const alone = 10;
/** A suspicious move even if the neighbours moved too. */
const far = 20;
/** Expected growth in a year without other values, in the same units. */
const growth: Record<Unit, number> = { percent: 2, people: 1, states: 2, 'per 100 people': 2 };

export interface Leap {
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

/** Interpolates a year from its neighbours, or extrapolates from one. */
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
): Doubt[] {
  const sorted = [...leaps].sort((one, other) => other.size - one.size);
  const places = yearsByPlace(sorted);
  const size = unit === 'people' || unit === 'states' ? 'a tenth' : '10 points';
  return doubtIfAny(sorted, () => ({
    kind: 'leap',
    says: say`${counted(leaps.length, 'value differs', 'values differ')} by more than ${size} from what ${release === undefined ? '' : say`${release} and `}the neighbouring years suggest, the largest first; each, or one beside it, may be wrong`,
    rows: firstRows([...places].map(([iso3, years]) => beside(iso3, years))),
    cells: sorted.map(({ iso3, year }) => ({ iso3, year }))
  }));
}
