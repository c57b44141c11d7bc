import type { Vintage, VintageRecord } from '../vintage.ts';
import { missingFrom, sharedValues, type SharedValue } from './by-economy.ts';

export type VintageDiff = ReturnType<typeof diffVintages>;

/** In points: half of the last decimal that is ever shown. */
const invisible = 0.05;

/** Compares economies of two vintages in one unit; revised means moved by more than `threshold`. */
export function diffVintages(earlier: Vintage, later: Vintage, threshold = invisible) {
  const shared = sharedValues(earlier.economies, later.economies);
  const revised = shared.filter(({ change }) => Math.abs(change) > threshold);
  return {
    added: missingFrom(earlier.economies, later.economies),
    withdrawn: missingFrom(later.economies, earlier.economies),
    revised,
    kept: shared.length - revised.length
  };
}

/** Revisions of `from` or more and less than `to`, null for no limit; units as `revisionSize`. */
export type SizeCount = ReturnType<typeof countsBySize>[number];

/** A rounding, a visible change, and one that changes a sentence. */
const sizes = [
  { from: 0, to: 1 },
  { from: 1, to: 5 },
  { from: 5, to: null }
];

/** In points if the unit is percent, else in percent of the value before. */
export function revisionSize(
  { before, change }: Pick<SharedValue, 'before' | 'change'>,
  unit: VintageRecord['unit']
): number {
  return unit === 'percent' ? Math.abs(change) : (Math.abs(change) / before) * 100;
}

export function countsBySize(revised: readonly SharedValue[], unit: VintageRecord['unit']) {
  return sizes.map(({ from, to }) => {
    // Rounded, so that 21.4 → 26.4 is five points despite floating point.
    const inside = revised.filter((revision) => {
      const size = Math.round(revisionSize(revision, unit) * 1e6) / 1e6;
      return size >= from && (to === null || size < to);
    });
    const up = inside.filter(({ change }) => change > 0).length;
    return { from, to, up, down: inside.length - up };
  });
}
