import { descending } from 'd3';
import type { Observation, Unit } from '#sources/source.ts';
import { missingFrom, sharedValues } from './by-economy.ts';

/** Half of the last decimal that is ever shown of a unit. */
const invisible = (unit: Unit) => (unit === 'people' || unit === 'states' ? 0.5 : 0.05);

export type ValueChange = ReturnType<typeof diffValues>;

/** Revisions that are named; all are counted. */
const named = 20;

/**
 * Compares the values of two releases in one unit. A value is revised if a printed digit can
 * change. The largest revisions come first: in points, or in percent of what is counted.
 */
export function diffValues(
  earlier: readonly Observation[],
  later: readonly Observation[],
  unit: Unit
) {
  const shared = sharedValues(earlier, later);
  const revised = shared.filter(({ change }) => Math.abs(change) > invisible(unit));
  const sizeOf = ({ before, change }: (typeof shared)[number]) =>
    Math.abs(unit === 'percent' ? change : change / before);
  return {
    added: missingFrom(earlier, later).length,
    withdrawn: missingFrom(later, earlier).length,
    revised: revised.length,
    kept: shared.length - revised.length,
    largest: revised.sort((one, other) => descending(sizeOf(one), sizeOf(other))).slice(0, named)
  };
}
