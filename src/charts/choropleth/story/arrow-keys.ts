import { speak, type Words } from '#copy/words.ts';
import type { MountedMap } from '../mount-map.ts';
import { required } from '../parts/text-writer.ts';

const start = 'IDN';

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
};

/**
 * Makes the map one tab stop (A10), in which arrow keys go to the next place and Enter reads the
 * places around it.
 */
export function arrowKeys(
  figure: HTMLElement,
  words: Words,
  map: MountedMap,
  loadAround: () => Promise<() => void>
) {
  const box = required(figure, '.choropleth-map');
  const svg = required<SVGSVGElement>(box, 'svg');
  let middles: { iso3: string; x: number; y: number }[] | undefined;

  /** The nearest place in a direction, sideways distance counting double; itself at the edge. */
  function neighbour(from: string, [dx, dy]: readonly [number, number]) {
    middles ??= [...svg.querySelectorAll<SVGPathElement>('.map-s, .map-f')]
      .map((drawn) => {
        const { x, y, width, height } = drawn.getBBox();
        return { iso3: drawn.id.slice(-3), x: x + width / 2, y: y + height / 2 };
      })
      .filter(({ iso3 }) => words.countries[iso3]);
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
  }

  box.tabIndex = 0;
  box.setAttribute('role', 'group');
  box.setAttribute('aria-labelledby', svg.getAttribute('aria-labelledby') ?? '');
  box.setAttribute('aria-description', speak(words, 'map.around.keys'));
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target === box)
      void loadAround().then((listAround) => listAround());
    const direction = directions[event.key];
    if (!direction || event.target !== box) return;
    event.preventDefault();
    const from = map.picked();
    map.keep(from ? neighbour(from, direction) : start);
    void loadAround().then(map.say);
  });
}
