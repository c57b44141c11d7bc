import { z } from 'zod';
import { parseJson } from '#sources/checked-json.ts';
import { refuseAt, restore } from '#sources/source-error.ts';
import { statuses, type Status, type Source, type Observation } from '#sources/source.ts';
import { digest, sha256 } from './sha256.ts';
import { recordOf, recordSchema, type Vintage, type VintageRecord } from './vintage.ts';
import { quoted } from '#sources/tables/csv-table.ts';
import { say } from '#locale/say.ts';

export const neverEdited = (file: string) => say`A vintage is never edited. ${restore(file)}`;

const columns = ['iso3', 'year', 'value', 'status'] as const;
const header = columns.join(',');

const everyDigit = new Intl.NumberFormat('en', {
  useGrouping: false,
  maximumSignificantDigits: 21
});

/** The shortest decimal that reads back as the same number, without an exponent. */
export const plainDecimal = (value: number) => everyDigit.format(value + 0);

export function writeObservations(observations: readonly Observation[]) {
  const lines = observations.map(
    ({ iso3, year, value, status }) => `${iso3},${year},${plainDecimal(value)},${status}`
  );
  return `${[header, ...lines].join('\n')}\n`;
}

const row = new RegExp(`^([A-Z]{3}),(\\d{4}),(-?\\d+(?:\\.\\d+)?),(${statuses.join('|')})$`);

/** @throws SourceError at a line that `writeObservations` would not have written. */
export function readObservations(text: string, file: string): Observation[] {
  const lines = text.split('\n');
  let before = '';
  return lines.slice(1, -1).map((line, index) => {
    const [, iso3 = '', year = '', value = '', status] = row.exec(line) ?? [];
    const key = `${iso3} ${year}`;
    if (lines[0] !== header || lines.at(-1) !== '' || !isStatus(status) || key <= before)
      return refuseAt(
        file,
        { line: index + 2, column: 1 },
        'edited-row',
        say`${quoted(line)} is not a row of a table ${header}, sorted, each once, with a line break.`,
        neverEdited(file)
      );
    before = key;
    return { iso3, year: Number(year), value: Number(value), status };
  });
}

const isStatus = (text: string | undefined): text is Status =>
  statuses.some((status) => status === text);

const tables = ['data', 'aggregates'] as const;
type TableName = (typeof tables)[number];

interface StoredTable {
  name: TableName;
  path: string;
  bytes: number;
  sha256: string;
}

/** Names in a file by code; left out where its layout has none, and in vintages before 2026-12. */
export type ListedNames = Readonly<Record<string, string>>;

const statusLabels: Record<Status, string> = {
  a: 'published without a flag',
  b: 'break in the series',
  d: 'definition differs',
  e: 'estimated',
  p: 'provisional'
};

const unitLabels: Record<VintageRecord['unit'], string> = {
  percent: 'percent, 0 to 100',
  people: 'number of people',
  states: 'number of states',
  'per 100 people': 'number for each 100 people'
};

const tableTitles: Record<TableName, string> = {
  data: 'Values by economy and year',
  aggregates: 'Values of the world, regions and groups, as the publisher computed them'
};

function tableSchema(name: TableName, unit: VintageRecord['unit']) {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: [
      {
        name: 'iso3',
        type: 'string',
        title:
          name === 'data'
            ? 'ISO 3166-1 alpha-3 code; XKX is Kosovo, CHI the Channel Islands'
            : "The publisher's code; WLD is the world",
        constraints: { required: true, pattern: '[A-Z]{3}' }
      },
      { name: 'year', type: 'integer', constraints: { required: true, minimum: 1960 } },
      {
        name: 'value',
        type: 'number',
        title: unitLabels[unit],
        constraints: { required: true, minimum: 0, ...(unit === 'percent' && { maximum: 100 }) }
      },
      {
        name: 'status',
        type: 'string',
        categories: statuses.map((value) => ({ value, label: statusLabels[value] })),
        constraints: { required: true, enum: statuses }
      }
    ],
    primaryKey: ['iso3', 'year'],
    missingValues: [{ value: '', label: 'no data in this source; such rows are left out' }]
  };
}

/** Creative Commons licences have a name in the Open Definition; others only have an address. */
export const packagedLicence = ({ name, path }: VintageRecord['licence']) => ({
  ...(/^CC BY(-SA|-ND)? \d\.\d$/.test(name) && { name: name.replaceAll(' ', '-') }),
  title: name,
  path
});

/** Writes `datapackage.json`, version 2 (D01), without a date: equal input gives equal bytes. */
function writeDataPackage(
  vintage: Vintage,
  source: Pick<Source, 'address' | 'notes'>,
  stored: readonly StoredTable[],
  counts: VintageCounts,
  listed?: ListedNames
) {
  const record = recordOf(vintage);
  const { release, title, publisher, licence, raw } = record;
  return `${JSON.stringify(
    {
      $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
      name: record.source,
      id: `terhubung/${record.source}/${release}`,
      title: `${title}, as published ${release}`,
      description: source.notes.join(' '),
      // A vintage is never edited (standards D02, D05).
      version: '1.0.0',
      ...(release.length === 10 && { created: `${release}T00:00:00Z` }),
      licenses: [packagedLicence(licence)],
      sources: [{ title: `${publisher}: ${title}`, path: raw.origin, version: release }],
      contributors: [{ title: publisher, path: source.address, roles: ['publisher'] }],
      resources: stored.map(({ name, path, bytes, sha256 }) => ({
        name,
        path,
        type: 'table',
        title: tableTitles[name],
        format: 'csv',
        mediatype: 'text/csv',
        encoding: 'utf-8',
        bytes,
        hash: `sha256:${sha256}`,
        schema: tableSchema(name, record.unit)
      })),
      terhubung: { ...record, counts, listed }
    },
    null,
    2
  )}\n`;
}

const reasonCount = z.object({ reason: z.string(), count: z.number().int() });

const countsSchema = z.object({
  economies: z.number().int(),
  values: z.number().int(),
  aggregates: z.number().int(),
  repaired: z.number().int(),
  dropped: z.array(reasonCount),
  flagged: z.array(reasonCount).optional()
});

type VintageCounts = z.infer<typeof countsSchema>;

const schema = z.object({
  resources: z
    .array(
      z.object({
        name: z.enum(tables),
        path: z.string().regex(/^[a-z]+\.csv$/, 'must be a file name such as data.csv'),
        bytes: z.number().int().nonnegative(),
        hash: z.templateLiteral(['sha256:', digest])
      })
    )
    .min(1),
  terhubung: recordSchema.extend({
    counts: countsSchema,
    listed: z.record(z.string(), z.string()).optional()
  })
});

export interface VintageFile {
  name: string;
  text: string;
}

export function vintageFiles(
  vintage: Vintage,
  source: Pick<Source, 'address' | 'notes'>,
  {
    listed,
    ...left
  }: Pick<VintageCounts, 'repaired' | 'dropped' | 'flagged'> & { listed?: ListedNames }
): VintageFile[] {
  const stored = tables.flatMap((name) => {
    const observations = vintage[name === 'data' ? 'economies' : 'aggregates'];
    const text = writeObservations(observations);
    const table = {
      name,
      path: `${name}.csv`,
      text,
      bytes: Buffer.byteLength(text),
      sha256: sha256(text)
    };
    return observations.length === 0 ? [] : [table];
  });
  const counts: VintageCounts = {
    economies: new Set(vintage.economies.map(({ iso3 }) => iso3)).size,
    values: vintage.economies.length,
    aggregates: vintage.aggregates.length,
    ...left
  };
  const record = {
    name: 'datapackage.json',
    text: writeDataPackage(vintage, source, stored, counts, listed)
  };
  return [...stored.map(({ path, text }) => ({ name: path, text })), record];
}

/** Drops “Changed: …” from a credit: each figure names its own (CC BY 4.0, 3(a)(1)(B); D11). */
const ownCredit = (credit: string) => credit.replace(/ Changed: [^.]*\.$/, '');

/** Corrects titles of treaty releases: before the treaty was in force no state was bound. */
export const trueTitle = (text: string) =>
  text.replaceAll('States bound by the', 'States that ratified or acceded to the');

export function readDataPackage(text: string, file: string) {
  const read = parseJson(text, schema);
  const parsed =
    'value' in read
      ? read.value
      : refuseAt(file, read.fault, read.fault.kind, read.fault.wrong, neverEdited(file));
  const { counts, listed, ...recorded } = parsed.terhubung;
  const record = {
    ...recorded,
    title: trueTitle(recorded.title),
    credit: ownCredit(recorded.credit)
  };
  const stored = parsed.resources.map(({ name, path, bytes, hash }) => ({
    name,
    path,
    bytes,
    sha256: hash.slice('sha256:'.length)
  }));
  return { record, stored, counts, listed };
}
