import type { GeoSeries, StoryData } from '../../../story/data.ts';
import { eachOnce } from '../../each-once.ts';
import { readAtlas } from './atlas.ts';
import { choroplethFrame, type MapView } from '../frame.ts';
import { cardGrain, drawGeometry, pageGrain, type Grain, type MapGeometry } from './geometry.ts';

/** Every world drawn in this process, by what it was drawn of. */
const drawn = new Map<string, MapGeometry>();

const keyOf = (economies: readonly string[], grain: Grain) => JSON.stringify([economies, grain]);

/** Returns the layers that the edition has: coverage is missing as of a day before it was first published. */
export function layersOf({ internetUse, coverage }: Pick<StoryData, 'internetUse' | 'coverage'>): GeoSeries[] {
  return coverage ? [internetUse, coverage] : [internetUse];
}

/** What the map and its tables are made of. */
export type MapData = Pick<StoryData, 'internetUse' | 'coverage' | 'then' | 'stops'>;

/** Returns the series of a layer, where the edition has it. */
export const findLayer = (data: Pick<StoryData, 'internetUse' | 'coverage'>, layer: MapView['layer']): GeoSeries | undefined =>
  layersOf(data).find(({ indicator }) => indicator === layer);

/** Returns the series of a layer. @throws Error when the edition lacks it. */
export function layerOf(data: Pick<StoryData, 'internetUse' | 'coverage'>, layer: MapView['layer']): GeoSeries {
  const series = findLayer(data, layer);
  if (!series) throw new Error(`the edition has no ${layer}; nothing was published by its day`);
  return series;
}

/** Returns the views at which the story stops, each once, of the layers that the edition has; a year beyond a layer is its nearest. */
export function stopsOf(data: Pick<StoryData, 'internetUse' | 'coverage' | 'stops'>): MapView[] {
  const shown = data.stops.flatMap(({ layer, year }) => {
    const series = findLayer(data, layer);
    return series ? [choroplethFrame(series, { layer, year }).view] : [];
  });
  return eachOnce(shown);
}

/** Returns every code that either layer of the map reports, in order. */
export function mappedEconomies(data: Pick<StoryData, 'internetUse' | 'coverage'>): string[] {
  return [...new Set(layersOf(data).flatMap(({ economies }) => economies.map(({ iso3 }) => iso3)))].sort();
}

/** Returns the world drawn for the economies of `data`, once for all languages (standards V28). @throws Error naming those without a place. */
export function worldOf(data: Pick<StoryData, 'internetUse' | 'coverage'>, grain: Grain = pageGrain): MapGeometry {
  const economies = mappedEconomies(data);
  const key = keyOf(economies, grain);
  const geometry = drawn.get(key) ?? drawGeometry(readAtlas().topology, economies, grain);
  drawn.set(key, geometry);
  return geometry;
}

/** Has the worlds of the page and of the cards as an earlier build drew them: `keep` returns what was kept, or keeps what `make` gives. */
export async function keepWorlds(
  data: Pick<StoryData, 'internetUse' | 'coverage'>,
  keep: (parts: readonly string[], make: () => Uint8Array) => Promise<Uint8Array>
): Promise<void> {
  for (const grain of [pageGrain, cardGrain]) {
    const key = keyOf(mappedEconomies(data), grain);
    const bytes = await keep([key], () => new TextEncoder().encode(JSON.stringify(worldOf(data, grain))));
    drawn.set(key, JSON.parse(new TextDecoder().decode(bytes)) as MapGeometry);
  }
}
