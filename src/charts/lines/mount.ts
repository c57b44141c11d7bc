import { speak } from '../../copy/words.ts';
import type { MountPicture } from '../figure.ts';
import { markPicked, mountPicker } from '../mount-picker.ts';
import { dotPath, dropPath, percent, setPaths, yearsPath } from '../plot/plot-path.ts';
import { sharesOf } from '../yearly-shares.ts';
import { aboveNote, describeLine, endText, linePlaceName } from './describe.ts';
import { alignLine, axisLength, startYearAbove } from './frame.ts';
import type { DrawnLine } from './place-ends.ts';

/** Lets the reader add a country's line. */
export const mountPicture: MountPicture = (root, file) => {
  const { words, layers } = file;
  const use = layers.find(({ indicator }) => indicator === 'internet-use');
  if (!use) return undefined;
  const drawn = root.querySelector('[data-place="pick"]')!;
  const end = root.querySelector<HTMLElement>('[data-end]')!;
  const half = root.querySelector<HTMLElement>('[data-half]')!;
  const draw = (selector: string, d: string) => setPaths(drawn, selector, d);
  const plot = root.querySelector<HTMLElement>('.plot')!;
  const unmoved = [...plot.querySelectorAll('.tick, .dot, .half[data-place]')];
  const lines = [end, ...plot.querySelectorAll<HTMLElement>('.end[data-place]')].map(
    (label): DrawnLine => ({
      label,
      drawn: plot.querySelector(`g[data-place="${label.dataset['place'] ?? 'pick'}"]`)!
    })
  );
  const served = plot.querySelector<SVGElement>('.lead')!;
  let arrange: typeof import('./place-ends.ts').placeEnds | undefined;
  const place = () => {
    for (const { label } of lines) label.style.translate = '';
    half.style.translate = '';
    const leaders =
      end.hidden || !plot.clientWidth
        ? undefined
        : arrange?.(plot.getBoundingClientRect(), lines, half, unmoved);
    draw('.lead', leaders ?? '');
    served.style.visibility = leaders === undefined ? '' : 'hidden';
  };

  const axisEnd = axisLength(use);

  const onpick = (iso3: string | null): string => {
    const values = sharesOf(use, iso3 ?? '');
    const found = iso3 === null ? undefined : alignLine(iso3, use.years, values, axisEnd);
    const line = markPicked(plot, iso3) ? undefined : found;
    draw('.halo, .series', line ? yearsPath(line.points) : '');
    const reached = line?.half;
    draw('.dot', reached ? dotPath(reached) : '');
    draw('.drop', reached ? dropPath(reached) : '');
    end.hidden = !line;
    half.hidden = !reached;
    if (reached) {
      half.style.left = `${percent(reached.x)}%`;
      half.firstElementChild!.textContent = speak(words, 'speed.years', { count: reached.since });
    }
    if (line) {
      const last = line.points.at(-1)!;
      end.style.cssText = `--x: ${percent(last.x)}%; bottom: ${percent(last.y)}%`;
      end.firstElementChild!.textContent = linePlaceName(line.code, words);
      end.lastElementChild!.textContent = endText(line, words);
    }
    place();
    // Label placement is loaded with the first line.
    if (line && !arrange)
      void import('./place-ends.ts').then(
        ({ placeEnds }) => {
          arrange = placeEnds;
          place();
        },
        () => undefined
      );
    if (found) return describeLine(found, words);
    const first = startYearAbove(use.years, values);
    if (iso3 !== null && first !== undefined) return aboveNote({ code: iso3, year: first }, words);
    return iso3 === null
      ? ''
      : speak(words, 'speed.pick.never', { place: linePlaceName(iso3, words) });
  };
  // Labels are moved in pixels: again whenever the plot's width changes or it becomes visible.
  new ResizeObserver(place).observe(plot);
  return mountPicker(root, 'speed', file, onpick);
};
