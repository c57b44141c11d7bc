import { range } from 'd3';
import type { Imported, ImportOptions, Observation } from '../source.ts';
import { checkRepairs, repairKey, repairsFor } from '../repair.ts';
import { atStart, downloadAgain, refuseAt, type FilePosition } from '../source-error.ts';
import { say } from '../../locale/say.ts';

/** A bound state, by its code if the table has codes, with the year in which it was bound. */
export interface Party {
  iso3?: string;
  year: number;
  at: FilePosition;
}

/**
 * Counts the states bound at each year's end, the last one provisional. Only the world's count
 * leaves the file (standards S02, D09).
 * @throws SourceError without a party, or at a repair that does not apply.
 */
export function partyCount(
  { file, source, options }: { file: string; source: string; options: ImportOptions },
  parties: readonly Party[],
  unbound: Imported['dropped'][number]
): Imported {
  if (parties.length === 0)
    refuseAt(file, atStart, 'no-values', say`No state in the table is bound.`, downloadAgain);
  const repairs = repairsFor(options, null);
  const figures = new Map(parties.map(({ iso3, year, at }) => [iso3, { value: year, at }]));
  checkRepairs(repairs, (repair) => figures.get(repairKey(repair)), file, source);
  const years = parties.map(
    ({ iso3, year }) => repairs.find((repair) => repairKey(repair) === iso3)?.value ?? year
  );
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
