import { greatest, least, range } from 'd3';
import type { Table } from '../../charts/chart.ts';
import type { MapLayer } from '../../charts/choropleth/frame.ts';
import { choroplethTable, markedYears } from '../../charts/choropleth/table/table.ts';
import { cardResolution, type MapGeometry } from '../../charts/choropleth/geometry/geometry.ts';
import { layerOf, worldGeometry, type MapData } from '../../charts/choropleth/geometry/world.ts';
import type { Words } from '../../copy/words.ts';
import { newestYear } from '../../story/newest-year.ts';
import { stillLetters } from './map-card-styles.ts';

/** Years between two columns from which a round one is added between them. */
const wideGap = 10;

/** Years of the table and of the fallback without script, ascending. */
export function mapCardYears(data: MapData, layer: MapLayer): number[] {
  // A year with few values is on the map, but no still.
  const newest = newestYear(layerOf(data, layer));
  const years = markedYears(data, layer).filter((year) => year <= newest);
  const gapBefore = (at: number) => (years[at] ?? 0) - (years[at - 1] ?? 0);
  // Drops the year closest to its neighbours, never the first or last.
  while (years.length > stillLetters.length) {
    years.splice(
      least(range(1, years.length - 1), (at) => gapBefore(at) + gapBefore(at + 1))!,
      1
    );
  }
  while (years.length < stillLetters.length) {
    const widest = greatest(range(1, years.length), gapBefore) ?? 0;
    const round = Math.round((years[widest - 1]! + years[widest]!) / 2 / 10) * 10;
    if (gapBefore(widest) <= wideGap || years.includes(round)) break;
    years.splice(widest, 0, round);
  }
  return years;
}

/** All years would add 1.1 KB to a card of at most 24 KB. */
export function mapCardTable(data: MapData, layer: MapLayer, words: Words): Table {
  return choroplethTable(data, layer, words, mapCardYears(data, layer));
}

/** Only the dots of places that this layer lists. */
export function mapCardWorld(data: MapData, layer: MapLayer): MapGeometry {
  const world = worldGeometry(data, cardResolution);
  const listed = new Set(layerOf(data, layer).economies.map(({ iso3 }) => iso3));
  return { ...world, dots: world.dots.filter(({ iso3 }) => listed.has(iso3)) };
}
