import { codeOf, dotsOf } from './marks.ts';

/** Half the smallest target (standards V17): a dot in the sea answers within 12 px of its middle, 24 px across. */
const reach = 12;
/** Pixels within which a shape answers before a dot beside it does: what a finger is put on is meant. */
const beside = 6;
/** Where a shape beside the pointer is looked for, nearest first. */
const around = [beside / 2, beside].flatMap((away) =>
  Array.from({ length: 8 }, (_, i) => [away * Math.cos((i * Math.PI) / 4), away * Math.sin((i * Math.PI) / 4)] as const)
);

/** Returns what finds the country under a pointer: the shape there, else a dot, else what is beside it; of those that `names` has. */
export function hitTest(svg: SVGSVGElement, names: Readonly<Record<string, string>>): (event: MouseEvent) => string | null {
  const dots = dotsOf(svg);
  /** Half a dot as it is drawn, in pixels. */
  const ownSize = () => parseFloat(getComputedStyle(svg.querySelector('.map-e')!).strokeWidth) / 2;

  const shapeOf = (hit: EventTarget | null): string | undefined =>
    hit instanceof Element && hit.matches('.map-s') && svg.contains(hit) && names[codeOf(hit)] ? codeOf(hit) : undefined;

  function nearestDot({ clientX, clientY }: MouseEvent): { iso3: string; away: number } | undefined {
    const { left, top, width } = svg.getBoundingClientRect();
    const scale = width / svg.viewBox.baseVal.width;
    let nearest: { iso3: string; away: number } | undefined;
    for (const { iso3, x, y, mark } of dots) {
      // A dot that the layer's source does not list is not drawn.
      if (mark.classList.contains('u')) continue;
      const away = Math.hypot(x * scale + left - clientX, y * scale + top - clientY);
      if (away <= reach && away < (nearest?.away ?? Infinity)) nearest = { iso3, away };
    }
    return nearest;
  }

  return (event) => {
    const shape = shapeOf(event.target);
    if (shape) return shape;
    const dot = nearestDot(event);
    if (dot && dot.away <= ownSize()) return dot.iso3;
    for (const [dx, dy] of around) {
      const near = shapeOf(svg.ownerDocument.elementFromPoint(event.clientX + dx, event.clientY + dy));
      if (near) return near;
    }
    return dot?.iso3 ?? null;
  };
}
