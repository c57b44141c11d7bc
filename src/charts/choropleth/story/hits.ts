/** What finding a country under a pointer, or next to the last one by arrow key, needs of the map. */
export interface HitOptions {
  figure: HTMLElement;
  /** Takes the focus: one tab stop for the whole map (standards A10). */
  box: HTMLElement;
  svg: SVGSVGElement;
  id: string;
  /** Names by code; places without one are in no source and cannot be picked. */
  names: Readonly<Record<string, string>>;
  pick: (iso3: string | null) => void;
  /** Speaks the reading after an action of the reader's. */
  say: () => void;
  picked: () => string | null;
}

/** Half the smallest target (standards V17): a dot in the sea answers within 12 px of its middle, 24 px across. */
const reach = 12;
/** Pixels within which a shape answers before a dot beside it does: what a finger is put on is meant. */
const beside = 6;
/** Where a shape beside the pointer is looked for, nearest first. */
const around = [beside / 2, beside].flatMap((away) =>
  Array.from({ length: 8 }, (_, i) => [away * Math.cos((i * Math.PI) / 4), away * Math.sin((i * Math.PI) / 4)] as const)
);

/** The story's own country, where the arrow keys start. */
const start = 'IDN';

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
};

/** Makes the map answer pointer, touch and keys. Returns what keeps a place that was chosen elsewhere as a tap would, and how to undo it. */
export function mapHits({ figure, box, svg, id, names, pick, say, picked }: HitOptions): {
  keep(iso3: string | null): void;
  destroy(): void;
} {
  const listening = new AbortController();
  const listen = { signal: listening.signal, passive: true };
  /** A tap keeps its country; a pointer that only passes by gives the one before back. */
  let kept: string | null = null;

  const dots = [...svg.querySelectorAll('.choropleth-dots > g')].flatMap((mark) => {
    const [, x, y] = /^M(\d+) (\d+)/.exec(mark.querySelector('path')?.getAttribute('d') ?? '') ?? [];
    const iso3 = mark.firstElementChild?.id.slice(id.length + 1);
    return x && y && iso3 ? [{ iso3, x: Number(x), y: Number(y), mark }] : [];
  });
  const known = (iso3: string | undefined) => (iso3 && names[iso3] ? iso3 : null);
  /** Half a dot as it is drawn, in pixels. */
  const ownSize = () => parseFloat(getComputedStyle(svg.querySelector('.map-e')!).strokeWidth) / 2;

  function shapeOf(hit: EventTarget | null): string | null {
    return hit instanceof Element && hit.matches('.map-s') && svg.contains(hit) ? known(hit.id.slice(id.length + 1)) : null;
  }

  /** The nearest dot within reach. */
  function nearestDot(event: MouseEvent): { iso3: string; away: number } | undefined {
    const frame = svg.getBoundingClientRect();
    const scale = frame.width / svg.viewBox.baseVal.width;
    const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
    let nearest: { iso3: string; away: number } | undefined;
    for (const dot of dots) {
      // A dot that the layer's source does not list is not drawn.
      if (dot.mark.classList.contains('u')) continue;
      const away = Math.hypot(dot.x * scale - x, dot.y * scale - y);
      if (away <= reach && away < (nearest?.away ?? Infinity)) nearest = { iso3: dot.iso3, away };
    }
    return nearest;
  }

  /** The shape under the pointer, above which a dot stands only for a place too small to point at; else a dot there; else what is beside it, a shape first. */
  function under(event: MouseEvent): string | null {
    const { clientX: x, clientY: y } = event;
    const shape = shapeOf(event.target);
    if (shape) return shape;
    const dot = nearestDot(event);
    if (dot && dot.away <= ownSize()) return dot.iso3;
    for (const [dx, dy] of around) {
      const near = shapeOf(svg.ownerDocument.elementFromPoint(x + dx, y + dy));
      if (near) return near;
    }
    return dot?.iso3 ?? null;
  }

  svg.addEventListener('pointermove', (event) => event.pointerType === 'mouse' && pick(under(event) ?? kept), listen);
  svg.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && pick(kept), listen);
  svg.addEventListener(
    'click',
    (event) => {
      kept = under(event);
      pick(kept);
    },
    listen
  );
  figure.addEventListener('change', () => (kept = picked()), listen);

  box.tabIndex = 0;
  box.setAttribute('role', 'group');
  box.setAttribute('aria-labelledby', `${id}-name`);
  figure.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape') {
        kept = null;
        pick(null);
        return;
      }
      const direction = directions[event.key];
      if (!direction || event.target !== box) return;
      event.preventDefault();
      kept = picked() ? neighbour(picked() ?? start, direction) : start;
      pick(kept);
      say();
    },
    { signal: listening.signal }
  );

  let middles: { iso3: string; x: number; y: number }[] | undefined;
  /** The nearest place in a direction, sideways distance counting double; the same place at the edge of the world. */
  function neighbour(from: string, [dx, dy]: readonly [number, number]): string {
    middles ??= [
      ...dots,
      ...[...svg.querySelectorAll<SVGPathElement>('.choropleth-shapes path')].flatMap((path) => {
        const iso3 = known(path.id.slice(id.length + 1));
        const { x, y, width, height } = path.getBBox();
        return iso3 ? [{ iso3, x: x + width / 2, y: y + height / 2 }] : [];
      })
    ];
    const here = middles.find(({ iso3 }) => iso3 === from);
    let best = { iso3: from, cost: Infinity };
    for (const place of here ? middles : []) {
      const along = (place.x - (here?.x ?? 0)) * dx + (place.y - (here?.y ?? 0)) * dy;
      const aside = Math.abs((place.x - (here?.x ?? 0)) * dy) + Math.abs((place.y - (here?.y ?? 0)) * dx);
      const cost = along + 2 * aside;
      if (along > 0 && cost < best.cost) best = { iso3: place.iso3, cost };
    }
    return best.iso3;
  }

  // Hatching keeps its size on the screen, whatever the map's.
  const hatching = svg.querySelector('pattern');
  const sized = new ResizeObserver(() => {
    const width = svg.getBoundingClientRect().width;
    if (!width) return;
    const scale = (svg.viewBox.baseVal.width / width).toFixed(2);
    hatching?.setAttribute('patternTransform', `scale(${scale}) rotate(45)`);
  });
  sized.observe(svg);

  return {
    keep(iso3) {
      kept = iso3;
      pick(iso3);
    },
    destroy() {
      listening.abort();
      sized.disconnect();
    }
  };
}
