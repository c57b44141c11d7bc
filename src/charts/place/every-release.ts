import { countryName, speak, type Words } from '#copy/words.ts';
import { locales } from '#locale/languages.ts';
import { formatDate } from '#locale/numbers.ts';
import type { StoryData } from '#story/data.ts';
import { vintageName, type VintageRecord } from '#vintages/vintage.ts';
import type { Table } from '../chart.ts';
import {
  endColumn,
  shareDigits,
  startColumn,
  textCell,
  releaseSources
} from '../table/table-parts.ts';
import { sharesOf } from '../yearly-shares.ts';

export interface CountryFile {
  iso3: string;
  /** The first year of every list. */
  from: number;
  /** Percent by year, null where there is no value; by release name, in the order of the page. */
  releases: Record<string, (number | null)[]>;
}

/** For example “World Bank, November 2024”. */
export const releaseLabel = ({ source, release }: VintageRecord, words: Words) =>
  speak(words, `lookup.release.${source}`, { release: formatDate(release, words.language) });

/** Returns one file per economy in any release: connection data only (S01, D09). */
export function countryFiles(data: Pick<StoryData, 'releases'>): CountryFile[] {
  const codes = [
    ...new Set(data.releases.flatMap(({ economies }) => economies.map(({ iso3 }) => iso3)))
  ].sort();
  const from = Math.min(...data.releases.map(({ years }) => years[0] ?? Infinity));
  return codes.flatMap((iso3) => {
    const releases = Object.fromEntries(
      data.releases.flatMap((series) => {
        const values = sharesOf(series, iso3);
        const ahead = Array.from({ length: (series.years[0] ?? from) - from }, () => null);
        return values.some((value) => value !== null)
          ? [[vintageName(series.vintage), [...ahead, ...values]]]
          : [];
      })
    );
    return Object.keys(releases).length > 0 ? [{ iso3, from, releases }] : [];
  });
}

/** One row per economy and year, in alphabetical order of the language (V24). */
export function everyReleaseTable(data: StoryData, words: Words): Table {
  const collator = new Intl.Collator(locales[words.language]);
  const vintages = data.releases.map(({ vintage }) => vintage);
  const names = vintages.map(vintageName);
  const files = countryFiles(data)
    .map((file) => ({ ...file, name: countryName(words, file.iso3) }))
    .sort((one, other) => collator.compare(one.name, other.name));
  return {
    id: 'internet-use-every-release',
    caption: speak(words, 'lookup.csv'),
    columns: [
      ...[speak(words, 'map.table.country'), 'ISO 3166-1', speak(words, 'lookup.table.year')].map(
        startColumn
      ),
      ...vintages.map((vintage) => endColumn(releaseLabel(vintage, words)))
    ],
    rows: files.flatMap(({ iso3, name, from, releases }) => {
      const length = Math.max(...Object.values(releases).map((values) => values.length));
      return Array.from({ length }, (_, index) => index)
        .filter((index) =>
          Object.values(releases).some((values) => (values[index] ?? null) !== null)
        )
        .map((index) => ({
          header: name,
          cells: [
            ...[iso3, String(from + index)].map(textCell),
            ...names.map((release) => {
              const value = releases[release]?.[index] ?? null;
              // Only its file prints it.
              return { text: '', value, ...(value !== null && { digits: shareDigits(value) }) };
            })
          ]
        }));
    }),
    notes: [speak(words, 'file.note.every-release')],
    sources: releaseSources(vintages, 'lookup', words)
  };
}
