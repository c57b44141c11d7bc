import type { Observation } from './observation.ts';
import type { Place } from './cells/place.ts';
import type { Listed, PublisherList } from './publisher-list.ts';
import type { Repair } from './repair.ts';

/** A published file as it was found. */
export interface PublishedFile {
  name: string;
  /** All of it at once, or piece by piece, from the start each time: a large table is never whole in memory. */
  bytes: Uint8Array | Iterable<Uint8Array>;
}

export interface ImportOptions {
  /** The last year a value may be of: next year, by the desk's clock. */
  lastYear: number;
  /** Today by the desk's clock, `YYYY-MM-DD`: a file cannot print a later release. Not checked when it is not given. */
  today?: string;
  /** Declared errors of this source; each must still be found in a release that it is of, or the import fails. */
  repairs?: readonly Repair[];
  /** The release as the desk knows it, where the file may not print it. */
  released?: string;
  /** The releases of this source that are kept, oldest first: a repair that is no longer needed ends at one of them. */
  kept?: readonly string[];
  list?: PublisherList;
}

/** What leaves open whether a file was read as it is meant. */
export interface FileDoubt {
  /** What it is, without a full stop. */
  says: string;
  /** The cells in which it shows; empty where it is about the whole file. */
  places: Place[];
}

/** What a published file says. */
export interface Imported {
  /** `YYYY-MM-DD` when the file prints its own release date, else null. */
  release: string | null;
  /** Ordered by code, then year; a code and year once only. */
  economies: Observation[];
  /** World, regions and groups, ordered the same way. */
  aggregates: Observation[];
  /** Rows or cells that were read and not kept, with the reason. */
  dropped: { reason: string; count: number }[];
  /** Values that were kept and are not written as in the file, with what was done and why; empty for most files. */
  flagged: { reason: string; count: number }[];
  repaired: readonly Repair[];
  /** What the file names, with or without a value, in its own order; empty where its layout has no names. */
  listed: Listed[];
  /** What leaves open whether the file was read as it is meant, for an editor. */
  doubts: readonly FileDoubt[];
  /** Where each value stands, by code and year: `IDN 2016`. */
  places: ReadonlyMap<string, Place>;
}
