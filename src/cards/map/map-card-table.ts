import { greatest, least, range } from 'd3';
import type { Table } from '../../charts/chart.ts';
import type { MapLayer } from '../../charts/choropleth/frame.ts';
import { choroplethTable, markedYears } from '../../charts/choropleth/table/table.ts';
import { cardResolution, type MapGeometry } from '../../charts/choropleth/geometry/geometry.ts';
import { layerOf, worldGeometry, type MapData } from '../../charts/choropleth/geometry/world.ts';
import type { Words } from '../../copy/words.ts';
import { newestYear } from '../../story/newest-year.ts';
import { stillLetters } from './map-card-styles.ts';

/** Years between two of a card's that ask for a round one between them. */
const wideGap = 10;

/**
 * Returns a card's years without script and in its table, ascending: those that stand for the
 * layer, and round ones in wide gaps.
 */
export function mapCardYears(data: MapData, layer: MapLayer): number[] {
  // A year that few economies have is on the map, and no still of it.
  const newest = newestYear(layerOf(data, layer));
  const years = markedYears(data, layer).filter((year) => year <= newest);
  const gapBefore = (at: number) => (years[at] ?? 0) - (years[at - 1] ?? 0);
  // The year that tells least goes first: the one nearest to its neighbours, but for the first and
  // the last.
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

/**
 * Returns the story's table with the years of the card alone: all of them would weigh 1.1 KB more
 * of the 24 that a card may.
 */
export function mapCardTable(data: MapData, layer: MapLayer, words: Words): Table {
  return choroplethTable(data, layer, words, mapCardYears(data, layer));
}

/**
 * Returns the world as the card of one layer draws it: the shapes of the story's map, and the dots
 * of the places that this layer lists.
 */
export function mapCardWorld(data: MapData, layer: MapLayer): MapGeometry {
  const world = worldGeometry(data, cardResolution);
  const listed = new Set(layerOf(data, layer).economies.map(({ iso3 }) => iso3));
  return { ...world, dots: world.dots.filter(({ iso3 }) => listed.has(iso3)) };
}
