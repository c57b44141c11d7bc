import { sort, greatest, least, range } from 'd3';
import { followed } from '#charts/choropleth/describe.ts';
import type { MapLayer, MapSeries } from '#charts/choropleth/frame.ts';
import { cardResolution, type MapGeometry } from '#charts/choropleth/geometry/geometry.ts';
import {
  layerOf,
  newestView,
  worldGeometry,
  type MapData
} from '#charts/choropleth/geometry/world.ts';
import type { MapPayload } from '#charts/choropleth/payload/payload.ts';
import { encodeSeries } from '#charts/choropleth/payload/series-payload.ts';
import { countryName, type Words } from '#copy/words.ts';
import type { Table } from '#charts/chart.ts';
import { choroplethTable, markedYears } from '#charts/choropleth/table/table.ts';
import { newestYear } from '#story/data.ts';

/** All years would add 1.1 KB to a card of at most 24 KB. */
const columns = 5;
/** Years between two columns from which a round one is added between them. */
const wideGap = 10;

export function mapCardYears(data: MapData, layer: MapLayer) {
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

/**
 * Series and world of a card: places are in the order of its table's rows, which have their names,
 * and have a row's number for a code. This saves 1 KB of 24. The two followed countries keep
 * their codes, for the description.
 */
export function mapCardData(
  data: MapData,
  layer: MapLayer,
  words: Words
): { series: MapSeries; world: MapGeometry } {
  const series = layerOf(data, layer);
  const rowOf = new Map(
    mapCardTable(data, layer, words).rows.map(({ header }, row) => [header, row])
  );
  const rows = new Map(
    series.economies.map(({ iso3 }) => [iso3, rowOf.get(countryName(words, iso3))!])
  );
  const numbered = <Place extends { iso3: string }>(places: readonly Place[]) =>
    sort(places, ({ iso3 }) => rows.get(iso3) ?? Infinity).map((place) => ({
      ...place,
      iso3:
        followed.some((iso3) => iso3 === place.iso3) || !rows.has(place.iso3)
          ? place.iso3
          : String(rows.get(place.iso3)).padStart(3, '0')
    }));
  const world = worldGeometry(data, cardResolution);
  return {
    series: { ...series, economies: numbered(series.economies) },
    world: { ...world, shapes: numbered(world.shapes), dots: numbered(world.dots) }
  };
}

const labelsOf = (layer: MapLayer) =>
  new RegExp(
    `^map\\.(world|missing$|under-one|describe|reading|control\\.(pause|country|choose)|(name|limits)\\.${layer})`
  );

export function mapCard(data: MapData, layer: MapLayer, words: Words) {
  const { series, world } = mapCardData(data, layer, words);
  const labels = labelsOf(layer);
  const payload = JSON.stringify({
    language: words.language,
    view: newestView(data, layer),
    countries: followed.map((iso3) => [iso3, countryName(words, iso3)] as const),
    tableYears: {},
    layers: [encodeSeries(series, layer, true)],
    labels: Object.fromEntries(Object.entries(words.labels).filter(([key]) => labels.test(key)))
  } satisfies MapPayload);
  return { layer, series, world, payload };
}
