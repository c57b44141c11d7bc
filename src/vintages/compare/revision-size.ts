import type { RevisedValue } from './diff-vintages.ts';
import type { VintageRecord } from '../vintage.ts';

/** How many values moved by `from` or more and less than `to`, null for no limit: in points, or in percent of the value before. */
export type SizeCount = ReturnType<typeof countsBySize>[number];

/** Limits of the sizes: from one rounding to a change that a reader sees, and from there to one that changes a sentence. */
const limits = [0, 1, 5, null] as const;

/** Returns how far a value moved: in points where the unit is percent, else in percent of the value before. */
export function revisionSize({ before, change }: Pick<RevisedValue, 'before' | 'change'>, unit: VintageRecord['unit']): number {
  return unit === 'percent' ? Math.abs(change) : (Math.abs(change) / before) * 100;
}

/** Returns how many of the revised values moved by less than 1, by 1 to 5 and by 5 or more, up and down. */
export function countsBySize(revised: readonly RevisedValue[], unit: VintageRecord['unit']) {
  return [0, 1, 2].map((index) => {
    const [from, to] = [limits[index] ?? 0, limits[index + 1] ?? null];
    // To a millionth, so that 21.4 → 26.4 is five points and not a hair less.
    const inside = revised.filter((revision) => {
      const size = Math.round(revisionSize(revision, unit) * 1e6) / 1e6;
      return size >= from && (to === null || size < to);
    });
    const up = inside.filter(({ change }) => change > 0).length;
    return { from, to, up, down: inside.length - up };
  });
}
