import type { Observation } from '../sources/observation.ts';
import type { Unit } from '../sources/source.ts';

/** The day of a release, `YYYY-MM-DD`, or its month where only that is known: compared, it counts as its last day, never rounded to one. */
export type Release = string;

/** Where one vintage came from and under which terms: what a credit line, a source list and a data page need. */
export interface VintageRecord {
  /** Folder name under `data/sources` and `data/vintages`, e.g. `wb-internet-users`. */
  source: string;
  release: Release;
  title: string;
  publisher: string;
  /** The publisher's own code of the indicator, e.g. `IT.NET.USER.ZS`. */
  indicatorCode: string;
  unit: Unit;
  licence: { name: string; path: string };
  /** The credit the licence asks for, with no date of access (standards D11). */
  credit: string;
  /** The raw file as found: never committed, always identified (standards D03). */
  raw: {
    name: string;
    bytes: number;
    sha256: string;
    origin: string;
    /** The archive that it was taken out of. */
    archive?: { name: string; bytes: number; sha256: string } | undefined;
  };
  /** False for a vintage whose tables are not published with the site: its licence is not established, or its source says why. */
  publish?: false | undefined;
}

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
