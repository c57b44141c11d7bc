import { fillClass, frameOf, type MapFrame } from '../../charts/choropleth/frame.ts';
import { keepHatching } from '../../charts/choropleth/parts/hatching.ts';
import { playButton } from '../../charts/choropleth/parts/play-button.ts';
import { textNodeWriter } from '../../charts/choropleth/parts/text-node-writer.ts';
import { newestYear } from '../../story/newest-year.ts';
import { decodeMapCard, type MapCardPayload } from './map-card-payload.ts';
import { mapCardReading, slotWriter } from './map-card-reading.ts';

/** Milliseconds of rest before the description is rewritten. */
const restAfter = 250;
/** Milliseconds per year, and the longest play (V25). */
const yearPace = 140;
const longestPlay = 2000;

/** Does nothing when part of the drawing is missing. `names` are those of the table's rows. */
export function mountMapCard(root: HTMLElement, names: readonly string[]): void {
  const svg = root.querySelector('svg');
  const [previous, play, next] = root.querySelectorAll('button');
  if (!svg || !previous || !play || !next) return;
  const payload = JSON.parse(root.dataset['payload'] ?? '') as MapCardPayload;
  const { layer, from, labels } = payload;
  const series = decodeMapCard(payload);
  const last = from + payload.years - 1;
  const newest = newestYear(series);
  const status = textNodeWriter(root.querySelector('[role=status]'));
  const { drawn, dots, paint } = mapCardMarks(svg, payload.rows);
  const write = slotWriter(root, labels);
  let frame = frameOf(series, { layer, year: newest });
  const reading = mapCardReading({
    root,
    svg,
    names,
    drawn,
    dots,
    labels,
    markOf: (row) => frame.marks[row],
    onchoose: say
  });

  let moving = false;
  const sign = playButton(play, labels.pause);
  const move = (now: boolean): void => sign((moving = now));
  const draw = (): void => {
    paint(frame);
    write(frame, false);
    previous.setAttribute('aria-disabled', String(frame.view.year === from));
    next.setAttribute('aria-disabled', String(frame.view.year === last));
    reading.refresh();
  };
  function show(year: number): void {
    if (year === frame.view.year) return;
    frame = frameOf(series, { layer, year });
    draw();
  }
  /** Announces the result of a reader's action only (A02). */
  function say(): void {
    status([frame.view.year, reading.say()].filter(Boolean).join('. '));
  }
  let resting: ReturnType<typeof setTimeout> | undefined;
  /** The description is only heard, so it is written once the map rests. */
  function rest(): void {
    move(false);
    clearTimeout(resting);
    resting = setTimeout(() => write(frame, true), restAfter);
  }
  let playing = 0;
  function step(years: number): void {
    cancelAnimationFrame(playing);
    show(frame.view.year + years);
    rest();
    say();
  }
  previous.addEventListener('click', () => step(-1));
  next.addEventListener('click', () => step(1));
  play.addEventListener('click', () => {
    if (moving) {
      step(0);
      return;
    }
    // At the end, or in a year with few values, play starts over.
    if (frame.view.year >= newest) show(from);
    const begin = matchMedia('(prefers-reduced-motion: reduce)').matches ? newest : frame.view.year;
    const pace = Math.min(yearPace, longestPlay / (newest - begin));
    const start = performance.now();
    const tick = () => {
      show(Math.min(newest, begin + Math.floor((performance.now() - start) / pace)));
      if (frame.view.year === newest) rest();
      else playing = requestAnimationFrame(tick);
    };
    move(true);
    tick();
  });

  keepHatching(svg);
  root.querySelector('.map-stills')?.remove();
  root.classList.add('live');
  draw();
  write(frame, true);
}

/** Paints only the marks whose class changes. */
function mapCardMarks(svg: SVGSVGElement, rows: string) {
  const dots = [...svg.querySelectorAll<SVGPathElement>('.map-f')];
  const [ofShapes, ofDots] = [
    svg.querySelectorAll<SVGPathElement>('.map-s').values(),
    dots.values()
  ];
  const drawn = (rows.match(/[ ,]/g) ?? []).flatMap((kind) => {
    const { value } = (kind === ',' ? ofDots : ofShapes).next();
    return value ? [value] : [];
  });
  return {
    drawn,
    dots,
    paint({ marks }: MapFrame): void {
      drawn.forEach((mark, row) => {
        const name = `${mark.classList[0]} ${fillClass(marks[row])}`;
        if (mark.getAttribute('class') !== name) mark.setAttribute('class', name);
      });
    }
  };
}
