import { countryName, speak, type Words } from '#copy/words.ts';
import { locales } from '#locale/languages.ts';
import { formatNumber } from '#locale/numbers.ts';
import type { Table } from '../../chart.ts';
import type { MapLayer, MapSeries } from '../frame.ts';
import { isUnderOne } from '../share.ts';

/** One row per economy in alphabetical order (V24), one column per year. */
export function economiesTable(
  series: MapSeries,
  layer: MapLayer | 'coverage-4g',
  words: Words,
  years: readonly number[]
): Table {
  const first = series.years[0] ?? 0;
  const rows = series.economies.map(({ iso3, values }) => ({
    header: countryName(words, iso3),
    cells: years.map((year) => {
      const value = values[year - first] ?? null;
      return { text: cellText(value, words), value, digits: 1 };
    })
  }));
  const collator = new Intl.Collator(locales[words.language]);
  const notes = [
    'map.table.unit',
    'map.table.missing',
    `map.table.break.${layer}`,
    'map.table.alphabet',
    'map.table.places'
  ] as const;
  return {
    id: `map-${layer}`,
    caption: speak(words, `map.table.caption.${layer}`, {
      first: String(first),
      last: String(series.years.at(-1) ?? first)
    }),
    columns: [
      { label: speak(words, 'map.table.country'), align: 'start' },
      ...years.map((year) => ({ label: String(year), align: 'end' as const }))
    ],
    rows: rows.sort((a, b) => collator.compare(a.header, b.header)),
    long: true,
    notes: notes.map((key) => speak(words, key))
  };
}

/** The caption has the unit: a bare number, “<1” under one percent, or short “no data”. */
function cellText(value: number | null, words: Words) {
  if (value === null) return speak(words, 'map.missing.short');
  return isUnderOne(value) ? '<1' : formatNumber(value, words.language);
}
