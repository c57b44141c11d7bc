import { z } from 'zod';
import { checkedJson } from './checked-json.ts';
import type { Listed, PublisherList } from './publisher-list.ts';
import type { Repair } from './repair.ts';
import { atStart, refuseAt, type FilePosition } from './source-error.ts';

/**
 * Layouts of published files, each read by the file of the same name in `layouts/`, and what a file
 * in one is called.
 */
export const layoutNames = {
  'world-bank-bulk': 'a World Bank bulk file',
  'gapminder-ddf': 'a Gapminder DDF file',
  'owid-grapher': 'an Our World in Data download',
  'un-treaty-collection': 'a table of the UN Treaty Collection',
  'treaty-status': 'a table of treaty status',
  'unicef-workbook': 'a UNICEF workbook',
  'itu-datahub': 'a table of the ITU DataHub'
} as const;
export type Layout = keyof typeof layoutNames;
export const layouts = Object.keys(layoutNames) as Layout[];

/** What a value counts. `per 100 people` is a rate that may pass 100. */
export const units = ['percent', 'people', 'states', 'per 100 people'] as const;
export type Unit = (typeof units)[number];

const iso3 = z.string().regex(/^[A-Z]{3}$/);

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const text = z.string().min(1);

const schema = z.strictObject({
  id,
  title: text,
  publisher: text,
  /** Where the publisher shows the indicator to the public. */
  address: z.string().regex(/^https:\/\//),
  /**
   * Where the publisher gives the newest release of the file, or an archive with it, to programs;
   * left out where the address is not sure.
   */
  download: z
    .string()
    .regex(/^https:\/\/[^\s/@]+\/\S*$/)
    .optional(),
  licence: z.strictObject({ name: text, path: z.string().regex(/^https:\/\//) }),
  /** The credit that the licence asks for (standards D11). */
  credit: text,
  indicator: text,
  indicatorCode: text,
  unit: z.enum(units),
  layout: z.enum(layouts),
  /**
   * Headers under which the values stand, for layouts with more than one or with changing names.
   */
  columns: z.array(text).min(1).optional(),
  /** The publisher's own codes that are not ISO 3166-1 alpha-3, and what they stand for. */
  codes: z.record(z.string(), iso3).optional(),
  /**
   * Names that the publisher leaves without a code, and the code they stand for; the only names
   * ever joined on.
   */
  blankCodes: z.record(z.string(), iso3).optional(),
  /**
   * Names of regions and groups that the publisher leaves without a code: their rows are read and
   * not kept.
   */
  groups: z.array(text).optional(),
  /**
   * False where the publisher leaves the last line of a file without a line break: a cut inside its
   * last number goes unseen.
   */
  finalNewline: z.literal(false).optional(),
  /**
   * The list in `data/publishers` of what this publisher's files name, with or without a value:
   * what is not there is asked about.
   */
  list: id.optional(),
  /**
   * A part of the publisher's name of the file, for files that do not say themselves what they
   * count.
   */
  named: z.string().min(3).optional(),
  /** The sheet of a workbook that holds the values. */
  sheet: text.optional(),
  /** The encoding of the publisher's files, where it is not UTF-8. */
  encoding: z.enum(['utf-16', 'windows-1252']).optional(),
  /** What separates cells, where it is not a comma. */
  delimiter: z.enum([';', '\t']).optional(),
  /** The decimal mark, where it is not a point. */
  decimal: z.literal(',').optional(),
  /** True where the publisher gives percentages as shares of 1: they are kept in per cent. */
  fractions: z.literal(true).optional(),
  /**
   * Countries whose survey years are given in a calendar of their own, and what to add for the
   * common year.
   */
  calendars: z.record(iso3, z.strictObject({ name: text, offset: z.number().int() })).optional(),
  /**
   * Which of a source's tables, all kept here, are published with the site, where not all: none, or
   * those of the world and groups. A note says why.
   */
  publish: z.union([z.literal(false), z.literal('totals')]).optional(),
  /**
   * The source that this one is compared with and never kept: its licence is not cleared, so that
   * no value of it may be.
   */
  comparedWith: id.optional(),
  /** How often the publisher releases the file, in words. */
  cadence: text,
  notes: z.array(text)
});

/** A source's declaration: who publishes it, under which terms, and how its file is laid out. */
export type Source = z.infer<typeof schema>;

/**
 * Returns the declaration in `data/sources/<id>.json`.
 * @throws SourceError when a field is missing or unknown, or the id is not the file's.
 */
export function readSource(text: string, file: string): Source {
  const parsed = checkedJson(text, schema, file, 'Correct the declaration of the source.');
  const id = file.replace(/^.*\//, '').replace(/\.json$/, '');
  if (parsed.id === id) return parsed;
  return refuseAt(file, atStart, {
    kind: 'other-id',
    wrong: `The id is "${parsed.id}", but the file is named "${id}".`,
    fix: 'Make them the same.'
  });
}

/** A published file as it was found. */
export interface PublishedFile {
  name: string;
  /**
   * All of it at once, or piece by piece, from the start each time: a large table is never whole in
   * memory.
   */
  bytes: Uint8Array | Iterable<Uint8Array>;
}

export interface ImportOptions {
  /** The last year a value may be of: next year, by the desk's clock. */
  lastYear: number;
  /**
   * Today by the desk's clock, `YYYY-MM-DD`: a file cannot print a later release. Not checked when
   * it is not given.
   */
  today?: string;
  /**
   * Declared errors of this source; each must still be found in a release that it is of, or the
   * import fails.
   */
  repairs?: readonly Repair[];
  /** The release as the desk knows it, where the file may not print it. */
  released?: string;
  /**
   * The releases of this source that are kept, oldest first: a repair that is no longer needed ends
   * at one of them.
   */
  kept?: readonly string[];
  list?: PublisherList;
}

/** What leaves open whether a file was read as it is meant. */
export interface FileDoubt {
  /** What it is, without a full stop. */
  says: string;
  /** The cells in which it shows; empty where it is about the whole file. */
  places: FilePosition[];
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
  /**
   * Values that were kept and are not written as in the file, with what was done and why; empty for
   * most files.
   */
  flagged: { reason: string; count: number }[];
  repaired: readonly Repair[];
  /**
   * What the file names, with or without a value, in its own order; empty where its layout has no
   * names.
   */
  listed: Listed[];
  /** What leaves open whether the file was read as it is meant, for an editor. */
  doubts: readonly FileDoubt[];
  /** Where each value stands, by code and year: `IDN 2016`. */
  places: ReadonlyMap<string, FilePosition>;
}

/**
 * A flag after Eurostat's letters (standards V11): `a` none, `b` break in series, `d` definition
 * differs, `e` estimated, `p` provisional.
 */
export const statuses = ['a', 'b', 'd', 'e', 'p'] as const;
export type Status = (typeof statuses)[number];

/** One value of one indicator for one place and year, in the indicator's unit. */
export interface Observation {
  /**
   * ISO 3166-1 alpha-3 code of an economy, `XKX` for Kosovo; or the publisher's code of an
   * aggregate.
   */
  iso3: string;
  year: number;
  value: number;
  status: Status;
}
