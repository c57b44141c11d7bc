import { readAtlas } from '../../charts/choropleth/geometry/atlas.ts';
import type { MapLayer } from '../../charts/choropleth/frame.ts';
import { drawGeometry, type Grain, type MapGeometry } from '../../charts/choropleth/geometry/geometry.ts';
import { layersOf, mappedEconomies } from '../../charts/choropleth/geometry/world.ts';
import type { StoryData } from '../../story/data.ts';

/**
 * A card is at most 45rem wide: on half as many units across, and with fewer corners, the paths weigh two thirds
 * of the page's. On a sharp screen a corner lies within a pixel and a half of its place. From grid 3 on, straight borders
 * step, and from detail 12 on the smallest shapes are lost.
 */
const cardGrain: Grain = { grid: 2, detail: 11, finerIsland: 2.5, smallestRing: 10 };

const drawn = new Map<string, MapGeometry>();

/**
 * Returns the world as the card of one layer draws it: the shapes of the story's map, and the dots of the places that this layer
 * lists. Drawn once for all languages. Build only.
 * @throws Error naming economies without a place.
 */
export function mapCardWorld(data: Pick<StoryData, 'internetUse' | 'coverage'>, layer: MapLayer): MapGeometry {
  const economies = mappedEconomies(data);
  const key = economies.join();
  const world = drawn.get(key) ?? drawGeometry(readAtlas().topology, economies, cardGrain);
  drawn.set(key, world);
  const listed = new Set(layersOf(data).flatMap((series) => (series.indicator === layer ? series.economies.map(({ iso3 }) => iso3) : [])));
  return { ...world, dots: world.dots.filter(({ iso3 }) => listed.has(iso3)) };
}
