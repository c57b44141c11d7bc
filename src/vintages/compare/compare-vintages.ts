import { ascending, descending, union } from 'd3';
import type { Observation } from '../../sources/source.ts';
import { byEconomy, type SharedValue } from './by-economy.ts';
import type { VintageRecord, Vintage } from '../vintage.ts';
import { diffVintages, revisionSize } from './diff-vintages.ts';

export interface GroupYear {
  year: number;
  before: number | undefined;
  after: number | undefined;
}

export type VintageComparison = ReturnType<typeof compareVintages>;

/** Half of the last decimal that is ever shown. */
const thresholds: Record<VintageRecord['unit'], number> = {
  percent: 0.05,
  people: 0.5,
  states: 0.5,
  'per 100 people': 0.05
};

const codesOf = (observations: readonly Observation[]) =>
  new Set(observations.map(({ iso3 }) => iso3));
const without = (codes: ReadonlySet<string>, others: ReadonlySet<string>) =>
  [...codes].filter((iso3) => !others.has(iso3)).sort();

const named = 20;

const largestFirst = (revised: readonly SharedValue[], unit: VintageRecord['unit']) =>
  [...revised]
    .sort((one, other) => descending(revisionSize(one, unit), revisionSize(other, unit)))
    .slice(0, named);

function groupYears(earlier: Vintage, later: Vintage): { iso3: string; years: GroupYear[] }[] {
  const [before, after] = [byEconomy(earlier.aggregates), byEconomy(later.aggregates)];
  const yearsOf = (iso3: string) =>
    union(before.get(iso3)?.keys() ?? [], after.get(iso3)?.keys() ?? []);
  return [...union(before.keys(), after.keys())].sort().map((iso3) => ({
    iso3,
    years: [...yearsOf(iso3)].sort(ascending).map((year) => ({
      year,
      before: before.get(iso3)?.get(year),
      after: after.get(iso3)?.get(year)
    }))
  }));
}

/** Compares two vintages in one unit, joined on codes. */
export function compareVintages(earlier: Vintage, later: Vintage) {
  const { unit } = later;
  const threshold = thresholds[unit];
  const diff = diffVintages(earlier, later, threshold);
  const economies = { before: codesOf(earlier.economies), after: codesOf(later.economies) };
  const groups = { before: codesOf(earlier.aggregates), after: codesOf(later.aggregates) };
  return {
    unit,
    threshold,
    diff,
    largest: largestFirst(diff.revised, unit),
    appeared: without(economies.after, economies.before),
    vanished: without(economies.before, economies.after),
    /** The publisher's own figures for groups (standards V27), for every year of either. */
    groups: groupYears(earlier, later),
    groupsAppeared: without(groups.after, groups.before),
    groupsVanished: without(groups.before, groups.after)
  };
}
