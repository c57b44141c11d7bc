import { countryName, speak, type Words } from '../../copy/words.ts';
import { locales } from '../../locale/languages.ts';
import { formatNumber } from '../../locale/numbers.ts';
import type { GeoSeries, StoryData } from '../../story/data.ts';
import type { Table } from '../chart.ts';
import { releaseSource } from '../table-source.ts';
import { toTenths, type MapLayer, type MapSeries } from './frame.ts';

/** Years of the table: every five, the year whose figures were the newest in 2018, the years that the story stops at, and the newest. */
const tableYears: Readonly<Record<MapLayer, readonly number[]>> = {
  'internet-use': [1990, 1995, 2000, 2005, 2010, 2015, 2016, 2018, 2020],
  'coverage-4g': [2012, 2015, 2018, 2020]
};

/** Returns the tables that carry the map's numbers, one for each layer that the edition has. @throws Error when a country has no reviewed name. */
export function choroplethTables(data: Pick<StoryData, 'internetUse' | 'coverage4g'>, words: Words): Table[] {
  const { internetUse, coverage4g } = data;
  const ofLayer = (series: GeoSeries, layer: MapLayer): Table => ({
    ...choroplethTable(series, layer, words),
    sources: [releaseSource(series.vintage, 'world', words)]
  });
  return [ofLayer(internetUse, 'internet-use'), ...(coverage4g ? [ofLayer(coverage4g, 'coverage-4g')] : [])];
}

/**
 * Returns the table of one layer: every economy of the source, in the alphabet of the language (standards V24),
 * whole percent points, the value of that very year only. Older values are not carried forward.
 * @throws Error when a country has no reviewed name.
 */
export function choroplethTable(series: MapSeries, layer: MapLayer, words: Words): Table {
  const newest = series.years.at(-1);
  const years = [...new Set([...tableYears[layer], ...(newest === undefined ? [] : [newest])])].filter((year) =>
    series.years.includes(year)
  );
  const first = series.years[0] ?? 0;
  const rows = series.economies.map(({ iso3, values }) => ({
    header: countryName(words, iso3),
    cells: years.map((year) => {
      const value = values[year - first] ?? null;
      return { text: cellText(value, words), value: value === null ? null : toTenths(value) / 10, digits: 1 };
    })
  }));
  const collator = new Intl.Collator(locales[words.language]);
  const notes = ['map.table.unit', 'map.table.missing', `map.table.break.${layer}`, 'map.table.alphabet', 'map.table.places'];
  return {
    id: `map-${layer}`,
    caption: speak(words, `map.table.caption.${layer}`, { first: String(first), last: String(newest ?? first) }),
    columns: [
      { label: speak(words, 'map.table.country'), align: 'start' },
      ...years.map((year) => ({ label: String(year), align: 'end' as const }))
    ],
    rows: rows.sort((a, b) => collator.compare(a.header, b.header)),
    notes: notes.map((key) => speak(words, key))
  };
}

/** The unit is in the caption: a cell is a bare number, "<1" under half a point, or the short form of "no data". */
function cellText(value: number | null, words: Words): string {
  if (value === null) return speak(words, 'map.missing.short');
  const shown = toTenths(value) / 10;
  return shown > 0 && shown < 0.5 ? '<1' : formatNumber(shown, words.language);
}
