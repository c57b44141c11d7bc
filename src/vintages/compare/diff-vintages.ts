import type { Vintage, VintageRecord } from '../vintage.ts';
import { missingFrom, sharedValues, type SharedValue } from './by-economy.ts';

/** Half of the last decimal that is ever shown of a unit. */
export const invisible = (unit: VintageRecord['unit']): number =>
  unit === 'people' || unit === 'states' ? 0.5 : 0.05;

/** Compares the economies of two vintages. A value is revised if a printed digit can change. */
export function diffVintages(earlier: Vintage, later: Vintage) {
  const threshold = invisible(later.unit);
  const shared = sharedValues(earlier.economies, later.economies);
  const revised = shared.filter(({ change }) => Math.abs(change) > threshold);
  return {
    added: missingFrom(earlier.economies, later.economies),
    withdrawn: missingFrom(later.economies, earlier.economies),
    revised,
    kept: shared.length - revised.length
  };
}

export type ChangeCounts = ReturnType<typeof changeCounts>;

export const changeCounts = ({
  added,
  withdrawn,
  revised,
  kept
}: ReturnType<typeof diffVintages>) => ({
  added: added.length,
  withdrawn: withdrawn.length,
  revised: revised.length,
  kept
});

/** In points if the unit is percent, else in percent of the value before. */
export function revisionSize(
  { before, change }: Pick<SharedValue, 'before' | 'change'>,
  unit: VintageRecord['unit']
): number {
  return unit === 'percent' ? Math.abs(change) : (Math.abs(change) / before) * 100;
}
