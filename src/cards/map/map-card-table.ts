import { greatest, least, range } from 'd3';
import type { Table } from '../../charts/chart.ts';
import type { MapLayer } from '../../charts/choropleth/frame.ts';
import { choroplethTable, markedYears } from '../../charts/choropleth/table/table.ts';
import { layerOf, type MapData } from '../../charts/choropleth/geometry/world.ts';
import type { Words } from '../../copy/words.ts';
import { newestYear } from '../../story/newest-year.ts';

/** All years would add 1.1 KB to a card of at most 24 KB. */
const columns = 5;
/** Years between two columns from which a round one is added between them. */
const wideGap = 10;

/** Years of the table, ascending. */
export function mapCardYears(data: MapData, layer: MapLayer): number[] {
  // A year with few values has no column.
  const newest = newestYear(layerOf(data, layer));
  const years = markedYears(data, layer).filter((year) => year <= newest);
  const gapBefore = (at: number) => (years[at] ?? 0) - (years[at - 1] ?? 0);
  // Drops the year closest to its neighbours, never the first or last.
  while (years.length > columns) {
    years.splice(
      least(range(1, years.length - 1), (at) => gapBefore(at) + gapBefore(at + 1))!,
      1
    );
  }
  while (years.length < columns) {
    const widest = greatest(range(1, years.length), gapBefore) ?? 0;
    const round = Math.round((years[widest - 1]! + years[widest]!) / 2 / 10) * 10;
    if (gapBefore(widest) <= wideGap || years.includes(round)) break;
    years.splice(widest, 0, round);
  }
  return years;
}

export const mapCardTable = (data: MapData, layer: MapLayer, words: Words): Table =>
  choroplethTable(data, layer, words, mapCardYears(data, layer));
