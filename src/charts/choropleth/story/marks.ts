import type { MapGeometry } from '../geometry/geometry.ts';
import type { PaintedMark } from '../map-painter.ts';

export const iso3Of = ({ id }: Element): string => id.slice(-3);

/** A shape is its own mark; a dot's mark is its core. */
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
        // Not in the layer's source: the ring is hidden too.
        if (hidden !== (name === 'u')) hidden = group.classList.toggle('u');
      }
    };
  });
}

export type MapPoint = MapGeometry['dots'][number];

export function dotsOf(svg: SVGSVGElement): (MapPoint & { mark: Element })[] {
  return [...svg.querySelectorAll('.map-e')].map((ring) => {
    const [x = 0, y = 0] = (ring.getAttribute('d')?.match(/\d+/g) ?? []).map(Number);
    return { iso3: iso3Of(ring), x, y, mark: ring.parentElement! };
  });
}
