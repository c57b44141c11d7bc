import type { Observation } from '../../sources/observation.ts';
import { byEconomy } from './by-economy.ts';
import type { VintageRecord } from '../vintage.ts';

/** A change from one year to the next that a country hardly makes: a break in the series, a slip of the pen, or a war. */
export interface Jump {
  iso3: string;
  /** The year of `after`; `before` is of the year before it. */
  year: number;
  before: number;
  after: number;
  /** True when the earlier vintage does not have it. */
  isNew: boolean;
}

/** A jump from here on, in points where the unit is percent, else in percent of the value before. */
const implausible = 20;

/** 1 for a jump up, -1 for one down, 0 for none. */
function jumpOf(before: number | undefined, after: number | undefined, unit: VintageRecord['unit']): number {
  if (before === undefined || after === undefined) return 0;
  const far = unit === 'percent' ? implausible : (implausible * before) / 100;
  return Math.abs(after - before) >= far ? Math.sign(after - before) : 0;
}

/** Returns the jumps of twenty points or more in one year of the later observations, and which of them are new. */
export function implausibleJumps(earlier: readonly Observation[], later: readonly Observation[], unit: VintageRecord['unit']): Jump[] {
  const old = byEconomy(earlier);
  return [...byEconomy(later)].flatMap(([iso3, values]) =>
    [...values].flatMap(([year, after]): Jump[] => {
      const before = values.get(year - 1);
      const jump = jumpOf(before, after, unit);
      if (before === undefined || jump === 0) return [];
      return [{ iso3, year, before, after, isNew: jumpOf(old.get(iso3)?.get(year - 1), old.get(iso3)?.get(year), unit) !== jump }];
    })
  );
}
