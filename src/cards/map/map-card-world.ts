import type { MapLayer } from '../../charts/choropleth/frame.ts';
import { cardGrain, type MapGeometry } from '../../charts/choropleth/geometry/geometry.ts';
import { layersOf, worldOf } from '../../charts/choropleth/geometry/world.ts';
import type { StoryData } from '../../story/data.ts';

/** Returns the world as the card of one layer draws it: the shapes of the story's map, and the dots of the places that this layer lists. */
export function mapCardWorld(data: Pick<StoryData, 'internetUse' | 'coverage'>, layer: MapLayer): MapGeometry {
  const world = worldOf(data, cardGrain);
  const listed = new Set(layersOf(data).flatMap((series) => (series.indicator === layer ? series.economies.map(({ iso3 }) => iso3) : [])));
  return { ...world, dots: world.dots.filter(({ iso3 }) => listed.has(iso3)) };
}
