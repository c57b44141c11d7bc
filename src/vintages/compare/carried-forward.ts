import type { Observation } from '../../sources/observation.ts';
import { byEconomy } from './by-economy.ts';

/** Years in a row for which an economy has one and the same value. */
export interface CarriedRun {
  iso3: string;
  from: number;
  to: number;
  value: number;
}

/** How many years in a row make a run: two equal years are common, three seldom are. */
const shortest = 3;

/** Returns the runs of three years or more with one value, which a publisher repeats where it has no new one; 0 and 100 stay where they end. */
export function carriedForward(observations: readonly Observation[]): CarriedRun[] {
  return [...byEconomy(observations)].flatMap(([iso3, values]) => {
    const runs: CarriedRun[] = [];
    for (const [year, value] of values) {
      const last = runs.at(-1);
      if (last && last.to === year - 1 && last.value === value) last.to = year;
      else runs.push({ iso3, from: year, to: year, value });
    }
    return runs.filter(({ from, to, value }) => to - from + 1 >= shortest && value !== 0 && value !== 100);
  });
}

/** Returns the runs of the later observations that do not stand in the earlier ones too, year for year. */
export function newlyCarried(earlier: readonly Observation[], later: readonly Observation[]): CarriedRun[] {
  const before = byEconomy(earlier);
  const stoodAlready = ({ iso3, from, to }: CarriedRun) => {
    const values = Array.from({ length: to - from + 1 }, (_, index) => before.get(iso3)?.get(from + index));
    return values[0] !== undefined && values.every((value) => value === values[0]);
  };
  return carriedForward(later).filter((run) => !stoodAlready(run));
}
