import { iso3Of, dotsOf, type MapPoint } from './marks.ts';
import { required } from './parts.ts';
import type { MapReading } from './reading.ts';

/**
 * Half the smallest target (standards V17): a dot in the sea answers within 12 px of its middle, 24
 * px across.
 */
const reach = 12;
/**
 * Pixels within which a shape answers before a dot beside it does: what a finger is put on is
 * meant.
 */
const beside = 6;
/** Where a shape beside the pointer is looked for, nearest first. */
const around = [beside / 2, beside].flatMap((away) =>
  Array.from(
    { length: 8 },
    (_, i) => [away * Math.cos((i * Math.PI) / 4), away * Math.sin((i * Math.PI) / 4)] as const
  )
);

/**
 * Returns what finds the country under a pointer: the shape there, else a dot, else what is beside
 * it; of those that `names` has.
 */
function hitTest(
  svg: SVGSVGElement,
  names: Readonly<Record<string, string>>
): (event: MouseEvent) => string | null {
  const dots = dotsOf(svg);
  /** Half a dot as it is drawn, in pixels. */
  const ownSize = () => parseFloat(getComputedStyle(svg.querySelector('.map-e')!).strokeWidth) / 2;

  const shapeOf = (hit: EventTarget | null): string | undefined =>
    hit instanceof Element && hit.matches('.map-s') && svg.contains(hit) && names[iso3Of(hit)]
      ? iso3Of(hit)
      : undefined;

  function nearestDot({
    clientX,
    clientY
  }: MouseEvent): { iso3: string; away: number } | undefined {
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
      const near = shapeOf(
        svg.ownerDocument.elementFromPoint(event.clientX + dx, event.clientY + dy)
      );
      if (near) return near;
    }
    return dot?.iso3 ?? null;
  };
}

/** The story's own country, where the arrow keys start. */
const start = 'IDN';

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
};

/**
 * Makes the map answer pointer, touch and keys. Returns what keeps a place that was chosen
 * elsewhere as a tap would.
 */
export function mapHits(
  figure: HTMLElement,
  names: Readonly<Record<string, string>>,
  reading: MapReading
): (iso3: string | null) => void {
  /** Takes the focus: one tab stop for the whole map (standards A10). */
  const box = required(figure, '.choropleth-map');
  const svg = required<SVGSVGElement>(box, 'svg');
  const under = hitTest(svg, names);
  const neighbour = neighbours(svg, names);
  const passive = { passive: true };
  /** A tap keeps its country; a pointer that only passes by gives the one before back. */
  let kept: string | null = null;
  const keep = (iso3: string | null) => reading.pick((kept = iso3));

  svg.addEventListener(
    'pointermove',
    (event) => event.pointerType === 'mouse' && reading.pick(under(event) ?? kept),
    passive
  );
  svg.addEventListener(
    'pointerleave',
    (event) => event.pointerType === 'mouse' && reading.pick(kept),
    passive
  );
  svg.addEventListener('click', (event) => keep(under(event)), passive);
  figure.addEventListener('change', () => (kept = reading.picked()), passive);

  box.tabIndex = 0;
  box.setAttribute('role', 'group');
  box.setAttribute('aria-labelledby', svg.getAttribute('aria-labelledby') ?? '');
  figure.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') keep(null);
    const direction = directions[event.key];
    if (!direction || event.target !== box) return;
    event.preventDefault();
    const from = reading.picked();
    keep(from ? neighbour(from, direction) : start);
    reading.say();
  });
  return keep;
}

function middlesOf(svg: SVGSVGElement, names: Readonly<Record<string, string>>): MapPoint[] {
  const shapes = [...svg.querySelectorAll<SVGPathElement>('.map-s')].map((shape) => {
    const { x, y, width, height } = shape.getBBox();
    return { iso3: iso3Of(shape), x: x + width / 2, y: y + height / 2 };
  });
  return [...dotsOf(svg), ...shapes.filter(({ iso3 }) => names[iso3])];
}

/**
 * Returns what finds the nearest place in a direction, sideways distance counting double; the same
 * place at the edge of the world.
 */
function neighbours(svg: SVGSVGElement, names: Readonly<Record<string, string>>) {
  let middles: MapPoint[] | undefined;
  return (from: string, [dx, dy]: readonly [number, number]): string => {
    middles ??= middlesOf(svg, names);
    const here = middles.find(({ iso3 }) => iso3 === from);
    if (!here) return from;
    let best = { iso3: from, cost: Infinity };
    for (const { iso3, x, y } of middles) {
      const along = (x - here.x) * dx + (y - here.y) * dy;
      const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
      const cost = along + 2 * aside;
      if (along > 0 && cost < best.cost) best = { iso3, cost };
    }
    return best.iso3;
  };
}
