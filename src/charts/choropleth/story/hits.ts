import { hitTest } from './hit-test.ts';
import { codeOf, dotsOf, type MapPoint } from './marks.ts';
import { required } from './parts.ts';
import type { MapReading } from './reading.ts';

/** The story's own country, where the arrow keys start. */
const start = 'IDN';

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
};

/** Makes the map answer pointer, touch and keys. Returns what keeps a place that was chosen elsewhere as a tap would. */
export function mapHits(figure: HTMLElement, names: Readonly<Record<string, string>>, reading: MapReading): (iso3: string | null) => void {
  /** Takes the focus: one tab stop for the whole map (standards A10). */
  const box = required(figure, '.choropleth-map');
  const svg = required<SVGSVGElement>(box, 'svg');
  const under = hitTest(svg, names);
  const neighbour = neighbours(svg, names);
  const passive = { passive: true };
  /** A tap keeps its country; a pointer that only passes by gives the one before back. */
  let kept: string | null = null;
  const keep = (iso3: string | null) => reading.pick((kept = iso3));

  svg.addEventListener('pointermove', (event) => event.pointerType === 'mouse' && reading.pick(under(event) ?? kept), passive);
  svg.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && reading.pick(kept), passive);
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
    return { iso3: codeOf(shape), x: x + width / 2, y: y + height / 2 };
  });
  return [...dotsOf(svg), ...shapes.filter(({ iso3 }) => names[iso3])];
}

/** Returns what finds the nearest place in a direction, sideways distance counting double; the same place at the edge of the world. */
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
