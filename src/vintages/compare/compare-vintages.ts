import { ascending, descending, greatest, group, range, union } from 'd3';
import type { Observation } from '../../sources/source.ts';
import { byEconomy } from './by-economy.ts';
import type { VintageRecord, Vintage } from '../vintage.ts';
import {
  countsBySize,
  diffVintages,
  revisionSize,
  type RevisedValue,
  type VintageDiff
} from './diff-vintages.ts';

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

function tallies<Key extends string | number>(
  diff: VintageDiff,
  keyOf: (value: { iso3: string; year: number }) => Key,
  unit: VintageRecord['unit']
) {
  const [added, withdrawn, revised] = [
    group(diff.added, keyOf),
    group(diff.withdrawn, keyOf),
    group(diff.revised, keyOf)
  ];
  return [...union(added.keys(), withdrawn.keys(), revised.keys())].sort(ascending).map((key) => {
    const moved = revised.get(key) ?? [];
    const counts = {
      added: added.get(key)?.length ?? 0,
      withdrawn: withdrawn.get(key)?.length ?? 0,
      revised: moved.length
    };
    const up = moved.filter(({ change }) => change > 0).length;
    const largest = greatest(moved, (revision) => revisionSize(revision, unit));
    return { key, ...counts, up, down: moved.length - up, largest };
  });
}

const named = 20;

const largestFirst = (revised: readonly RevisedValue[], unit: VintageRecord['unit']) =>
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

/** Compares two vintages, joined on codes. @throws RangeError when their units differ. */
export function compareVintages(earlier: Vintage, later: Vintage) {
  const { unit } = later;
  const threshold = thresholds[unit];
  const diff = diffVintages(earlier, later, threshold);
  const economies = { before: codesOf(earlier.economies), after: codesOf(later.economies) };
  const groups = { before: codesOf(earlier.aggregates), after: codesOf(later.aggregates) };
  const moved = (
    codes: ReadonlySet<string>,
    to: 'economies' | 'aggregates',
    now: ReadonlySet<string>
  ) => [...codes].filter((iso3) => now.has(iso3)).map((iso3) => ({ iso3, to }));
  return {
    unit,
    threshold,
    diff,
    sizes: countsBySize(diff.revised, unit),
    largest: largestFirst(diff.revised, unit),
    economies: tallies(diff, ({ iso3 }) => iso3, unit).map(({ key: iso3, ...tally }) => ({
      iso3,
      ...tally
    })),
    years: tallies(diff, ({ year }) => year, unit).map(({ key: year, ...tally }) => ({
      year,
      ...tally
    })),
    appeared: without(economies.after, economies.before),
    vanished: without(economies.before, economies.after),
    /** Codes that are an economy in one vintage and a group in the other. */
    regrouped: [
      ...moved(economies.before, 'aggregates', groups.after),
      ...moved(groups.before, 'economies', economies.after)
    ].sort((one, other) => ascending(one.iso3, other.iso3)),
    /** The publisher's own figures for groups (standards V27), for every year of either. */
    groups: groupYears(earlier, later),
    groupsAppeared: without(groups.after, groups.before),
    groupsVanished: without(groups.before, groups.after),
    carried: newlyCarried(earlier.economies, later.economies),
    jumps: implausibleJumps(earlier.economies, later.economies, unit)
  };
}

export interface CarriedRun {
  iso3: string;
  from: number;
  to: number;
  value: number;
}

/** Two equal years are common, three are rare. */
const shortest = 3;

/** Finds values that a publisher repeats for three years or more; 0 and 100 may stay. */
export function carriedForward(observations: readonly Observation[]): CarriedRun[] {
  return [...byEconomy(observations)].flatMap(([iso3, values]) => {
    const runs: CarriedRun[] = [];
    for (const [year, value] of values) {
      const last = runs.at(-1);
      if (last && last.to === year - 1 && last.value === value) last.to = year;
      else runs.push({ iso3, from: year, to: year, value });
    }
    return runs.filter(
      ({ from, to, value }) => to - from + 1 >= shortest && value !== 0 && value !== 100
    );
  });
}

function newlyCarried(
  earlier: readonly Observation[],
  later: readonly Observation[]
): CarriedRun[] {
  const before = byEconomy(earlier);
  const isOld = ({ iso3, from, to }: CarriedRun) => {
    const values = range(from, to + 1).map((year) => before.get(iso3)?.get(year));
    return values[0] !== undefined && values.every((value) => value === values[0]);
  };
  return carriedForward(later).filter((run) => !isOld(run));
}

/** In points if the unit is percent, else in percent of the value before. */
const implausible = 20;

function jumpOf(
  before: number | undefined,
  after: number | undefined,
  unit: VintageRecord['unit']
): number {
  if (before === undefined || after === undefined) return 0;
  const far = unit === 'percent' ? implausible : (implausible * before) / 100;
  return Math.abs(after - before) >= far ? Math.sign(after - before) : 0;
}

/** Finds jumps from the year before to `year`: a break in the series, a typing error or a war. */
export function implausibleJumps(
  earlier: readonly Observation[],
  later: readonly Observation[],
  unit: VintageRecord['unit']
) {
  const old = byEconomy(earlier);
  return [...byEconomy(later)].flatMap(([iso3, values]) =>
    [...values].flatMap(([year, after]) => {
      const before = values.get(year - 1);
      const jump = jumpOf(before, after, unit);
      if (before === undefined || jump === 0) return [];
      return [
        {
          iso3,
          year,
          before,
          after,
          isNew: jumpOf(old.get(iso3)?.get(year - 1), old.get(iso3)?.get(year), unit) !== jump
        }
      ];
    })
  );
}
