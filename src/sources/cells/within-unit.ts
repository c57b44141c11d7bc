import type { Place } from './place.ts';
import { SourceError } from '../source-error.ts';
import type { Source } from '../source.ts';

/** Rounding in a publisher's own computing may pass a limit by this much; the value is then set to the limit. */
export const floatNoise = 1e-6;

/**
 * Returns a value as its unit allows: a percentage from 0 to 100, a rate of zero or more (people have more than one
 * telephone each), or a count of zero or more. A count of an
 * economy is whole, or ends in a half where the publisher took the mean of two (France 2014 in the World Bank's release of
 * 2018-05-21); a count of a group may carry any fraction, as some groups are averages.
 * @throws SourceError when the value lies outside its unit.
 */
export function withinUnit(value: number, unit: Source['unit'], kind: 'economy' | 'aggregate', file: string, at: Place): number {
  const refuse = (expected: string, advice: string): never => {
    throw new SourceError({ file, ...at, found: String(value), expected, advice });
  };
  const check = 'check that this is the right indicator, and the value on the publisher’s page';
  if (unit === 'percent') {
    if (value < -floatNoise || value > 100 + floatNoise) refuse('a percentage from 0 to 100', check);
    return Math.min(100, Math.max(0, value));
  }
  if (unit === 'per 100 people') {
    if (value < 0) refuse('a number for each 100 people, zero or more', check);
    return value + 0;
  }
  if (value < 0) refuse(`a number of ${unit}, zero or more`, check);
  if (kind === 'economy' && !Number.isInteger(2 * value)) refuse(`a whole number of ${unit}, or a half between two`, check);
  // "-0" is zero.
  return value + 0;
}
