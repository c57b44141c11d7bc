import { z } from 'zod';
import { units, type Observation } from '../sources/source.ts';
import { digest } from './sha256.ts';

/**
 * The day of a release, `YYYY-MM-DD`, or its month where only that is known: compared, it counts as
 * its last day, never rounded to one.
 */
export type Release = string;

const text = z.string().min(1);
const rawFile = z.object({ name: text, bytes: z.number().int().nonnegative(), sha256: digest });

export const recordSchema = z.object({
  /** Folder name under `data/sources` and `data/vintages`, e.g. `wb-internet-users`. */
  source: text,
  release: z.string().refine(isRelease, 'must be YYYY-MM-DD or YYYY-MM'),
  title: text,
  publisher: text,
  /** The publisher's own code of the indicator, e.g. `IT.NET.USER.ZS`. */
  indicatorCode: text,
  unit: z.enum(units),
  licence: z.object({ name: text, path: text }),
  /** The credit the licence asks for, with no date of access (standards D11). */
  credit: text,
  /**
   * False for a vintage whose tables are not published with the site: its licence is not
   * established, or its source says why.
   */
  publish: z.literal(false).optional(),
  /**
   * The raw file as found, and the archive that it was taken out of: never committed, always
   * identified (standards D03).
   */
  raw: rawFile.extend({ origin: text, archive: rawFile.optional() })
});

/**
 * Where one vintage came from and under which terms: what a credit line, a source list and a data
 * page need.
 */
export type VintageRecord = z.infer<typeof recordSchema>;

/** One release of one indicator, written once and never edited (standards D05). */
export interface Vintage extends VintageRecord {
  /** Economies only, ordered by code, then year. */
  economies: Observation[];
  /** World, regions and groups as the publisher computed them; kept apart from economies. */
  aggregates: Observation[];
}

/** What tells one vintage from every other. */
export type VintageKey = Pick<VintageRecord, 'source' | 'release'>;

/** Returns a vintage's short name, e.g. `wb-internet-users/2024-11`. */
export const vintageName = ({ source, release }: VintageKey): string => `${source}/${release}`;

/** Where all vintages are kept, from the project's root. */
export const vintagesFolder = 'data/vintages';

/** Returns the folder of one vintage, from the project's root. */
export const folderOf = ({ source, release }: VintageKey): string =>
  `${vintagesFolder}/${source}/${release}`;

/**
 * Returns the releases kept of a source, oldest first: none that a run of the desk is just writing,
 * or was killed over.
 */
export async function listVintages(
  list: (folder: string) => Promise<string[]>,
  source: string
): Promise<string[]> {
  return (await list(`${vintagesFolder}/${source}`)).filter(isRelease).sort(byRelease);
}

/**
 * Returns every vintage that is kept: sources in order of their names, releases of one source
 * oldest first.
 */
export async function allVintages(
  list: (folder: string) => Promise<string[]>
): Promise<VintageKey[]> {
  const sources = (await list(vintagesFolder)).filter((name) => /^[a-z0-9-]+$/.test(name)).sort();
  const releases = await Promise.all(
    sources.map(async (source) => ({ source, releases: await listVintages(list, source) }))
  );
  return releases.flatMap(({ source, releases }) =>
    releases.map((release) => ({ source, release }))
  );
}

/** Returns whether a text is a day or month that exists, written `YYYY-MM-DD` or `YYYY-MM`. */
export function isRelease(text: string): boolean {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (!match) return false;
  const day = new Date(`${text.length === 7 ? `${text}-01` : text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Returns whether two releases may be the same: equal, or a month and a day in it. */
export const agreeing = (one: Release, other: Release): boolean =>
  one.startsWith(other) || other.startsWith(one);

/**
 * Orders releases as they came out. A month that is known without its day stands after the days of
 * that month.
 */
export function byRelease(one: Release, other: Release): number {
  const padded = (release: Release) => release.padEnd(10, '~');
  return padded(one) < padded(other) ? -1 : padded(one) > padded(other) ? 1 : 0;
}

/**
 * Returns the last day a release may have come out on: a month or a year counts as its last day,
 * never as an invented one.
 */
export function lastDayOf(release: Release): string {
  const [year = 0, month = 0, day] = release.split('-').map(Number);
  if (day !== undefined) return release;
  if (month === 0) return `${release}-12-31`;
  return `${release}-${String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, '0')}`;
}
