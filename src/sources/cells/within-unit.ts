import type { Place } from './place.ts';
import { refuseAt } from '../source-error.ts';
import type { Source } from '../source.ts';

/** Rounding in a publisher's own computing may pass a limit by this much; the value is then set to the limit. */
export const floatNoise = 1e-6;

/**
 * Returns a value as its unit allows: a percentage from 0 to 100, a rate of zero or more (people have more than one telephone each), or a
 * count of zero or more. A count of an economy is whole, or ends in a half where the publisher took the mean of two (France 2014 in the
 * World Bank's release of 2018-05-21); a count of a group may carry any fraction, as some groups are averages.
 * @throws SourceError when the value lies outside its unit.
 */
export function withinUnit(value: number, unit: Source['unit'], kind: 'economy' | 'aggregate', file: string, at: Place): number {
  const advice = 'check that this is the right indicator, and the value on the publisher’s page';
  const refuse = (expected: string): never => refuseAt(file, at, String(value), expected, advice);
  if (unit === 'percent') {
    if (value < -floatNoise || value > 100 + floatNoise) refuse('a percentage from 0 to 100');
    return Math.min(100, Math.max(0, value));
  }
  if (value < 0) refuse(unit === 'per 100 people' ? 'a number for each 100 people, zero or more' : `a number of ${unit}, zero or more`);
  if (unit !== 'per 100 people' && kind === 'economy' && !Number.isInteger(2 * value))
    refuse(`a whole number of ${unit}, or a half between two`);
  // "-0" is zero.
  return value + 0;
}
