import { describe, expect, it } from 'vitest';
import {
  countryFiles,
  everyReleaseTable,
  releaseLabel,
  type CountryFile
} from '../../../src/charts/place/every-release.ts';
import { describeReleases, releasesOf, releasesTable } from '../../../src/charts/place/releases.ts';
import { tableCsv } from '../../../src/charts/table/table-csv.ts';
import { vintageName } from '../../../src/vintages/vintage.ts';
import { languages } from '../../../src/locale/languages.ts';
import { committedStory } from '../committed-story.ts';
import { storyWords } from '../story-data.ts';

const data = await committedStory();
const files = countryFiles(data);
const shown = vintageName(data.internetUse.vintage);
const fileOf = (iso3: string) => files.find((file) => file.iso3 === iso3)!;
const at = (file: CountryFile, release: string, year: number) =>
  file.releases[release]?.[year - file.from];

describe('countryFiles', () => {
  it('have the published values of every release', () => {
    expect(Object.keys(fileOf('IDN').releases)).toEqual([
      'wb-internet-users/2018-08-28',
      'wb-internet-users/2020-03-18',
      'wb-internet-users/2021-03-19',
      'wb-internet-users/2022-05-25',
      'wb-internet-users/2024-05-30',
      'wb-internet-users/2024-11',
      'wb-internet-users/2026-07-13',
      'gapminder-internet-users/2025-12-08'
    ]);
    expect(at(fileOf('GBR'), 'wb-internet-users/2020-03-18', 2018)).toBeCloseTo(94.9, 1);
    expect(at(fileOf('GBR'), shown, 2018)).toBeCloseTo(90.7, 1);
  });

  it('align releases that begin in different years', () => {
    const [series] = data.releases;
    const later = {
      ...series!,
      vintage: { ...series!.vintage, release: '2030-01' },
      years: series!.years.slice(3)
    };
    const economies = later.economies.map(({ iso3, values }) => ({
      iso3,
      values: values.slice(3)
    }));
    const [file] = countryFiles({ releases: [series!, { ...later, economies }] });
    const [whole, shorter] = Object.values(file!.releases);
    expect(shorter).toEqual([null, null, null, ...whole!.slice(3)]);
  });

  it('have connection data only (S01, D09)', () => {
    for (const file of files) {
      expect(Object.keys(file)).toEqual(['iso3', 'from', 'releases']);
      for (const name of Object.keys(file.releases))
        expect(name).toMatch(/^(wb|gapminder)-internet-users\//);
    }
  });

  it('are below 4 KB', () => {
    for (const file of files) expect(JSON.stringify(file).length).toBeLessThan(4000);
  });
});

describe.each(languages)('every release in %s', (language) => {
  const words = storyWords(language);
  const every = everyReleaseTable(data, words);
  const csv = tableCsv(every, words, { credit: 'A', licence: 'B', edition: data.edition });
  const label = releaseLabel(data.internetUse.vintage, words);

  it('is read again from the file, to the digits that it prints', () => {
    for (const { iso3, from, releases } of files) {
      const read = releasesOf(csv, iso3, label)!;
      expect(describeReleases(read, words)).not.toMatch(/NaN|Infinity|undefined/);
      const table = releasesTable(read, words);
      expect(table.columns.filter(({ label }) => label.includes('('))).toHaveLength(
        releases[shown] ? 1 : 0
      );
      Object.values(releases).forEach((values, column) => {
        const cells = new Map(
          table.rows.map(({ header, cells }) => [Number(header), cells[column]!.value])
        );
        values.forEach((value, index) => {
          const cell = cells.get(from + index) ?? null;
          expect(cell === null).toBe(value === null);
          expect(Math.abs((cell ?? 0) - (value ?? 0))).toBeLessThan(0.0501);
        });
      });
    }
    expect(releasesOf(csv, 'XXX', label)).toBeUndefined();
  });

  it('has a file with one row per economy and year in alphabetical order', () => {
    const names = [...new Set(every.rows.map(({ header }) => header))];
    expect(names).toEqual([...names].sort(new Intl.Collator(language).compare));
    const row = every.rows.find(
      ({ cells: [code, year] }) => code!.text + year!.text === 'GBR2018'
    )!;
    expect(row.cells.slice(2).map(({ value }) => value)).toEqual(
      Object.values(fileOf('GBR').releases).map((values) => values[2018 - 1990] ?? null)
    );
    expect(csv.split('\n')[0]!.split(',').length).toBeGreaterThanOrEqual(10);
    expect(csv).not.toContain(words.labels['table.none']);
  });
});
