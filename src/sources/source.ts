import { z } from 'zod';
import { checkedJson } from './checked-json.ts';
import { atStart, refuseAt } from './source-error.ts';

/** Layouts of published files, each read by the file of the same name in `layouts/`, and what a file in one is called. */
export const layoutNames = {
  'world-bank-bulk': 'a World Bank bulk file',
  'gapminder-ddf': 'a Gapminder DDF file',
  'owid-grapher': 'an Our World in Data download',
  'un-treaty-collection': 'a table of the UN Treaty Collection',
  'treaty-status': 'a table of treaty status',
  'unicef-workbook': 'a UNICEF workbook',
  'itu-datahub': 'a table of the ITU DataHub',
  'tidy-table': 'a tidy table'
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
  /** Where the publisher gives the newest release of the file, or an archive with it, to programs; left out where the address is not sure. */
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
  /** Headers under which the values stand, for layouts with more than one or with changing names. */
  columns: z.array(text).min(1).optional(),
  /** The publisher's own codes that are not ISO 3166-1 alpha-3, and what they stand for. */
  codes: z.record(z.string(), iso3).optional(),
  /** Names that the publisher leaves without a code, and the code they stand for; the only names ever joined on. */
  blankCodes: z.record(z.string(), iso3).optional(),
  /** Names of regions and groups that the publisher leaves without a code: their rows are read and not kept. */
  groups: z.array(text).optional(),
  /** False where the publisher leaves the last line of a file without a line break: a cut inside its last number goes unseen. */
  finalNewline: z.literal(false).optional(),
  /** The list in `data/publishers` of what this publisher's files name, with or without a value: what is not there is asked about. */
  list: id.optional(),
  /** A part of the publisher's name of the file, for files that do not say themselves what they count. */
  named: z.string().min(3).optional(),
  /** Headers of code, year and value, for a tidy table. */
  fields: z.strictObject({ code: text, year: text, value: text }).optional(),
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
  /** Countries whose survey years are given in a calendar of their own, and what to add for the common year. */
  calendars: z.record(iso3, z.strictObject({ name: text, offset: z.number().int() })).optional(),
  /** Which of a source's tables, all kept here, are published with the site, where not all: none, or those of the world and groups. A note says why. */
  publish: z.union([z.literal(false), z.literal('totals')]).optional(),
  /** The source that this one is compared with and never kept: its licence is not cleared, so that no value of it may be. */
  comparedWith: id.optional(),
  /** How often the publisher releases the file, in words. */
  cadence: text,
  notes: z.array(text)
});

/** A source's declaration: who publishes it, under which terms, and how its file is laid out. */
export type Source = z.infer<typeof schema>;

/** Returns the declaration in `data/sources/<id>.json`. @throws SourceError when a field is missing or unknown, or the id is not the file's. */
export function readSource(text: string, file: string): Source {
  const advice = 'correct the declaration of the source';
  const parsed = checkedJson(text, schema, { file, expected: 'the fields of a source declaration', advice });
  const id = file.replace(/^.*\//, '').replace(/\.json$/, '');
  if (parsed.id === id) return parsed;
  return refuseAt(file, atStart, `id "${parsed.id}"`, `id "${id}", as the file is named`, advice);
}
