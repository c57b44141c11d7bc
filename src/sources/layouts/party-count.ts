import { range } from 'd3';
import type { Imported, ImportOptions, Observation } from '../source.ts';
import { repairContext, refuseUnusedRepairs, repairsFor } from '../repair.ts';
import { atStart, downloadAgain, refuseAt } from '../source-error.ts';

/**
 * Counts the states bound at each year's end, the last one provisional. `years` has the year in
 * which each state was bound; only the world's count leaves the file (standards S02, D09).
 * @throws SourceError without a party, or at an unused repair.
 */
export function partyCount(
  { file, source, options }: { file: string; source: string; options: ImportOptions },
  years: readonly number[],
  unbound: Imported['dropped'][number],
  seen: ReadonlySet<string> = new Set()
): Imported {
  if (years.length === 0)
    refuseAt(file, atStart, {
      kind: 'no-values',
      wrong: 'No state in the table is bound.',
      fix: downloadAgain
    });
  const repairs = repairsFor(options, null);
  refuseUnusedRepairs(repairs, seen, file, repairContext(source, options, null));
  const last = Math.max(...years);
  const aggregates = range(Math.min(...years), last + 1).map((year): Observation => {
    return {
      iso3: 'WLD',
      year,
      value: years.filter((bound) => bound <= year).length,
      status: year === last ? 'p' : 'a'
    };
  });
  const dropped = unbound.count > 0 ? [unbound] : [];
  return {
    release: null,
    economies: [],
    aggregates,
    dropped,
    flagged: [],
    repaired: repairs,
    listed: [],
    doubts: [],
    places: new Map()
  };
}
