import type { Table } from '../charts/chart.ts';
import type { MapLayer, MapSeries } from '../charts/choropleth/frame.ts';
import { choroplethTable } from '../charts/choropleth/table.ts';
import type { Words } from '../copy/words.ts';

/** Years where the story stops, besides the newest. */
const stops: Readonly<Record<MapLayer, readonly number[]>> = {
  'internet-use': [1990, 2000, 2010, 2018],
  'coverage-4g': [2012, 2015, 2018]
};

/**
 * Returns the years that a map card shows without script, oldest first: those where the story stops, and the newest. Its map can be
 * set to each, and its table has a column for each.
 */
export function mapCardYears({ years }: Pick<MapSeries, 'years'>, layer: MapLayer): number[] {
  const newest = years.at(-1) ?? 0;
  return [...stops[layer].filter((year) => year < newest && years.includes(year)), newest];
}

/**
 * Returns the table of a map card: the story's, every economy of the source, with the years of the card alone. All the story's
 * years would weigh 1.1 KB more of the 24 that a card may.
 * @throws Error when a country has no reviewed name.
 */
export function mapCardTable(series: MapSeries, layer: MapLayer, words: Words): Table {
  const table = choroplethTable(series, layer, words);
  const years = new Set(mapCardYears(series, layer).map(String));
  const kept = ({ label }: { label: string }, index: number) => index === 0 || years.has(label);
  return {
    ...table,
    columns: table.columns.filter(kept),
    rows: table.rows.map(({ header, cells }) => ({
      header,
      cells: cells.filter((_, index) => kept(table.columns[index + 1] ?? { label: '' }, index + 1))
    }))
  };
}
