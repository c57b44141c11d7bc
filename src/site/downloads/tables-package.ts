import { storyTitle } from '#chapters/chapter.ts';
import {
  boundValues,
  columnsCsv,
  fileColumns,
  type FileColumn,
  type FileFacts
} from '#charts/table/table-csv.ts';
import { type Table, sourceText, uniqueBy } from '#charts/chart.ts';
import { speak, type Words } from '#copy/words.ts';
import type { Language } from '#locale/languages.ts';
import type { TableFile } from '#pages/side/side-page.ts';
import { packagedLicence, readDataPackage, trueTitle } from '#vintages/data-package.ts';
import { sha256 } from '#vintages/sha256.ts';
import type { OpenedStory } from '../story/open-story.ts';
import { lazily, type Route, type SiteInputs } from '../route.ts';
import { sort } from 'd3';
import { folderOf, vintageName, type VintageKey, type VintageRecord } from '#vintages/vintage.ts';
import { declaredSource } from '../story/declared-sources.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { textIfThere } from '../story/project-text.ts';

const economiesTable = 'data.csv';

interface Packaged {
  description?: string;
  resources?: { path?: string }[];
  sources?: { path?: string }[];
  contributors?: { path?: string }[];
  terhubung?: Pick<VintageRecord, 'unit' | 'raw' | 'licence'> & { counts?: { dropped?: unknown } };
}

/** A treaty's file and page list states, so its link leads to the front page (S02). */
function publicOrigin({ unit, raw, licence }: Pick<VintageRecord, 'unit' | 'raw' | 'licence'>) {
  return unit === 'states' ? licence.path : raw.origin;
}

/**
 * Returns a data package as published: with `limits` (S05), without unpublished tables. A treaty
 * publishes only the world's count, and neither links nor names states (S02, D09).
 */
export function publicPackage(json: string, published: 'all' | 'totals', limits: string) {
  const packaged = JSON.parse(json) as Packaged;
  if (published === 'totals')
    packaged.resources = packaged.resources?.filter(({ path }) => path !== economiesTable) ?? [];
  else if (packaged.terhubung?.unit === 'percent')
    packaged.description = [packaged.description, limits].filter(Boolean).join(' ');
  if (packaged.terhubung?.unit === 'states') {
    const origin = publicOrigin(packaged.terhubung);
    for (const place of [...(packaged.sources ?? []), ...(packaged.contributors ?? [])])
      place.path = origin;
    packaged.terhubung.raw.origin = origin;
    if (packaged.terhubung.counts) packaged.terhubung.counts.dropped = [];
  }
  return trueTitle(`${JSON.stringify(packaged, null, 2)}\n`);
}

/**
 * Returns the tables that both the package and the current declaration of the source allow. A
 * licence found missing later also withdraws older vintages.
 */
export function publishedTables(
  files: ProjectFiles,
  vintage: VintageKey
): 'all' | 'totals' | 'none' {
  const declared = declaredSource(files, vintage.source);
  if (declared?.publish === false) return 'none';
  const file = `${folderOf(vintage)}/datapackage.json`;
  const text = textIfThere(files, file);
  if (text === undefined || readDataPackage(text, file).record.publish === false) return 'none';
  return declared?.publish ?? 'all';
}

export function tableCredits(vintages: readonly VintageRecord[]) {
  return sort(vintages, vintageName)
    .map((vintage) =>
      [
        vintageName(vintage),
        `  ${vintage.title}`,
        `  ${vintage.publisher}`,
        `  ${vintage.licence.name}: ${vintage.licence.path}`,
        `  ${vintage.credit}`,
        `  ${publicOrigin(vintage)}`,
        `  ${vintage.raw.name}, ${vintage.raw.bytes} bytes, sha256 ${vintage.raw.sha256}`,
        ''
      ].join('\n')
    )
    .join('\n');
}

/** Headings, notes and definitions are ours (LICENSE). */
const wordsLicence = {
  name: 'CC-BY-ND-4.0',
  path: 'https://creativecommons.org/licenses/by-nd/4.0/'
};

type TablesEdition = ReturnType<typeof tablesEdition>;

/** semver.org (D02): column format, day, corrections since; +2: its second edition. */
export function tablesVersion(edition: string, corrections: readonly { posted: string }[]) {
  const form = 1;
  const since = corrections.filter(({ posted }) => posted > edition).length;
  const [year, month, day, second] = edition.split('-');
  return `${form}.${year}${month}${day}.${since}${second ? `+${second}` : ''}`;
}

export function tablesEdition(
  story: OpenedStory,
  inputs: Pick<SiteInputs, 'corrections' | 'address'>,
  language: Language
) {
  const { edition } = story.data;
  return {
    edition,
    version: tablesVersion(edition, inputs.corrections),
    story: storyTitle(story.chapters[language], story.words[language]),
    address: inputs.address
  };
}

export function factsOf(table: Table, words: Words, edition: string): FileFacts {
  const sources = table.sources ?? [];
  const licences = sources.map(
    ({ licence }) => licence?.name ?? speak(words, 'file.licence.facts')
  );
  const credits = sources.map(({ credit, changed }) => sourceText({ credit, shown: changed }));
  return {
    credit: [...new Set(credits)].join(' · '),
    licence: [...new Set(licences)].join(' · '),
    edition
  };
}

export function tableFileOf(
  table: Table,
  words: Words,
  about: Omit<TablesEdition, 'story'>
): TableFile {
  const { id, caption, sources = [] } = table;
  const once = (of: 'credit' | 'changed', mark: string) =>
    [...new Set(sources.map((source) => source[of]).filter(Boolean))].join(mark);
  const [credit, changed] = [once('credit', ' · '), once('changed', ' ')];
  const licences = licencesOf(table, words);
  const path = `data/tables/${id}.${words.language}.csv`;
  return {
    id,
    caption,
    path,
    credit,
    changed,
    licences,
    sources,
    author: speak(words, 'site.name'),
    ...about
  };
}

/**
 * Returns CSV files and their data package (version 2,
 * https://datapackage.org/standard/data-package/). One resource per table, because files under
 * different licences must not be merged (D01, D10).
 */
export function tableFiles(tables: readonly Table[], words: Words, about: TablesEdition): Route[] {
  const files = tables.map((table) => {
    const columns = lazily(() => fileColumns(table, words, factsOf(table, words, about.edition)));
    return {
      table,
      columns,
      name: `${table.id}.${words.language}.csv`,
      text: lazily(() => columnsCsv(columns()))
    };
  });
  const described = () => ({
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `terhubung-tables-${words.language}`,
    id: `terhubung/tables/${words.language}/${about.edition}`,
    title: speak(words, 'data.tables.title', { story: about.story }),
    description: `${speak(words, 'data.tables.lead')} ${speak(words, 'data.limits')}`,
    ...(about.address && { homepage: `${about.address}${words.language}/data/` }),
    version: about.version,
    created: `${about.edition.slice(0, 10)}T00:00:00Z`,
    licenses: uniqueBy(files.flatMap(({ table }) => licencesOf(table, words))),
    sources: uniqueBy(files.flatMap(({ table }) => sourcesOf(table))),
    resources: files.map(({ table, columns, name, text }) => ({
      name: table.id,
      path: name,
      type: 'table',
      title: table.caption,
      description: table.notes.join(' '),
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      bytes: new TextEncoder().encode(text()).length,
      hash: `sha256:${sha256(text())}`,
      licenses: licencesOf(table, words),
      sources: sourcesOf(table),
      schema: schemaOf(columns(), words)
    }))
  });
  return [
    ...files.map(({ name, text }) => ({ path: `data/tables/${name}`, make: text })),
    {
      path: `data/tables/datapackage.${words.language}.json`,
      make: () => `${JSON.stringify(described(), null, 2)}\n`
    }
  ];
}

function licencesOf({ sources = [] }: Table, words: Words) {
  return uniqueBy(
    sources.map(({ licence }) =>
      licence
        ? packagedLicence(licence)
        : { ...wordsLicence, title: speak(words, 'file.licence.facts') }
    )
  );
}

function sourcesOf({ sources = [] }: Table) {
  return sources.map(({ title, address, version }) => ({
    title,
    ...(address !== null && { path: address }),
    ...(version && { version })
  }));
}

const isNumber = (cell: string) => /^-?\d+(\.\d+)?$/.test(cell);

function schemaOf(columns: readonly FileColumn[], words: Words) {
  const absent = new Set(
    columns.flatMap(({ kind, cells }) =>
      kind === 'number' ? cells.filter((cell) => cell !== '' && !isNumber(cell)) : []
    )
  );
  const none = speak(words, 'table.none');
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: columns.map(({ name, kind, cells }) => {
      if (kind === 'bound') return { name, type: 'string', categories: boundValues(words) };
      const numbers = cells.filter(isNumber);
      const isNumeric = kind === 'number' || (kind === 'text' && numbers.length === cells.length);
      if (!isNumeric) return { name, type: 'string' };
      return { name, type: numbers.every((cell) => !cell.includes('.')) ? 'integer' : 'number' };
    }),
    // Labels must be unique: https://datapackage.org/standard/table-schema/#missingvalues
    missingValues: [...new Set([absent.has(none) ? none : '', ...absent])].map((value) => ({
      value,
      label: value || none
    }))
  };
}
