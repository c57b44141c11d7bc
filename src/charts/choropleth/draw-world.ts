import { fillClass, type MapFrame, type MapSeries } from './frame.ts';
import type { MapGeometry } from './geometry/geometry.ts';

/** A dot is a round line cap, so that its size is in pixels of the screen. */
export const dotAt = ({ x, y }: MapGeometry['dots'][number]): string => `M${x} ${y}h0`;

/** The id of a mark, from its base class and place; undefined if its order tells. */
export type MarkId = (iso3: string, base: 'map-s' | 'map-f') => string | undefined;

/** The outline of a picked place, in `outlines`: the script gives it the place's shape. */
export const pickedOutline = '<g class="map-picked"><use/><use/></g>';

/**
 * The marks of a map as SVG: shapes, then dots as rings, paper and cores. `marks.css` gives them
 * their look by class. `layers` are the series that the map can show: only their places have dots.
 */
export function drawWorld(
  id: string,
  world: MapGeometry,
  { marks }: MapFrame,
  layers: readonly MapSeries[],
  { outlines = '', markId = (iso3) => `${id}-${iso3}` }: { outlines?: string; markId?: MarkId } = {}
): string {
  const looks = new Map(marks.map((mark) => [mark.iso3, fillClass(mark)]));
  const drawn = (base: 'map-s' | 'map-f', iso3: string, d: string) => {
    const own = markId(iso3, base);
    return `<path class="${base} ${looks.get(iso3) ?? 'u'}"${own ? ` id="${own}"` : ''} d="${d}"/>`;
  };
  const dotsOf = ({ economies }: MapSeries) => {
    const listed = new Set(economies.map(({ iso3 }) => iso3));
    return world.dots.filter(({ iso3 }) => listed.has(iso3));
  };
  const rings = layers.map((layer) => {
    const ring = `${id}-rings-${layer.indicator}`;
    const d = dotsOf(layer).map(dotAt).join('');
    return `<g data-of="${layer.indicator}"><defs><path class="map-r" id="${ring}" d="${d}"/></defs><use class="map-e" href="#${ring}"/><use class="map-p" href="#${ring}"/></g>`;
  });
  const all = new Set(layers.flatMap(dotsOf));
  const cores = world.dots.filter((dot) => all.has(dot));
  return [
    ...world.shapes.map(({ iso3, d }) => drawn('map-s', iso3, d)),
    `<path class="map-dashes" d="${world.dashed}"/><path class="map-inset" d="${world.inset}"/>`,
    outlines,
    `<g class="map-dots">${rings.join('')}${cores.map((dot) => drawn('map-f', dot.iso3, dotAt(dot))).join('')}</g>`
  ].join('');
}
