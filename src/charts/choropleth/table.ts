import { countryName, speak, type Words } from '../../copy/words.ts';
import { locales } from '../../locale/languages.ts';
import { formatNumber } from '../../locale/numbers.ts';
import { theWarning } from '../../story/warning.ts';
import type { Table } from '../chart.ts';
import { releaseSource } from '../table-source.ts';
import { mappable, type MapLayer } from './frame.ts';
import { newestYear } from '../../story/newest-year.ts';
import { layerOf, layersOf, stopsOf, type MapData } from './world.ts';

/**
 * Returns the years of a layer that stand for it, ascending: its first, those where the story stops, the year of the warning, the
 * newest that most economies have, and the last.
 */
export function markedYears(data: MapData, layer: MapLayer): number[] {
  const series = layerOf(data, layer);
  const stops = stopsOf(data).filter((stop) => stop.layer === layer);
  const years = [series.years[0], ...stops.map(({ year }) => year), theWarning.year, newestYear(series), series.years.at(-1)];
  return series.years.filter((year) => years.includes(year));
}

/** Years of the table, ascending: those that stand for the layer, every five, and the year whose figures were the newest when the warning came. */
function tableYears(data: MapData, layer: MapLayer): number[] {
  const marked = markedYears(data, layer);
  const then = layer === 'internet-use' && data.then ? newestYear(data.then) : undefined;
  return layerOf(data, layer).years.filter((year) => year % 5 === 0 || year === then || marked.includes(year));
}

/** Returns the tables that carry the map's numbers, one for each layer that the edition has. @throws Error when a country has no reviewed name. */
export function choroplethTables(data: MapData, words: Words): Table[] {
  return mappable
    .filter((layer) => layersOf(data).some(({ indicator }) => indicator === layer))
    .map((layer) => ({
      ...choroplethTable(data, layer, words),
      sources: [releaseSource(layerOf(data, layer).vintage, 'world', words)]
    }));
}

/**
 * Returns the table of one layer: every economy of the source, in the alphabet of the language (standards V24),
 * whole percent points, the value of that very year only. Older values are not carried forward.
 * @param years a column each, ascending.
 * @throws Error when a country has no reviewed name.
 */
export function choroplethTable(data: MapData, layer: MapLayer, words: Words, years = tableYears(data, layer)): Table {
  const series = layerOf(data, layer);
  const first = series.years[0] ?? 0;
  const rows = series.economies.map(({ iso3, values }) => ({
    header: countryName(words, iso3),
    cells: years.map((year) => {
      const value = values[year - first] ?? null;
      return { text: cellText(value, words), value, digits: 1 };
    })
  }));
  const collator = new Intl.Collator(locales[words.language]);
  const notes = ['map.table.unit', 'map.table.missing', `map.table.break.${layer}`, 'map.table.alphabet', 'map.table.places'];
  return {
    id: `map-${layer}`,
    caption: speak(words, `map.table.caption.${layer}`, { first: String(first), last: String(series.years.at(-1) ?? first) }),
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
  return value > 0 && value < 0.5 ? '<1' : formatNumber(value, words.language);
}
