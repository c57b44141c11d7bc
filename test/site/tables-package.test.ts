import { csvParse } from 'd3';
import { beforeAll, describe, expect, it } from 'vitest';
import { describePanels } from '../../src/charts/panels/record.ts';
import { figures } from '../../src/charts/figures.ts';
import { citationOfTable } from '../../src/pages/side/citation.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import { tableLd } from '../../src/site/pages/page-routes.ts';
import type { OpenedStory } from '../../src/site/story/open-story.ts';
import {
  tableFileOf,
  tableFiles,
  tablesEdition,
  tablesVersion
} from '../../src/site/downloads/tables-package.ts';
import { sha256 } from '../../src/vintages/sha256.ts';
import { openCommitted } from '../open-committed.ts';

interface Field {
  name: string;
  type: string;
  categories?: { value: string; label: string }[];
}
interface Package {
  name: string;
  version: string;
  homepage: string;
  created: string;
  licenses: { title: string; path: string; name?: string }[];
  sources: { title: string; path?: string; version?: string }[];
  resources: {
    name: string;
    path: string;
    title: string;
    description: string;
    bytes: number;
    hash: string;
    licenses: { title: string }[];
    sources: { title: string; path?: string }[];
    schema: { fields: Field[]; missingValues: { value: string; label: string }[] };
  }[];
}

let story: OpenedStory;
beforeAll(async () => {
  story = await openCommitted();
});
const inputs = { corrections: [], address: 'https://example.org/terhubung/' };
const tablesOf = (language: Language) =>
  figures.flatMap((figure) => figure.tables(story.data, story.words[language]));
const filesOf = (language: Language) => {
  const files = tableFiles(
    tablesOf(language),
    story.words[language],
    tablesEdition(story, inputs, language)
  );
  const texts = new Map(files.map(({ path, make }) => [path, make() as string]));
  const described = JSON.parse(texts.get(`data/tables/datapackage.${language}.json`)!) as Package;
  const rowsOf = (path: string) => csvParse(texts.get(`data/tables/${path}`)!);
  return { texts, described, rowsOf };
};

describe.each(languages)('the tables of the story and their data package (%s)', (language) => {
  it('describes every file with size, hash and columns', () => {
    const { texts, described, rowsOf } = filesOf(language);
    expect(described.resources.map(({ path }) => `data/tables/${path}`)).toEqual(
      [...texts.keys()].filter((path) => path.endsWith('.csv'))
    );
    expect(described.resources.length).toBeGreaterThan(10);
    expect(described.homepage).toBe(`${inputs.address}${language}/data/`);
    for (const { path, bytes, hash, schema } of described.resources) {
      const written = new TextEncoder().encode(texts.get(`data/tables/${path}`)!);
      expect([bytes, hash]).toEqual([written.length, `sha256:${sha256(written)}`]);
      expect(rowsOf(path).columns).toEqual(schema.fields.map(({ name }) => name));
      expect(new Set(schema.fields.map(({ name }) => name)).size).toBe(schema.fields.length);
    }
  });

  it('types each column so that every cell has that type or is declared missing', () => {
    const { described, rowsOf } = filesOf(language);
    for (const { path, schema } of described.resources) {
      const missing = schema.missingValues.map(({ value }) => value);
      expect(new Set(schema.missingValues.map(({ label }) => label)).size).toBe(missing.length);
      expect(missing.filter((value) => /^-?[\d.]+$/.test(value))).toEqual([]);
      const rows = rowsOf(path);
      for (const { name, type, categories } of schema.fields) {
        const cells = rows.map((row) => row[name]!).filter((cell) => !missing.includes(cell));
        if (type === 'integer') expect(cells.filter((cell) => !/^-?\d+$/.test(cell))).toEqual([]);
        if (type === 'number')
          expect(cells.filter((cell) => !/^-?\d+(\.\d+)?$/.test(cell))).toEqual([]);
        if (categories)
          expect(cells.filter((cell) => !categories.some(({ value }) => value === cell))).toEqual(
            []
          );
      }
    }
  });

  it('gives each file its licences, sources, credit and edition (D10, D11)', () => {
    const { described, rowsOf } = filesOf(language);
    const words = story.words[language];
    const said = (key: string) => words.labels[`file.${key}`]!;
    for (const { path, licenses, sources } of described.resources) {
      expect(licenses.length).toBeGreaterThan(0);
      expect(sources.length).toBeGreaterThan(0);
      expect(JSON.stringify(sources)).not.toMatch(/:(null|"")/);
      const [first, ...rest] = rowsOf(path);
      expect(first![said('edition')]).toBe(story.data.edition);
      expect(first![said('licence')]!.split(' · ').sort()).toEqual(
        licenses.map(({ title }) => title).sort()
      );
      expect(first![said('credit')]).not.toBe('');
      for (const row of rest) expect(row[said('credit')]).toBe('');
    }
    const use = described.resources.find(({ name }) => name === 'map-internet-use')!;
    expect(use.licenses.map(({ title }) => title)).toEqual(['CC BY 4.0']);
    expect(rowsOf(use.path)[0]![said('credit')]).toBe(
      `${story.data.internetUse.vintage.credit} ${words.labels['credit.changed.world']}`
    );
  });

  it('links no list of states or figures by country (S01, S02)', () => {
    const { described } = filesOf(language);
    const addresses = described.resources.flatMap(({ sources }) =>
      sources.flatMap(({ path }) => path ?? [])
    );
    expect(addresses.length).toBeGreaterThan(5);
    expect(
      addresses.filter((path) =>
        /4-11-c|ratif|countries-named|\/tables\/|model-legislation/i.test(path)
      )
    ).toEqual([]);
  });

  it('has every bound beside its number (V01)', () => {
    const { described, rowsOf } = filesOf(language);
    const bounded = described.resources.filter(({ schema }) =>
      schema.fields.some(({ categories }) => categories)
    );
    expect(bounded.map(({ name }) => name)).toEqual([
      'nca-estimates',
      'known-and-told',
      'reports-received',
      'pages-confirmed'
    ]);
    const rows = rowsOf(`nca-estimates.${language}.csv`);
    const bound = bounded[0]!.schema.fields.find(({ categories }) => categories)!.name;
    expect(rows.map((row) => row[bound])).toEqual(
      { en: ['about', 'at least', 'range'], id: ['sekitar', 'sedikitnya', 'rentang'] }[language]
    );
  });

  it('is no more precise than the picture or the source, and has no false zero (V10, V15)', () => {
    const { described, rowsOf } = filesOf(language);
    for (const { path } of described.resources) {
      for (const row of rowsOf(path)) {
        for (const cell of Object.values(row))
          if (/^-?\d+\.\d+$/.test(cell)) expect(cell).toMatch(/^-?\d+\.\d$|^0\.0\d$/);
      }
    }
    const [first] = rowsOf(`connection-and-promises.${language}.csv`);
    expect(Object.values(first!)).toEqual(expect.arrayContaining(['1990', '0.05']));
    const { text } = describePanels(story.data, story.words[language]);
    expect(text).toContain({ en: 'under 1% in 1990', id: 'di bawah 1% pada 1990' }[language]);
    expect(text).not.toMatch(/\b0% /);
  });

  it('is cited with version, credit and address (D12)', () => {
    const words = story.words[language];
    const table = tablesOf(language).find(({ id }) => id === 'then-and-now')!;
    const { story: _story, ...edition } = tablesEdition(story, inputs, language);
    const file = tableFileOf(table, words, edition);
    const changes = tablesOf(language).map((one) => tableFileOf(one, words, edition).changed);
    expect(changes.filter((changed) => /\.\p{Lu}/u.test(changed))).toEqual([]);
    const cited = citationOfTable(file, words);
    for (const part of [
      'Terhubung (2026)',
      table.caption,
      file.version,
      'The World Bank',
      `${inputs.address}data/tables/then-and-now.${language}.csv`
    ])
      expect(cited).toContain(part);
    const nowhere = { ...file, address: '' };
    expect(citationOfTable(nowhere, words)).not.toContain(file.path);
    expect(tableLd(file, words)).toMatchObject({
      '@type': 'Dataset',
      name: table.caption,
      license: ['https://creativecommons.org/licenses/by/4.0/'],
      version: file.version,
      isBasedOn: [{ '@type': 'CreativeWork' }, { '@type': 'CreativeWork' }],
      distribution: [{ contentUrl: `${inputs.address}${file.path}` }]
    });
  });
});

describe('the version of the tables', () => {
  it('has format, edition and corrections since (D02)', () => {
    expect(tablesVersion('2026-11-25', [])).toBe('1.20261125.0');
    const posted = ['2026-11-24T10:00Z', '2026-11-25T10:00Z', '2026-12-01T10:00Z'].map((at) => ({
      posted: at
    }));
    expect(tablesVersion('2026-11-25', posted)).toBe('1.20261125.2');
  });
});
