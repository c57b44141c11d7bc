import { readAtlas } from '../charts/choropleth/atlas.ts';
import type { MapLayer } from '../charts/choropleth/frame.ts';
import { drawGeometry, type Grain, type MapGeometry } from '../charts/choropleth/geometry.ts';
import { layersOf, mappedEconomies } from '../charts/choropleth/world.ts';
import type { StoryData } from '../story/data.ts';

/**
 * A card is at most 45rem wide: half as many units across as on the page, and 60 % of its corners, still draw a coast to a
 * pixel and a half of a sharp screen, and weigh 8.3 KB brotli instead of 13.6.
 */
const cardGrain: Grain = { grid: 2, detail: 11, smallestRing: 8 };

const drawn = new Map<string, MapGeometry>();

/**
 * Returns the world as the card of one layer draws it: the shapes of the story's map, and the dots of the places that this layer
 * lists. Drawn once for all languages. Build only.
 * @throws Error naming economies without a place.
 */
export function mapCardWorld(data: Pick<StoryData, 'internetUse' | 'coverage4g'>, layer: MapLayer): MapGeometry {
  const economies = mappedEconomies(data);
  const key = economies.join();
  const world = drawn.get(key) ?? drawGeometry(readAtlas().topology, economies, cardGrain);
  drawn.set(key, world);
  const listed = new Set(layersOf(data).flatMap((series) => (series.indicator === layer ? series.economies.map(({ iso3 }) => iso3) : [])));
  return { ...world, dots: world.dots.filter(({ iso3 }) => listed.has(iso3)) };
}
