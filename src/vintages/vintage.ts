import { z } from 'zod';
import { units, type Observation } from '#sources/source.ts';
import { namesIn, type ProjectFiles } from './project-files.ts';
import { digest } from './sha256.ts';

/** `YYYY-MM-DD`, or `YYYY-MM` if the day is not known; a month sorts after its days. */
export type Release = string;

const text = z.string().min(1);
const rawFile = z.object({ name: text, bytes: z.number().int().nonnegative(), sha256: digest });

export const recordSchema = z.object({
  source: text,
  release: z.string().refine(isRelease, 'must be YYYY-MM-DD or YYYY-MM'),
  title: text,
  publisher: text,
  indicatorCode: text,
  unit: z.enum(units),
  licence: z.object({ name: text, path: text }),
  /** As the licence asks, without a date of access (standards D11). */
  credit: text,
  /** False if its tables are not published with the site: the source's notes say why. */
  publish: z.literal(false).optional(),
  /** The raw file and its archive: never committed, always identified (standards D03). */
  raw: rawFile.extend({ origin: text, archive: rawFile.optional() })
});

export type VintageRecord = z.infer<typeof recordSchema>;

/** One release of one indicator, written once and never edited (standards D05). */
export interface Vintage extends VintageRecord {
  economies: Observation[];
  /** World, regions and groups as the publisher computed them. */
  aggregates: Observation[];
}

export function recordOf(vintage: Vintage) {
  const { economies: _economies, aggregates: _aggregates, ...record } = vintage;
  return record;
}

export type VintageKey = Pick<VintageRecord, 'source' | 'release'>;

export const vintageName = ({ source, release }: VintageKey) => `${source}/${release}`;

export const vintagesFolder = 'data/vintages';

export const folderOf = ({ source, release }: VintageKey) =>
  `${vintagesFolder}/${source}/${release}`;

/** Lists the kept releases, oldest first, without folders that are only partly written. */
export const listVintages = (files: ProjectFiles, source: string) =>
  namesIn(files, `${vintagesFolder}/${source}`).filter(isRelease).sort(byRelease);

export function allVintages(files: ProjectFiles): VintageKey[] {
  const sources = namesIn(files, vintagesFolder).filter((name) => /^[a-z0-9-]+$/.test(name));
  return sources.flatMap((source) =>
    listVintages(files, source).map((release) => ({ source, release }))
  );
}

/** True for a day or month of the calendar, `YYYY-MM-DD` or `YYYY-MM`. */
export function isRelease(text: string) {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (!match) return false;
  const day = new Date(`${text.length === 7 ? `${text}-01` : text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** True when two releases may be the same: equal, or a month and a day in it. */
export const agreeing = (one: Release, other: Release) =>
  one.startsWith(other) || other.startsWith(one);

export function byRelease(one: Release, other: Release): number {
  const padded = (release: Release) => release.padEnd(10, '~');
  return padded(one) < padded(other) ? -1 : padded(one) > padded(other) ? 1 : 0;
}
