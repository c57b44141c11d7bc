import { speak } from '#copy/words.ts';
import { newestYear } from '#story/data.ts';
import { describeChoropleth, worldPhrase, worldShare } from './describe.ts';
import {
  choroplethFrame,
  fillClass,
  markIn,
  type MapFrame,
  type MapMark,
  type MapView
} from './frame.ts';
import { keepHatching } from './parts/hatching.ts';
import { playButton } from './parts/play-button.ts';
import { required, textWriter, type WriteText } from './parts/text-writer.ts';
import type { MapFile } from './payload/payload.ts';
import { formatShare } from './share.ts';

/** Milliseconds of rest before the description is rewritten. */
const restAfter = 250;
/** Milliseconds per year while playing. The reader can stop it (A07). */
const yearPace = 160;
/** Hit radius of a dot in CSS px: half the smallest target (V17). */
const reach = 12;

/** The story’s additions to the map of the card. Each is called after the map has changed. */
export interface MapExtras {
  onframe?(frame: MapFrame): void;
  /** A country is outlined, by a choice or a pointer over it. */
  onpick?(iso3: string | null): void;
  /** Returns what is announced after a country's figure. */
  after?(): string;
}

export type MountedMap = ReturnType<typeof mountMap>;

export function mountMap(
  root: HTMLElement,
  { layers, words, countries, view }: MapFile,
  extras: (write: WriteText) => MapExtras = () => ({})
) {
  const svg = required<SVGSVGElement>(root, '.choropleth-map svg');
  const [previous, play, next] = root.querySelectorAll<HTMLButtonElement>('.map-steps button');
  const outlines = [...svg.querySelectorAll('.map-picked use')];
  const id = root.dataset['map'];
  const names = new Map(countries);
  const write = textWriter(root);
  const more = extras(write);
  const worldText = root.matches('.choropleth') ? worldShare : worldPhrase;
  const showPlaying = playButton(play, speak(words, 'map.control.pause'));
  const instruction = root.querySelector('.choropleth-reading span')?.textContent ?? '';
  const marks = [...svg.querySelectorAll('.map-s, .map-f')].map((drawn) => ({
    drawn,
    iso3: drawn.id.slice(-3),
    base: drawn.classList[0]!,
    look: ''
  }));
  const seriesOf = (layer: string) => layers.find(({ indicator }) => indicator === layer)!;
  const drawings = new Map<string, ReturnType<typeof drawingOf>>();
  let frame: MapFrame;
  let [first, last] = [0, 0];
  let picked: string | null = null;
  /** Chosen by tap, list or key. A hovering pointer only previews. */
  let kept: string | null = null;
  let handle = 0;
  let playing = false;
  let resting: ReturnType<typeof setTimeout> | undefined;
  /** Only the result of a reader's action is announced (A02). */
  let isAsked = false;

  function drawingOf(of: MapView) {
    const series = seriesOf(of.layer);
    const made = choroplethFrame(series, of);
    const byCode = new Map(made.marks.map((mark) => [mark.iso3, mark]));
    return {
      made,
      looks: marks.map(({ iso3 }) => fillClass(byCode.get(iso3))),
      // Never empty, so that the text node stays.
      world: worldText(made, words) || '\u00a0',
      years: [series.years[0]!, newestYear(series)] as const
    };
  }

  function draw(to: MapView) {
    // Cached, so that playing back and forth allocates nothing.
    const key = `${to.layer} ${to.year}`;
    const drawing = drawings.get(key) ?? drawingOf(to);
    drawings.set(key, drawing);
    frame = drawing.made;
    marks.forEach((mark, index) => {
      const look = drawing.looks[index]!;
      if (look !== mark.look) mark.drawn.setAttribute('class', `${mark.base} ${look}`);
      mark.look = look;
    });
    [first, last] = drawing.years;
    write('[data-map-year]', String(frame.view.year));
    write('[data-map-world]', drawing.world);
    write('[data-map-missing]', String(frame.counts.missing));
    write('[data-map-older]', String(frame.counts.older));
    for (const [button, off] of [
      [previous, frame.view.year <= first],
      [next, frame.view.year >= last]
    ] as const)
      if (button?.getAttribute('aria-disabled') !== String(off))
        button?.setAttribute('aria-disabled', String(off));
    more.onframe?.(frame);
    if (picked) read();
  }

  function valueOf(mark: MapMark | undefined) {
    if (!mark) return speak(words, 'map.unlisted');
    const year = String(mark.year ?? '');
    const when = mark.older ? speak(words, 'map.reading.older', { year }) : year;
    return `${formatShare(mark.value, words)} ${when}`.trim();
  }
  function read() {
    write('.choropleth-reading strong', picked ? `${names.get(picked)} ` : '');
    write('.choropleth-reading span', picked ? valueOf(markIn(frame, picked)) : instruction);
  }

  function announce() {
    const reading = picked ? `. ${names.get(picked)}: ${valueOf(markIn(frame, picked))}` : '';
    write('[role=status]', `${frame.view.year}${reading}${more.after?.() ?? ''}`);
    isAsked = false;
  }

  function pick(iso3: string | null) {
    if (iso3 === picked) return;
    picked = iso3;
    for (const outline of outlines) {
      // An empty `href` would reference the whole page.
      if (iso3) outline.setAttribute('href', `#${id}-${iso3}`);
      else outline.removeAttribute('href');
    }
    read();
    more.onpick?.(iso3);
  }

  function keep(iso3: string | null) {
    list.value = iso3 ?? '';
    pick((kept = iso3));
  }

  const dots = marks
    .filter(({ base }) => base === 'map-f')
    .map((mark) => {
      const [x = 0, y = 0] = mark.drawn.getAttribute('d')!.match(/\d+/g)!.map(Number);
      return { mark, x, y };
    });

  /** The nearest drawn dot within reach, else the shape. */
  function placeAt({ clientX, clientY, target }: MouseEvent): string | null {
    const { left, top, width } = svg.getBoundingClientRect();
    const scale = width / svg.viewBox.baseVal.width;
    let best = { iso3: marks.find(({ drawn }) => drawn === target)?.iso3, away: reach };
    for (const { mark, x, y } of dots) {
      const away = Math.hypot(x * scale + left - clientX, y * scale + top - clientY);
      if (away < best.away && mark.look !== 'u') best = { iso3: mark.iso3, away };
    }
    return best.iso3 !== undefined && names.has(best.iso3) ? best.iso3 : null;
  }

  function setPlaying(now: boolean) {
    if (playing === now) return;
    playing = now;
    showPlaying(now);
  }
  /** Writes the screen reader's texts once the map rests: each costs a layout of the page. */
  function tell() {
    clearTimeout(resting);
    resting = setTimeout(() => {
      const { name, text } = describeChoropleth(seriesOf(frame.view.layer), frame.view, words);
      write(`#${id}-name`, name);
      write(`#${id}-text`, text);
      if (isAsked) announce();
    }, restAfter);
  }
  function say() {
    isAsked = true;
    tell();
  }
  function rest() {
    setPlaying(false);
    tell();
  }
  function show(to: MapView) {
    cancelAnimationFrame(handle);
    draw(to);
    rest();
  }
  function toYear(year: number) {
    show({ ...frame.view, year: Math.min(last, Math.max(first, year)) });
    say();
  }
  function playYears() {
    const { layer, year } = frame.view;
    // At the end, play starts over. With reduced motion the years in between are skipped (A06).
    const isCut = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const from = isCut ? last : year >= last ? first : year;
    const start = performance.now();
    const step = () => {
      const to = Math.min(last, from + Math.floor((performance.now() - start) / yearPace));
      if (to !== frame.view.year) draw({ layer, year: to });
      if (to < last) handle = requestAnimationFrame(step);
      else rest();
    };
    setPlaying(true);
    step();
  }

  // Made in script: Chromium inspects every form of a parsed page and would lay out this one.
  const list = document.createElement('select');
  list.className = 'map-list';
  list.setAttribute('aria-label', speak(words, 'map.control.country'));
  list.add(new Option(speak(words, 'map.control.choose'), ''));
  for (const [iso3, name] of countries) list.add(new Option(name, iso3));
  root.querySelector('.choropleth-list')?.append(list);
  list.addEventListener('change', () => {
    keep(list.value || null);
    say();
  });
  for (const type of ['pointermove', 'pointerleave'] as const)
    svg.addEventListener(
      type,
      (event) =>
        event.pointerType === 'mouse' && pick((type === 'pointermove' && placeAt(event)) || kept)
    );
  svg.addEventListener('click', (event) => keep(placeAt(event)));
  // The pointer may be over the map while the focus is elsewhere (WCAG 1.4.13).
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && keep(null));
  previous?.addEventListener('click', () => toYear(frame.view.year - 1));
  next?.addEventListener('click', () => toYear(frame.view.year + 1));
  play?.addEventListener('click', () => {
    if (playing) toYear(frame.view.year);
    else playYears();
  });
  keepHatching(svg);
  show(view);

  return { show, toYear, keep, say, picked: () => picked };
}
