import { sort } from 'd3';
import { followed } from '../../charts/choropleth/describe.ts';
import type { MapLayer, MapSeries } from '../../charts/choropleth/frame.ts';
import { cardResolution, type MapGeometry } from '../../charts/choropleth/geometry/geometry.ts';
import {
  layerOf,
  newestView,
  worldGeometry,
  type MapData
} from '../../charts/choropleth/geometry/world.ts';
import type { MapPayload } from '../../charts/choropleth/payload/payload.ts';
import { encodeSeries } from '../../charts/choropleth/payload/series-payload.ts';
import { countryName, type Words } from '../../copy/words.ts';
import { mapCardTable } from './map-card-table.ts';

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

/** The labels of the card's script. */
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
