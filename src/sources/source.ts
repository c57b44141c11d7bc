import { z } from 'zod';
import { checkedJson } from './checked-json.ts';
import type { Listed, PublisherList } from './publisher-list.ts';
import type { Repair } from './repair.ts';
import { atStart, refuseAt, type FilePosition } from './source-error.ts';
import { say } from '#locale/say.ts';

export const layoutNames = () => ({
  'world-bank-bulk': say`a World Bank bulk file`,
  'gapminder-ddf': say`a Gapminder DDF file`,
  'owid-grapher': say`an Our World in Data download`,
  'un-treaty-collection': say`a table of the UN Treaty Collection`,
  'treaty-status': say`a table of treaty status`,
  'unicef-workbook': say`a UNICEF workbook`,
  'itu-datahub': say`a table of the ITU DataHub`
});
export type Layout = keyof ReturnType<typeof layoutNames>;
export const layouts = Object.keys(layoutNames()) as Layout[];

/** `per 100 people` is a rate that may pass 100. */
export const units = ['percent', 'people', 'states', 'per 100 people'] as const;
export type Unit = (typeof units)[number];

const iso3 = z.string().regex(/^[A-Z]{3}$/);

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const text = z.string().min(1);

const schema = z.strictObject({
  id,
  title: text,
  publisher: text,
  address: z.string().regex(/^https:\/\//),
  /** The address of the newest release, a file or an archive, if it is known for sure. */
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
  /** Headers of the values, for layouts with several or with changing names. */
  columns: z.array(text).min(1).optional(),
  /** The publisher's own codes that are not ISO 3166-1 alpha-3, with their meaning. */
  codes: z.record(z.string(), iso3).optional(),
  /** Names without a code, and the code that they mean: the only names ever joined on. */
  blankCodes: z.record(z.string(), iso3).optional(),
  /** Names of groups without a code: their rows are checked and not kept. */
  groups: z.array(text).optional(),
  /** Codes of places that no longer exist, such as YUG: their values are checked and not kept. */
  former: z.array(text).optional(),
  /** False if the last line has no line break: a cut inside its last number goes unseen. */
  finalNewline: z.literal(false).optional(),
  /** The list in `data/publishers` of this publisher's codes; `kindIn` says what others count as. */
  list: id.optional(),
  /** A part of the file's name, for files that do not name their indicator. */
  named: z.string().min(3).optional(),
  sheet: text.optional(),
  encoding: z.literal('windows-1252').optional(),
  decimal: z.literal(',').optional(),
  /** True if the publisher gives percentages as shares of 1; they are kept in per cent. */
  fractions: z.literal(true).optional(),
  /** Countries with a calendar of their own; the offset gives the common year. */
  calendars: z.record(iso3, z.strictObject({ name: text, offset: z.number().int() })).optional(),
  /** The tables published with the site if not all: none, or those of groups. A note says why. */
  publish: z.union([z.literal(false), z.literal('totals')]).optional(),
  /** The source to compare with: this one's licence is not cleared, so no value of it is kept. */
  comparedWith: id.optional(),
  /**
   * Sources of other publishers with the same measure. A value that does not move may differ from
   * all of them by this much: in points, or in per cent of counts.
   */
  sameMeasure: z
    .strictObject({ sources: z.array(id).min(1), tolerance: z.number().positive() })
    .optional(),
  cadence: text,
  notes: z.array(text)
});

export type Source = z.infer<typeof schema>;

export function readSource(text: string, file: string) {
  const parsed = checkedJson(text, schema, file, say`Correct the declaration of the source.`);
  const id = file.replace(/^.*\//, '').replace(/\.json$/, '');
  if (parsed.id === id) return parsed;
  return refuseAt(
    file,
    atStart,
    'other-id',
    say`The id is "${parsed.id}", but the file is named "${id}".`,
    say`Make them the same.`
  );
}

export interface PublishedFile {
  name: string;
  bytes: Uint8Array;
}

export interface ImportOptions {
  /** The last year that a value may have: next year by the desk's clock. */
  lastYear: number;
  /** `YYYY-MM-DD`. A file cannot print a later release; not checked if left out. */
  today?: string;
  /** Each must still apply in the releases that it is for, or the import fails. */
  repairs?: readonly Repair[];
  /** The release if the desk knows it; the file may not print it. */
  released?: string | undefined;
  list?: PublisherList | undefined;
  /** Codes by names, to propose one for a name without a code; nothing is joined on them. */
  placeNames?: ReadonlyMap<string, string>;
}

export interface FileDoubt {
  kind: string;
  says: string;
  places: FilePosition[];
  cells?: { iso3: string; year: number }[];
}

export interface Imported {
  release: string | null;
  economies: Observation[];
  aggregates: Observation[];
  dropped: { reason: string; count: number }[];
  /** Values that were kept in another form than the file's. */
  flagged: { reason: string; count: number }[];
  repaired: readonly Repair[];
  /** Codes and names in the file, with or without a value; empty where its layout has no names. */
  listed: Listed[];
  doubts: readonly FileDoubt[];
  places: ReadonlyMap<string, FilePosition>;
}

/** Eurostat's flags (V11); `a` is none. `statusLabels` of data-package.ts has their meaning. */
export const statuses = ['a', 'b', 'd', 'e', 'p'] as const;
export type Status = (typeof statuses)[number];

export interface Observation {
  /** ISO 3166-1 alpha-3 code of an economy (`XKX`: Kosovo), or the publisher's code of a group. */
  iso3: string;
  year: number;
  value: number;
  status: Status;
}
