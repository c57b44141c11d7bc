import type { GeoSeries, StoryData } from '../../../story/data.ts';
import { readAtlas } from './atlas.ts';
import { choroplethFrame, type MapView } from '../frame.ts';
import { drawGeometry, type MapGeometry } from './geometry.ts';

const drawn = new Map<string, MapGeometry>();

/** Returns the layers that the edition has: coverage is missing as of a day before it was first published. */
export function layersOf({ internetUse, coverage }: Pick<StoryData, 'internetUse' | 'coverage'>): GeoSeries[] {
  return coverage ? [internetUse, coverage] : [internetUse];
}

/** What the map and its tables are made of. */
export type MapData = Pick<StoryData, 'internetUse' | 'coverage' | 'then' | 'stops'>;

/** Returns the series of a layer. @throws Error when the edition lacks it. */
export function layerOf(data: Pick<StoryData, 'internetUse' | 'coverage'>, layer: MapView['layer']): GeoSeries {
  const series = layersOf(data).find(({ indicator }) => indicator === layer);
  if (!series) throw new Error(`the edition has no ${layer}; nothing was published by its day`);
  return series;
}

/**
 * Returns the views at which the story stops, each once, of the layers that the edition has. A year that a layer does not reach, as
 * it may be as of a day, is the nearest that it has.
 */
export function stopsOf(data: Pick<StoryData, 'internetUse' | 'coverage' | 'stops'>): MapView[] {
  const shown = data.stops.flatMap(({ layer, year }) => {
    const series = layersOf(data).find(({ indicator }) => indicator === layer);
    return series ? [choroplethFrame(series, { layer, year }).view] : [];
  });
  return shown.filter(({ layer, year }, at) => shown.findIndex((one) => one.layer === layer && one.year === year) === at);
}

/** Returns every code that either layer of the map reports, in order. */
export function mappedEconomies(data: Pick<StoryData, 'internetUse' | 'coverage'>): string[] {
  return [...new Set(layersOf(data).flatMap(({ economies }) => economies.map(({ iso3 }) => iso3)))].sort();
}

/**
 * Returns the world drawn for the economies of `data`; drawn once for all languages, since one base map serves both (standards V28). Build only.
 * @throws Error naming economies without a place.
 */
export function worldOf(data: Pick<StoryData, 'internetUse' | 'coverage'>): MapGeometry {
  const economies = mappedEconomies(data);
  const key = economies.join();
  const geometry = drawn.get(key) ?? drawGeometry(readAtlas().topology, economies);
  drawn.set(key, geometry);
  return geometry;
}
