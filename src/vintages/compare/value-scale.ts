import type { Unit } from '../../sources/source.ts';
import type { Values } from './doubt.ts';

/** What the values of one place became. */
export interface Row {
  iso3: string;
  now: Values;
  before: Values | undefined;
}

/** A row is itself, and a value stands as it stood, where it moved by no more than this. */
export const itself = 0.5;

/** Returns values on a scale on which equal steps are equally strange: points, or, of counts, logarithms in percent. */
export const scaleOf = (unit: Unit) =>
  unit === 'people' || unit === 'states' ? (value: number) => 100 * Math.log(Math.max(value, 0.5)) : (value: number) => value;

/** Returns the years that two rows have in common, with the value in each. */
export const sharedYears = (now: Values, before: Values): { year: number; value: number; was: number }[] =>
  [...now].flatMap(([year, value]) => {
    const was = before.get(year);
    return was === undefined ? [] : [{ year, value, was }];
  });
