import { descending, difference, sort, union } from 'd3';
import { allOf, byEconomy, type SharedValue } from './by-economy.ts';
import type { VintageRecord, Vintage } from '../vintage.ts';
import { diffVintages, invisible, revisionSize } from './diff-vintages.ts';

interface WorldYear {
  year: number;
  before: number | undefined;
  after: number | undefined;
}

export type VintageComparison = ReturnType<typeof compareVintages>;

const named = 20;

const largestFirst = (revised: readonly SharedValue[], unit: VintageRecord['unit']) =>
  [...revised]
    .sort((one, other) => descending(revisionSize(one, unit), revisionSize(other, unit)))
    .slice(0, named);

/** The publisher's own figures for the world (standards V27), for every year of either. */
function worldYears(earlier: Vintage, later: Vintage): WorldYear[] {
  const [before, after] = [earlier, later].map(
    ({ aggregates }) => byEconomy(aggregates).get('WLD') ?? new Map<number, number>()
  );
  return sort(union(before!.keys(), after!.keys())).map((year) => ({
    year,
    before: before!.get(year),
    after: after!.get(year)
  }));
}

/** Compares two vintages in one unit, joined on codes. */
export function compareVintages(earlier: Vintage, later: Vintage) {
  const { unit } = later;
  const diff = diffVintages(earlier, later);
  const [before, after] = [earlier, later].map((one) => allOf(one).map(({ iso3 }) => iso3));
  return {
    unit,
    threshold: invisible(unit),
    diff,
    largest: largestFirst(diff.revised, unit),
    world: worldYears(earlier, later),
    appeared: sort(difference(after!, before!)),
    vanished: sort(difference(before!, after!))
  };
}
