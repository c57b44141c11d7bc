import { quoted } from './csv-table.ts';
import { kindOfCode } from './economies.ts';
import type { Imported, ImportOptions } from './imported.ts';
import type { Observation } from './observation.ts';
import { refuseUnusedRepairs, repaired, repairKey } from './repair.ts';
import { SourceError } from './source-error.ts';
import type { Source } from './source.ts';

/** The earliest year any of our publishers gives. */
export const firstYear = 1960;

/** Rounding in a publisher's own computing may pass a limit by this much; the value is then set to the limit. */
const floatNoise = 1e-6;

/** Where a value stands in its file. */
export interface Place {
  line: number;
  column: number;
}

/** Collects the observations of one file and checks each as it comes. */
export interface ObservationList {
  /** Adds a value. Returns false when the cell is empty. @throws SourceError when the code, year, number or key is not as it should be. */
  add(code: string, year: number, cell: string, at: Place): boolean;
  drop(reason: string): void;
  /** Returns everything in order. @throws SourceError when there is no value at all, or a declared repair found nothing. */
  finish(release: string | null): Imported;
}

/** Returns an empty list for one file of a source. */
export function observationList(file: string, source: Source, options: ImportOptions): ObservationList {
  const economies: Observation[] = [];
  const aggregates: Observation[] = [];
  const lines = new Map<string, number>();
  const mended = new Set<string>();
  const dropped = new Map<string, number>();
  const repairs = options.repairs ?? [];

  return {
    add(code, year, cell, at) {
      const text = cell.trim();
      if (text === '') return false;
      const refuse = (found: string, expected: string, advice: string): never => {
        throw new SourceError({ file, ...at, found, expected, advice });
      };
      const kind = kindOfCode(code);
      if (kind === 'unknown') refuse(`the code ${quoted(code)}`, 'an ISO 3166-1 alpha-3 code, or one that the source declares', `if the publisher really uses it, add it to "codes" in data/sources/${source.id}.json`);
      checkYear(year, file, at, options.lastYear);
      let value = readNumber(text, file, at);
      value = withinUnit(value, source, file, at);
      value = repaired(repairs, { iso3: code, year }, value, { file, ...at });
      mended.add(repairKey({ iso3: code, year }));
      const key = `${code} ${year}`;
      const before = lines.get(key);
      if (before !== undefined) refuse(`a second value for ${key}`, `one value; the first stands in line ${before}`, 'two releases may have been joined, or a row copied: download the file again');
      lines.set(key, at.line);
      (kind === 'economy' ? economies : aggregates).push({ iso3: code, year, value, status: 'a' });
      return true;
    },
    drop(reason) {
      dropped.set(reason, (dropped.get(reason) ?? 0) + 1);
    },
    finish(release) {
      if (economies.length === 0 && aggregates.length === 0) {
        throw new SourceError({ file, line: 1, column: 1, found: 'not one value', expected: 'a table with values', advice: 'download the file again' });
      }
      refuseUnusedRepairs(repairs, mended, file);
      return {
        release,
        economies: economies.sort(byCodeAndYear),
        aggregates: aggregates.sort(byCodeAndYear),
        dropped: [...dropped].map(([reason, count]) => ({ reason, count }))
      };
    }
  };
}

const byCodeAndYear = (one: Observation, other: Observation) => (one.iso3 < other.iso3 ? -1 : one.iso3 > other.iso3 ? 1 : one.year - other.year);

/** @throws SourceError when a year lies outside what any of our publishers could mean, as a local calendar's 2562 does. */
export function checkYear(year: number, file: string, at: Place, lastYear: number): void {
  if (Number.isInteger(year) && year >= firstYear && year <= lastYear) return;
  const advice = year > 2480 && year < 2650 ? 'this looks like a year of the Buddhist calendar: ask the publisher for the common one' : 'check the file against the publisher’s page';
  throw new SourceError({ file, ...at, found: `the year ${year}`, expected: `a year from ${firstYear} to ${lastYear}`, advice });
}

/** Returns the number in a cell: a plain or scientific decimal with a point. @throws SourceError for anything else. */
export function readNumber(text: string, file: string, at: Place): number {
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) {
    const value = Number(text);
    if (Number.isFinite(value)) return value;
  }
  const advice = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)
    ? 'the file was saved with thousands separators: download it again'
    : /^\d+,\d+$/.test(text)
      ? 'the file was saved with decimal commas: download it again'
      : 'leave the cell empty where there is no value, or download the file again';
  throw new SourceError({ file, ...at, found: quoted(text), expected: 'a number, or nothing', advice });
}

function withinUnit(value: number, source: Source, file: string, at: Place): number {
  const refuse = (expected: string, advice: string): never => {
    throw new SourceError({ file, ...at, found: String(value), expected, advice });
  };
  if (source.unit === 'percent') {
    if (value < -floatNoise || value > 100 + floatNoise) refuse('a percentage from 0 to 100', 'check that this is the right indicator, and the value on the publisher’s page');
    return Math.min(100, Math.max(0, value));
  }
  // Publishers average some groups, so a number of people may carry a fraction.
  if (value < 0) refuse(`a number of ${source.unit}, zero or more`, 'check that this is the right indicator, and the value on the publisher’s page');
  return value;
}
