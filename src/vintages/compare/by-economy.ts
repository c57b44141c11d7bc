import { rollup } from 'd3';
import type { Unit, Observation } from '#sources/source.ts';
import type { Vintage } from '../vintage.ts';
import type { Values } from './doubt.ts';

export type Tables = Pick<Vintage, 'economies' | 'aggregates'>;

export const allOf = ({ economies, aggregates }: Tables) => [...economies, ...aggregates];

export const keyOf = ({ iso3, year }: { iso3: string; year: number }) => `${iso3} ${year}`;

export const byEconomy = (observations: readonly Observation[]): Map<string, Map<number, number>> =>
  rollup(
    observations,
    (rows) => new Map(rows.map(({ year, value }) => [year, value])),
    ({ iso3 }) => iso3
  );

export const yearsByPlace = (cells: readonly { iso3: string; year: number }[]) =>
  rollup(
    cells,
    (rows) => rows.map(({ year }) => year),
    ({ iso3 }) => iso3
  );

export const cellOf = ({ iso3, year }: { iso3: string; year: number }) => ({ iso3, year });

/** True for equal values, except for floating-point noise. */
export const alike = (one: number, other: number) =>
  Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one));

export function sharedValues(earlier: readonly Observation[], later: readonly Observation[]) {
  const old = new Map(earlier.map((one) => [keyOf(one), one.value]));
  return later.flatMap((one) => {
    const before = old.get(keyOf(one));
    const { iso3, year, value: after } = one;
    return before === undefined ? [] : [{ iso3, year, before, after, change: after - before }];
  });
}

export function missingFrom(other: readonly Observation[], observations: readonly Observation[]) {
  const there = new Set(other.map(keyOf));
  return observations.filter((one) => !there.has(keyOf(one)));
}

export interface PlaceRow {
  iso3: string;
  now: Values;
  before: Values | undefined;
}

/** A value that moved by no more than this counts as unchanged, in points or percent. */
export const unchangedMove = 0.5;

/** Equal steps on this scale are equally suspicious: points, or log percent for counts. */
export const scaleOf = (unit: Unit) =>
  unit === 'people' || unit === 'states'
    ? (value: number) => 100 * Math.log(Math.max(value, 0.5))
    : (value: number) => value;

export const sharedYears = ({ now, before }: Pick<PlaceRow, 'now' | 'before'>) =>
  [...now].flatMap(([year, value]) => {
    const was = before?.get(year);
    return was === undefined ? [] : [{ year, value, was }];
  });
