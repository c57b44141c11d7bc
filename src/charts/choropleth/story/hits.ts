import { iso3Of, dotsOf, type MapPoint } from './marks.ts';
import { required } from './parts.ts';
import type { MapReading } from './reading.ts';

/** Hit radius of a dot in the sea: half the smallest target of 24 px (V17). */
const reach = 12;
/** Within this distance a shape wins over a dot. */
const beside = 6;
const around = [beside / 2, beside].flatMap((away) =>
  Array.from(
    { length: 8 },
    (_, i) => [away * Math.cos((i * Math.PI) / 4), away * Math.sin((i * Math.PI) / 4)] as const
  )
);

/** The shape under the pointer, else a dot, else a shape beside; only places in `names`. */
function hitTest(
  svg: SVGSVGElement,
  names: Readonly<Record<string, string>>
): (event: MouseEvent) => string | null {
  const dots = dotsOf(svg);
  /** Radius of a drawn dot in pixels. */
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
      // Not in the layer's source, so not drawn.
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

const start = 'IDN';

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
};

/** Makes the map answer pointer, touch and keys. Returns a function to select from outside. */
export function mapHits(
  figure: HTMLElement,
  names: Readonly<Record<string, string>>,
  reading: MapReading
): (iso3: string | null) => void {
  /** One tab stop for the whole map (A10). */
  const box = required(figure, '.choropleth-map');
  const svg = required<SVGSVGElement>(box, 'svg');
  const placeAt = hitTest(svg, names);
  const neighbour = neighbourFinder(svg, names);
  const passive = { passive: true };
  /** A tap selects; a hovering pointer only previews. */
  let kept: string | null = null;
  const keep = (iso3: string | null) => reading.pick((kept = iso3));

  svg.addEventListener(
    'pointermove',
    (event) => event.pointerType === 'mouse' && reading.pick(placeAt(event) ?? kept),
    passive
  );
  svg.addEventListener(
    'pointerleave',
    (event) => event.pointerType === 'mouse' && reading.pick(kept),
    passive
  );
  svg.addEventListener('click', (event) => keep(placeAt(event)), passive);
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

/** The nearest place in a direction, sideways distance counting double; itself at the edge. */
function neighbourFinder(svg: SVGSVGElement, names: Readonly<Record<string, string>>) {
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
