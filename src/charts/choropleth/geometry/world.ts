import { type StoryData, newestYear } from '#story/data.ts';
import { uniqueBy } from '../../chart.ts';
import { readAtlas } from './atlas.ts';
import { choroplethFrame, type MapLayer, type MapView } from '../frame.ts';
import {
  cardResolution,
  drawGeometry,
  pageResolution,
  type Resolution,
  type MapGeometry
} from './geometry.ts';

const drawn = new Map<string, MapGeometry>();

const keyOf = (economies: readonly string[], resolution: Resolution) =>
  JSON.stringify([economies, resolution]);

type Layers = Pick<StoryData, 'internetUse' | 'coverage'>;

const layersOf = ({ internetUse, coverage }: Layers) => [internetUse, coverage];

export const mapReleases = (data: Layers) =>
  layersOf(data).flatMap(({ vintage, earlier }) =>
    earlier ? [vintage, earlier.vintage] : [vintage]
  );

export type MapData = Pick<StoryData, 'internetUse' | 'coverage' | 'stops'>;

export const layerOf = ({ internetUse, coverage }: Layers, layer: MapLayer) =>
  layer === 'internet-use' ? internetUse : coverage;

export const newestView = (data: Layers, layer: MapLayer): MapView => ({
  layer,
  year: newestYear(layerOf(data, layer))
});

/** The distinct views at which the story stops; years beyond a layer become its nearest. */
export function stopsOf(data: Layers & Pick<StoryData, 'stops'>): MapView[] {
  return uniqueBy(
    data.stops.map(({ layer, year }) => choroplethFrame(layerOf(data, layer), { layer, year }).view)
  );
}

export function mappedEconomies(data: Layers) {
  return [
    ...new Set(layersOf(data).flatMap(({ economies }) => economies.map(({ iso3 }) => iso3)))
  ].sort();
}

/** Draws `data` once for all languages (V28). */
export function worldGeometry(data: Layers, resolution: Resolution = pageResolution) {
  const economies = mappedEconomies(data);
  const key = keyOf(economies, resolution);
  const geometry = drawn.get(key) ?? drawGeometry(readAtlas().topology, economies, resolution);
  drawn.set(key, geometry);
  return geometry;
}

/** Reads the worlds from the build cache: `keep` returns the cached bytes or those of `make`. */
export async function keepWorlds(
  data: Layers,
  keep: (parts: readonly string[], make: () => Uint8Array) => Promise<Uint8Array>
) {
  for (const resolution of [pageResolution, cardResolution]) {
    const key = keyOf(mappedEconomies(data), resolution);
    const bytes = await keep([key], () =>
      new TextEncoder().encode(JSON.stringify(worldGeometry(data, resolution)))
    );
    drawn.set(key, JSON.parse(new TextDecoder().decode(bytes)) as MapGeometry);
  }
}
