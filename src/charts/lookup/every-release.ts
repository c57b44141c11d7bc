import { countryName, speak, type Words } from '../../copy/words.ts';
import { locales } from '../../locale/languages.ts';
import type { StoryData } from '../../story/data.ts';
import { vintageName } from '../../vintages/vintage.ts';
import type { Table } from '../chart.ts';
import { endColumn, shareCell, startColumn, textCell } from '../table/cells.ts';
import { releaseSource } from '../table/table-source.ts';
import { countryFiles } from './country-files.ts';
import { releaseLabel } from './table.ts';

/**
 * Returns every figure of every release, one row an economy and year, in the alphabet of the language (standards V24):
 * the file behind the look-up. A release without a figure leaves its cell empty.
 * @throws Error when an economy has no reviewed name.
 */
export function everyReleaseTable(data: Pick<StoryData, 'releases'>, words: Words): Table {
  const collator = new Intl.Collator(locales[words.language]);
  const names = data.releases.map(({ vintage }) => vintageName(vintage));
  const files = countryFiles(data)
    .map((file) => ({ ...file, name: countryName(words, file.iso3) }))
    .sort((one, other) => collator.compare(one.name, other.name));
  return {
    id: 'internet-use-every-release',
    caption: speak(words, 'lookup.csv'),
    columns: [
      ...[speak(words, 'map.table.country'), 'ISO 3166-1', speak(words, 'lookup.table.year')].map(startColumn),
      ...data.releases.map(({ vintage }) => endColumn(releaseLabel(vintage, words)))
    ],
    rows: files.flatMap(({ iso3, name, from, releases }) => {
      const length = Math.max(...Object.values(releases).map((values) => values.length));
      return Array.from({ length }, (_, index) => index)
        .filter((index) => Object.values(releases).some((values) => (values[index] ?? null) !== null))
        .map((index) => ({
          header: name,
          cells: [
            ...[iso3, String(from + index)].map(textCell),
            ...names.map((release) => {
              const value = releases[release]?.[index] ?? null;
              return value === null ? { text: '', value } : shareCell(value, words);
            })
          ]
        }));
    }),
    notes: [speak(words, 'file.note.every-release')],
    sources: data.releases.map(({ vintage }) => releaseSource(vintage, 'lookup', words))
  };
}
