import { groups } from 'd3';
import { element } from '../drawing/element.ts';
import { fillClass, markIn, type MapFrame, type MapSeries } from './frame.ts';
import type { MapGeometry } from './geometry/geometry.ts';

/** A dot is a round line cap, so that its size is in pixels of the screen. */
const dotAt = ({ x, y }: MapGeometry['dots'][number]) => `M${x} ${y}h0`;

/** The id of a mark, from its base class and place; undefined if its order tells. */
export type MarkId = (iso3: string, base: 'map-s' | 'map-f') => string | undefined;

/** The outline of a picked place, in `outlines`: the script gives it the place's shape. */
export const pickedOutline = '<g class="map-picked"><use/><use/></g>';

/** A pattern for no data (V15); `scale` is units of the drawing per pixel. */
export const hatching = (id: string, scale: number) =>
  element(
    'pattern',
    {
      id,
      width: 5,
      height: 5,
      patternUnits: 'userSpaceOnUse',
      patternTransform: `scale(${scale}) rotate(45)`
    },
    '<path class="map-paper" d="M0 0h5v5H0"/><path class="map-hatch" d="M0 0V5"/>'
  );

/**
 * The marks of a map as SVG: shapes, then dots as rings, paper and cores. `marks.css` gives them
 * their look by class. Only places of the `series` have dots.
 */
export function drawWorld(
  id: string,
  world: MapGeometry,
  { marks }: MapFrame,
  series: MapSeries,
  { outlines = '', markId = (iso3) => `${id}-${iso3}` }: { outlines?: string; markId?: MarkId } = {}
) {
  const looks = new Map(marks.map((mark) => [mark.iso3, fillClass(mark)]));
  const drawn = (base: 'map-s' | 'map-f', iso3: string, d: string) =>
    element('path', { class: `${base} ${looks.get(iso3) ?? 'u'}`, id: markId(iso3, base), d });
  const listed = new Set(series.economies.map(({ iso3 }) => iso3));
  const dots = world.dots.filter(({ iso3 }) => listed.has(iso3));
  const ring = `${id}-rings`;
  return [
    ...world.shapes.map(({ iso3, d }) => drawn('map-s', iso3, d)),
    `<path class="map-dashes" d="${world.dashed}"/><path class="map-inset" d="${world.inset}"/>`,
    outlines,
    '<g class="map-dots">',
    `<defs><path class="map-r" id="${ring}" d="${dots.map(dotAt).join('')}"/></defs>`,
    `<use class="map-e" href="#${ring}"/><use class="map-p" href="#${ring}"/>`,
    ...dots.map((dot) => drawn('map-f', dot.iso3, dotAt(dot))),
    '</g>'
  ].join('');
}

/**
 * The same marks as clones of a map on the page, with its `id`: a clone takes the colour of its
 * group, and dots of a class share one path. Reader modes drop the CSS: without `fill` the frame
 * would be black.
 */
export function cloneWorld(id: string, world: MapGeometry, frame: MapFrame) {
  const byClass = <Place extends { iso3: string }>(places: readonly Place[]) =>
    groups(places, ({ iso3 }) => fillClass(markIn(frame, iso3)));
  const clones = byClass(world.shapes).map(([look, places]) =>
    element('g', { class: look }, places.map(({ iso3 }) => `<use href="#${id}-${iso3}"/>`).join(''))
  );
  const dots = byClass(world.dots.filter(({ iso3 }) => markIn(frame, iso3))).flatMap(
    ([look, places]) =>
      ['map-e', 'map-p', `map-f ${look}`].map((of) =>
        element('path', { class: of, d: places.map(dotAt).join('') })
      )
  );
  const inset = element('path', { class: 'map-inset', fill: 'none', d: world.inset });
  return [...clones, inset, ...dots].join('');
}
