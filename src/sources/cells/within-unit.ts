import { atStart, refuseAt, type Place } from '../source-error.ts';
import type { Source } from '../source.ts';

/** Rounding in a publisher's own computing may pass a limit by this much; the value is then set to the limit. */
export const floatNoise = 1e-6;

/**
 * Returns a value as its unit allows: a percentage to 100, a rate (people have more than one telephone), a count, whole or of a half where a
 * publisher took a mean (France 2014, World Bank 2018-05-21), but for groups. @throws SourceError when it lies outside.
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

/** So many percentages with none above 1 are taken for shares of 1; fewer may be a small or an early table in per cent all the same. */
const enough = 50;

/** Returns what tells percentages from fractions in one file; values of zero alone tell nothing. */
export function percentScale(file: string) {
  let count = 0;
  let largest = 0;
  let place = atStart;
  return {
    add(value: number, at: Place): void {
      count++;
      if (value <= largest) return;
      largest = value;
      place = at;
    },
    /** @throws SourceError at the largest value, when the percentages were written as fractions of 1. */
    finish(): void {
      if (count < enough || largest === 0 || largest > 1 + floatNoise) return;
      const advice = 'the file holds shares of 1: download the one in per cent, and never multiply by hand';
      const expected = 'percentages from 0 to 100, not fractions from 0 to 1';
      refuseAt(file, place, `${largest}, the largest of ${count} percentages`, expected, advice);
    }
  };
}
