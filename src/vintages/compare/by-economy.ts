import { rollup } from 'd3';
import type { Observation } from '../../sources/observation.ts';

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
