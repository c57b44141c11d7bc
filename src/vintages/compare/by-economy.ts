import type { Observation } from '../../sources/observation.ts';

/** Returns the values of each economy by year, in the order given. */
export function byEconomy(observations: readonly Observation[]): Map<string, Map<number, number>> {
  const economies = new Map<string, Map<number, number>>();
  for (const { iso3, year, value } of observations) {
    const values = economies.get(iso3) ?? new Map<number, number>();
    economies.set(iso3, values.set(year, value));
  }
  return economies;
}
