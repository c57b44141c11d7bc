import { rollup } from 'd3';
import type { Unit, Observation } from '../../sources/source.ts';
import type { Values } from './doubt.ts';

/** Returns the values of each economy by year, in the order given. */
export const byEconomy = (observations: readonly Observation[]): Map<string, Map<number, number>> =>
  rollup(
    observations,
    (rows) => new Map(rows.map(({ year, value }) => [year, value])),
    ({ iso3 }) => iso3
  );

/** Returns the years of each place, in the order given. */
export const yearsByPlace = (cells: readonly { iso3: string; year: number }[]) =>
  rollup(
    cells,
    (rows) => rows.map(({ year }) => year),
    ({ iso3 }) => iso3
  );

/** Whether two values are the same, but for the last digits that computing leaves. */
export const alike = (one: number, other: number): boolean =>
  Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one));

/** What the values of one place became. */
export interface Row {
  iso3: string;
  now: Values;
  before: Values | undefined;
}

/** A row is itself, and a value stands as it stood, where it moved by no more than this. */
export const itself = 0.5;

/**
 * Returns values on a scale on which equal steps are equally strange: points, or, of counts,
 * logarithms in percent.
 */
export const scaleOf = (unit: Unit) =>
  unit === 'people' || unit === 'states'
    ? (value: number) => 100 * Math.log(Math.max(value, 0.5))
    : (value: number) => value;

/** Returns the years that two rows have in common, with the value in each. */
export const sharedYears = (
  now: Values,
  before: Values
): { year: number; value: number; was: number }[] =>
  [...now].flatMap(([year, value]) => {
    const was = before.get(year);
    return was === undefined ? [] : [{ year, value, was }];
  });
