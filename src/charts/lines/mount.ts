import { mount } from 'svelte';
import { speak } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import type { MapFile } from '../choropleth/payload/payload.ts';
import CountryPicker from '../CountryPicker.svelte';
import type { Choose, MountPicture } from '../figure.ts';
import { dotPath, percent, yearsPath } from '../plot/plot-path.ts';
import { describeAbove, describeLine, placeName } from './describe.ts';
import { alignLine, clockEnd, startsAbove, type UseByEconomy } from './frame.ts';

/** Pixels of one move. */
const nudge = 6;

/** Moves a label up or down, a little further each time, until it covers no other and stands no higher or lower than all of them. */
function standClear(label: HTMLElement, others: Iterable<Element>): void {
  label.style.marginBottom = '0';
  const boxes = [...others].map((other) => other.getBoundingClientRect());
  const highest = Math.min(...boxes.map(({ top }) => top));
  const lowest = Math.max(...boxes.map(({ bottom }) => bottom));
  for (let move = 1; move <= 40; move++) {
    const box = label.getBoundingClientRect();
    const covers = boxes.some(
      (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom
    );
    if (!covers && box.top >= highest && box.bottom <= lowest) return;
    label.style.marginBottom = `${move % 2 ? nudge * move : -nudge * move}px`;
  }
}

function mountLines(root: HTMLElement, use: UseByEconomy, { words, countries }: MapFile): Choose {
  const target = root.querySelector('[data-pick]')!;
  const drawn = root.querySelector('[data-place="pick"]')!;
  const end = root.querySelector<HTMLElement>('[data-end]')!;
  const half = root.querySelector<HTMLElement>('[data-half]')!;
  const named = [...root.querySelectorAll('.plot > :is(.end, .half)[data-place]')];
  const draw = (selector: string, d: string) => drawn.querySelectorAll(selector).forEach((path) => path.setAttribute('d', d));

  const axisEnd = clockEnd(use);

  function onpick(iso3: string | null): string {
    const values = use.economies.find((economy) => economy.iso3 === iso3)?.values ?? [];
    const line = iso3 === null ? undefined : alignLine(iso3, use.years, values, axisEnd);
    draw('.halo, .series', line ? yearsPath(line.points) : '');
    const reached = line?.half;
    draw('.dot', reached ? dotPath(reached) : '');
    draw('.drop', reached ? `M${percent(reached.x)} 100V${percent(1 - reached.y)}` : '');
    end.hidden = !line;
    half.hidden = !reached;
    if (reached) {
      half.style.left = `${percent(reached.x)}%`;
      half.firstElementChild!.textContent = speak(words, 'speed.years', { count: reached.since });
      standClear(half, named);
    }
    if (line) {
      const last = line.points.at(-1)!;
      end.style.cssText = `--x: ${percent(last.x)}%; bottom: ${percent(last.y)}%`;
      end.firstElementChild!.textContent = placeName(line.code, words);
      end.lastElementChild!.textContent = speak(words, 'speed.end', {
        share: formatPercent(last.value, words.language),
        year: String(last.year)
      });
      standClear(end, [...named, half]);
      return describeLine(line, words);
    }
    const first = startsAbove(use.years, values);
    if (iso3 !== null && first !== undefined) return describeAbove({ above: [{ code: iso3, year: first }] }, words)[0]!;
    return iso3 === null ? '' : speak(words, 'speed.pick.never', { place: placeName(iso3, words) });
  }
  return mount(CountryPicker, {
    target,
    props: { label: speak(words, 'speed.pick.label'), none: speak(words, 'speed.pick.none'), countries, onpick }
  }).choose;
}

/** Lets the reader add a country to the lines that the server drew. */
export const mountPicture: MountPicture = (root, map) => {
  const use = map.layers.find(({ indicator }) => indicator === 'internet-use');
  return use && mountLines(root, use, map);
};
