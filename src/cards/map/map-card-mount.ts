import { choroplethFrame, fillClass, type MapFrame } from '../../charts/choropleth/frame.ts';
import { newestYear } from '../../story/newest-year.ts';
import { mapCardReading } from './map-card-reading.ts';
import { sayMark, sayShare } from './map-card-speech.ts';
import { textSpot } from './map-card-text.ts';
import { decodeMapCard, type MapCardPayload } from './map-card-payload.ts';

/** Milliseconds of stillness before the description in words is rewritten. */
const restAfter = 250;
/** Milliseconds a year, when the years are few enough, and that playing may last (standards V25). */
const yearPace = 140;
const longestPlay = 2000;

/**
 * Brings the map of a card to life: its years, and the reading of a country. Leaves the map as it is where it lacks a part.
 * @param root a `.map-card` as `MapPicture` draws it.
 * @param names of the economies, as the rows of its table give them.
 */
export function mountMapCard(root: HTMLElement, names: readonly string[]): void {
  const svg = root.querySelector('svg');
  const [previous, play, next] = root.querySelectorAll('button');
  if (!svg || !previous || !play || !next) return;
  const payload = JSON.parse(root.dataset['payload'] ?? '') as MapCardPayload;
  const { layer, from, labels } = payload;
  const series = decodeMapCard(payload);
  const last = from + payload.years - 1;
  const newest = newestYear(series);
  const status = textSpot(root.querySelector('[role=status]'));
  const toPlay = play.ariaLabel;

  // Shapes and dots are each in the order of the rows; shapes that the source does not list come last.
  const dots = [...svg.querySelectorAll<SVGPathElement>('.map-f')];
  const [ofShapes, ofDots] = [svg.querySelectorAll<SVGPathElement>('.map-s').values(), dots.values()];
  const drawn = (payload.rows.match(/[ ,]/g) ?? []).flatMap((kind) => {
    const { value } = (kind === ',' ? ofDots : ofShapes).next();
    return value ? [value] : [];
  });
  const kinds = drawn.map((mark) => mark.classList[0] ?? '');
  const painted: string[] = [];

  let frame: MapFrame | undefined;
  const slots = [...root.querySelectorAll<HTMLElement>('[data-slot]')].map((slot) => ({
    name: slot.dataset['slot'] ?? '',
    heard: slot.closest('.sr-only') !== null,
    say: textSpot(slot)
  }));
  /** Writes what the year says: into the sentences that are seen, or into those that are only heard. */
  function write(heard: boolean): void {
    if (!frame) return;
    const { counts, view, world, worldRelease } = frame;
    const label = worldRelease === undefined ? labels.world : (labels.earlier ?? labels.world);
    const phrase = world === null ? '' : label.replace('{}', sayShare(world, labels)) + (heard ? '.' : '');
    const values: Record<string, string | number> = {
      year: view.year,
      world: phrase,
      missing: counts.missing,
      older: counts.older
    };
    counts.levels.forEach((count, level) => (values[`c${level}`] = count));
    for (const slot of slots)
      if (slot.heard === heard) slot.say(String(values[slot.name] ?? sayMark(frame.marks[Number(slot.name)], labels)));
  }
  const reading = mapCardReading({ root, svg, names, drawn, dots, labels, markOf: (row) => frame?.marks[row], onchoose: say });
  /** Shows a year: the same picture whatever came before. Only marks whose class changes are touched. */
  const show = (year: number): void => {
    if (year === frame?.view.year) return;
    frame = choroplethFrame(series, { layer, year });
    frame.marks.forEach((mark, row) => {
      const name = `${kinds[row] ?? ''} ${fillClass(mark)}`;
      if (name !== painted[row]) drawn[row]?.setAttribute('class', name);
      painted[row] = name;
    });
    write(false);
    previous.ariaDisabled = String(frame.view.year === from);
    next.ariaDisabled = String(frame.view.year === last);
    reading.refresh();
  };

  /** Speaks what an action of the reader's led to, and nothing else (standards A02). */
  function say(): void {
    status([frame?.view.year, reading.say()].filter(Boolean).join('. '));
  }
  let resting: ReturnType<typeof setTimeout> | undefined;
  /** The description is heard, not seen: it is written once the map has come to rest, out of the way of the picture. */
  function rest(): void {
    move(false);
    clearTimeout(resting);
    resting = setTimeout(() => write(true), restAfter);
  }
  function move(moving: boolean): void {
    root.classList.toggle('moving', moving);
    if (play) play.ariaLabel = moving ? labels.pause : toPlay;
  }
  function step(years: number): void {
    cancelAnimationFrame(handle);
    show((frame?.view.year ?? last) + years);
    rest();
    say();
  }
  previous.addEventListener('click', () => step(-1));
  next.addEventListener('click', () => step(1));
  let handle = 0;
  play.addEventListener('click', () => {
    if (root.classList.contains('moving')) {
      step(0);
      return;
    }
    // At the year that it showed first, and where few economies have a figure yet, play starts over.
    if ((frame?.view.year ?? last) >= newest) show(from);
    const begin = matchMedia('(prefers-reduced-motion: reduce)').matches ? newest : (frame?.view.year ?? from);
    const pace = Math.min(yearPace, longestPlay / (newest - begin));
    const start = performance.now();
    const tick = () => {
      show(Math.min(newest, begin + Math.floor((performance.now() - start) / pace)));
      if (frame?.view.year === newest) rest();
      else handle = requestAnimationFrame(tick);
    };
    move(true);
    tick();
  });

  // Hatching keeps its size on the screen, whatever the map's.
  new ResizeObserver(() => {
    const scale = svg.viewBox.baseVal.width / svg.clientWidth;
    if (!Number.isFinite(scale)) return;
    svg.querySelector('pattern')?.setAttribute('patternTransform', `scale(${scale}) rotate(45)`);
  }).observe(svg);

  root.querySelector('.map-stills')?.remove();
  root.classList.add('live');
  show(newest);
  write(true);
}
