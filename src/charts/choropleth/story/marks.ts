import type { MapGeometry } from '../geometry/geometry.ts';
import type { PaintedMark } from '../map-painter.ts';

/** Returns the code of a mark: its id ends with it. */
export const iso3Of = ({ id }: Element): string => id.slice(-3);

/** Returns the elements whose class is a mark: a shape itself, or the core of a dot. */
export function marksOf(svg: SVGSVGElement): PaintedMark[] {
  return [...svg.querySelectorAll('.map-s, .map-e')].map((drawn) => {
    const iso3 = iso3Of(drawn);
    if (drawn.matches('.map-s'))
      return { iso3, paint: (name) => drawn.setAttribute('class', `map-s ${name}`) };
    const group = drawn.parentElement!;
    const core = group.querySelector('.map-f')!;
    let hidden = group.classList.contains('u');
    return {
      iso3,
      paint(name) {
        core.setAttribute('class', `map-f ${name}`);
        // A dot that the layer's source does not list goes with its ring.
        if (hidden !== (name === 'u')) hidden = group.classList.toggle('u');
      }
    };
  });
}

/** Where a place stands, in units of the drawing. */
export type MapPoint = MapGeometry['dots'][number];

/** Returns the dots in the sea, each with the group that is its mark. */
export function dotsOf(svg: SVGSVGElement): (MapPoint & { mark: Element })[] {
  return [...svg.querySelectorAll('.map-e')].map((ring) => {
    const [x = 0, y = 0] = (ring.getAttribute('d')?.match(/\d+/g) ?? []).map(Number);
    return { iso3: iso3Of(ring), x, y, mark: ring.parentElement! };
  });
}
