import type { Observation } from '../../sources/source.ts';
import type { Vintage, VintageRecord } from '../vintage.ts';

/** A value that both vintages give, and not the same. */
export interface RevisedValue {
  iso3: string;
  year: number;
  before: number;
  after: number;
  /** `after − before`, in the vintage's unit. */
  change: number;
}

/**
 * What became of the values of economies from one vintage to another. Each list is ordered by code,
 * then year.
 */
export type VintageDiff = ReturnType<typeof diffVintages>;

/** Half of the last decimal place ever shown, in points: no reader could see a smaller move. */
const invisible = 0.05;

/**
 * Returns how the economies' values differ, revised where they moved by more than `threshold`.
 * @throws RangeError when not in one unit.
 */
export function diffVintages(earlier: Vintage, later: Vintage, threshold = invisible) {
  if (earlier.unit !== later.unit) {
    throw new RangeError(
      `${earlier.source}/${earlier.release} is in ${earlier.unit}, ${later.source}/${later.release} in ${later.unit}: they cannot be compared`
    );
  }
  const key = ({ iso3, year }: Observation) => `${iso3} ${year}`;
  const before = new Map(
    earlier.economies.map((observation) => [key(observation), observation.value])
  );
  const after = new Set(later.economies.map(key));
  const shared = later.economies.flatMap(({ iso3, year, value }): RevisedValue[] => {
    const old = before.get(`${iso3} ${year}`);
    return old === undefined
      ? []
      : [{ iso3, year, before: old, after: value, change: value - old }];
  });
  const revised = shared.filter(({ change }) => Math.abs(change) > threshold);
  return {
    added: later.economies.filter((observation) => !before.has(key(observation))),
    withdrawn: earlier.economies.filter((observation) => !after.has(key(observation))),
    revised,
    /** Values in both that moved by no more than the threshold. */
    kept: shared.length - revised.length
  };
}

/**
 * How many values moved by `from` or more and less than `to`, null for no limit: in points, or in
 * percent of the value before.
 */
export type SizeCount = ReturnType<typeof countsBySize>[number];

/**
 * From one rounding to a change that a reader sees, and from there to one that changes a sentence.
 */
const sizes = [
  { from: 0, to: 1 },
  { from: 1, to: 5 },
  { from: 5, to: null }
];

/**
 * Returns how far a value moved: in points where the unit is percent, else in percent of the value
 * before.
 */
export function revisionSize(
  { before, change }: Pick<RevisedValue, 'before' | 'change'>,
  unit: VintageRecord['unit']
): number {
  return unit === 'percent' ? Math.abs(change) : (Math.abs(change) / before) * 100;
}

/**
 * Returns how many of the revised values moved by less than 1, by 1 to 5 and by 5 or more, up and
 * down.
 */
export function countsBySize(revised: readonly RevisedValue[], unit: VintageRecord['unit']) {
  return sizes.map(({ from, to }) => {
    // To a millionth, so that 21.4 → 26.4 is five points and not a hair less.
    const inside = revised.filter((revision) => {
      const size = Math.round(revisionSize(revision, unit) * 1e6) / 1e6;
      return size >= from && (to === null || size < to);
    });
    const up = inside.filter(({ change }) => change > 0).length;
    return { from, to, up, down: inside.length - up };
  });
}
