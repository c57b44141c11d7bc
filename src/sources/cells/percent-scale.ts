import type { Place } from './place.ts';
import { refuseAt } from '../source-error.ts';
import { floatNoise } from './within-unit.ts';

/**
 * So many percentages with none above 1 are taken for shares of 1. Fewer may be a small or an early table that is in per cent all the same.
 */
const enough = 50;

/** Returns what tells percentages from fractions in one file; values of zero alone tell nothing. */
export function percentScale(file: string) {
  let count = 0;
  let largest = 0;
  let place: Place = { line: 1, column: 1 };
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
