import type { GeoSeries, StoryData } from '../../../story/data.ts';
import type { VintageRecord } from '../../../vintages/vintage.ts';
import { eachOnce } from '../../each-once.ts';
import { newestYear } from '../../../story/newest-year.ts';
import { readAtlas } from './atlas.ts';
import { choroplethFrame, type MapLayer, type MapView } from '../frame.ts';
import {
  cardResolution,
  drawGeometry,
  pageResolution,
  type Resolution,
  type MapGeometry
} from './geometry.ts';

/** Every world drawn in this process, by what it was drawn of. */
const drawn = new Map<string, MapGeometry>();

const keyOf = (economies: readonly string[], grain: Resolution) =>
  JSON.stringify([economies, grain]);

/** What holds the layers of the map. */
type Layers = Pick<StoryData, 'internetUse' | 'coverage'>;

/**
 * The layers that the edition has: coverage is missing as of a day before it was first published.
 */
function layersOf({ internetUse, coverage }: Layers): GeoSeries[] {
  return coverage ? [internetUse, coverage] : [internetUse];
}

/**
 * Returns the releases that the map shows: of each layer, and the earlier one that its world's
 * first years are of.
 */
export const mapReleases = (data: Layers): VintageRecord[] =>
  layersOf(data).flatMap(({ vintage, earlier }) =>
    earlier ? [vintage, earlier.vintage] : [vintage]
  );

/** What the map and its tables are made of. */
export type MapData = Pick<StoryData, 'internetUse' | 'coverage' | 'then' | 'stops'>;

/** Returns the series of a layer, where the edition has it. */
export const findLayer = (data: Layers, layer: MapLayer): GeoSeries | undefined =>
  layersOf(data).find(({ indicator }) => indicator === layer);

/** Returns the series of a layer. @throws Error when the edition lacks it. */
export function layerOf(data: Layers, layer: MapLayer): GeoSeries {
  const series = findLayer(data, layer);
  if (!series) throw new Error(`the edition has no ${layer}; nothing was published by its day`);
  return series;
}

/**
 * Returns a layer alone in the newest year that most economies have.
 * @throws Error when the edition lacks it.
 */
export const newestView = (data: Layers, layer: MapLayer): MapView => ({
  layer,
  year: newestYear(layerOf(data, layer))
});

/**
 * Returns the views at which the story stops, each once, of the layers that the edition has; a year
 * beyond a layer is its nearest.
 */
export function stopsOf(data: Layers & Pick<StoryData, 'stops'>): MapView[] {
  const shown = data.stops.flatMap(({ layer, year }) => {
    const series = findLayer(data, layer);
    return series ? [choroplethFrame(series, { layer, year }).view] : [];
  });
  return eachOnce(shown);
}

/** Returns every code that either layer of the map reports, in order. */
export function mappedEconomies(data: Layers): string[] {
  return [
    ...new Set(layersOf(data).flatMap(({ economies }) => economies.map(({ iso3 }) => iso3)))
  ].sort();
}

/**
 * Returns the world drawn for the economies of `data`, once for all languages (standards V28).
 * @throws Error naming those without a place.
 */
export function worldGeometry(data: Layers, grain: Resolution = pageResolution): MapGeometry {
  const economies = mappedEconomies(data);
  const key = keyOf(economies, grain);
  const geometry = drawn.get(key) ?? drawGeometry(readAtlas().topology, economies, grain);
  drawn.set(key, geometry);
  return geometry;
}

/**
 * Has the worlds of the page and of the cards as an earlier build drew them: `keep` returns what
 * was kept, or keeps what `make` gives.
 */
export async function keepWorlds(
  data: Layers,
  keep: (parts: readonly string[], make: () => Uint8Array) => Promise<Uint8Array>
): Promise<void> {
  for (const grain of [pageResolution, cardResolution]) {
    const key = keyOf(mappedEconomies(data), grain);
    const bytes = await keep([key], () =>
      new TextEncoder().encode(JSON.stringify(worldGeometry(data, grain)))
    );
    drawn.set(key, JSON.parse(new TextDecoder().decode(bytes)) as MapGeometry);
  }
}
