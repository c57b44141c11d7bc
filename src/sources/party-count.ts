import type { Imported, ImportOptions } from './imported.ts';
import type { Observation } from './observation.ts';
import { checkYear, type Place } from './observation-list.ts';
import { refuseUnusedRepairs } from './repair.ts';
import { SourceError } from './source-error.ts';

/** A state and the year in which a treaty came to bind it, with its place in the file. */
export interface Party {
  /** The publisher's name or code, for messages and to find doubles. */
  key: string;
  year: number;
  at: Place;
}

/**
 * Returns the count of states bound at the end of each year, from the first year to the last that the file knows.
 * Only the world's count leaves the file: which state is bound, and which is not, is never written (standards S02, D09).
 * The last year is provisional: the file was made before it ended, or may have been.
 * @throws SourceError for a state that is there twice, a year out of range, or no party at all.
 */
export function partyCount(file: string, parties: readonly Party[], options: ImportOptions, seen: ReadonlySet<string>, dropped: Imported['dropped']): Imported {
  const lines = new Map<string, number>();
  for (const { key, year, at } of parties) {
    checkYear(year, file, at, options.lastYear);
    const before = lines.get(key);
    if (before !== undefined) {
      throw new SourceError({ file, ...at, found: `"${key}" again`, expected: `each state once; the first is line ${before}`, advice: 'two files were joined, or a row copied: download the file again' });
    }
    lines.set(key, at.line);
  }
  if (parties.length === 0) {
    throw new SourceError({ file, line: 1, column: 1, found: 'not one state bound', expected: 'a table of ratifications', advice: 'download the file again' });
  }
  refuseUnusedRepairs(options.repairs ?? [], seen, file);
  const years = parties.map(({ year }) => year);
  const first = Math.min(...years);
  const last = Math.max(...years);
  const aggregates = Array.from({ length: last - first + 1 }, (_, index): Observation => {
    const year = first + index;
    return { iso3: 'WLD', year, value: years.filter((bound) => bound <= year).length, status: year === last ? 'p' : 'a' };
  });
  return { release: null, economies: [], aggregates, dropped };
}
