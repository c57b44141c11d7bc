import type { MapFrame, MapSeries } from '../charts/choropleth/frame.ts';
import { worldPhrase } from '../charts/choropleth/describe.ts';
import { mapPainter, type Motion, type PaintedMark } from '../charts/choropleth/map-painter.ts';
import { speakShare } from '../charts/choropleth/share.ts';
import { speak, type Words } from '../copy/words.ts';
import { decodeMapCard, type MapCardWire } from './map-card-wire.ts';

/** Half the smallest target (standards V17): a dot answers within 12 px of its middle, 24 px across. */
const reach = 12;
/** Milliseconds of stillness before the description in words is rewritten. */
const restAfter = 250;

/**
 * Brings the map of a card to life: its years, and the reading of a country.
 * @param root a `.map-card` as `MapPicture` draws it.
 * @param names of the economies, as the rows of its table give them.
 * @throws Error when the map lacks a part.
 */
export function mountMapCard(root: HTMLElement, names: readonly string[], motion: Motion = browserMotion()): void {
  const wire = JSON.parse(root.dataset['wire'] ?? '') as MapCardWire;
  const words: Words = { language: wire.language, labels: wire.labels, countries: {} };
  const series: MapSeries = decodeMapCard(wire);
  const { layer, from } = wire;
  const last = from + wire.years - 1;
  const part = <Found extends Element = HTMLElement>(selector: string): Found => {
    const found = root.querySelector<Found>(selector);
    if (!found) throw new Error(`the map of this card has no ${selector}`);
    return found;
  };
  const svg = part<SVGSVGElement>('.map-drawing svg');
  const select = part<HTMLSelectElement>('select');
  const reading = part('.map-reading');
  const status = part('[role=status]');
  const [previous, play, next] = [...root.querySelectorAll('button')] as [HTMLButtonElement, HTMLButtonElement, HTMLButtonElement];
  const outlines = [...svg.querySelectorAll('.map-picked use')];
  const instruction = reading.textContent;
  const toPlay = play.ariaLabel;

  // Shapes and dots are each in the order of the rows; shapes that the source does not list come last.
  const [shapes, dots] = ['.map-s', '.map-f'].map((mark) => [...svg.querySelectorAll<SVGPathElement>(mark)]) as [
    SVGPathElement[],
    SVGPathElement[]
  ];
  const [nextShape, nextDot] = [shapes.values(), dots.values()];
  const drawn = names.map((_, row) => (wire.dots.includes(row) ? nextDot : nextShape).next().value as SVGPathElement);
  const marks = drawn.map((path, row): PaintedMark => {
    const kind = path.classList[0] ?? '';
    return { iso3: String(row), paint: (name) => path.setAttribute('class', `${kind} ${name}`) };
  });

  const slots = [...root.querySelectorAll<HTMLElement>('[data-slot]')].map((slot) => ({
    slot,
    unseen: slot.closest('.map-unseen') !== null
  }));
  let frame: MapFrame | undefined;
  let picked = -1;
  let resting: ReturnType<typeof setTimeout> | undefined;

  /** Writes what the year says: into the sentences that are seen, or into those that are only heard. */
  function write(unseen: boolean): void {
    if (!frame) return;
    const { counts, view } = frame;
    const values: Record<string, number> = { year: view.year, missing: counts.missing, older: counts.older };
    for (const { slot, unseen: heard } of slots) {
      if (heard !== unseen) continue;
      const name = slot.dataset['slot'] ?? '';
      if (name === 'world') slot.textContent = worldPhrase(frame, words) + (unseen && frame.world !== null ? '.' : '');
      else slot.textContent = name.startsWith('c') ? String(counts.levels[Number(name[1])]) : String(values[name] ?? shareOf(Number(name)));
    }
  }
  const shareOf = (row: number) => speakShare(frame?.marks[row]?.value ?? null, words);

  function read(): void {
    const mark = frame?.marks[picked];
    if (!mark) {
      reading.textContent = instruction;
      return;
    }
    const name = document.createElement('strong');
    name.textContent = names[picked] ?? '';
    const year = mark.older ? speak(words, 'map.reading.older', { year: String(mark.year) }) : String(mark.year ?? '');
    reading.replaceChildren(name, ` ${shareOf(picked)} `, year);
  }
  /** Speaks what an action of the reader's led to, and nothing else (standards A02). */
  function say(): void {
    status.textContent = [frame?.view.year, names[picked] && `${names[picked]}: ${shareOf(picked)}`].filter(Boolean).join('. ');
  }
  /** The description is heard, not seen: it is written once the map has come to rest, out of the way of the picture. */
  function rest(): void {
    move(false);
    clearTimeout(resting);
    resting = setTimeout(() => write(true), restAfter);
  }
  function move(moving: boolean): void {
    root.classList.toggle('moving', moving);
    play.ariaLabel = moving ? speak(words, 'map.control.pause') : toPlay;
  }
  const painter = mapPainter(marks, [series], motion, (shown) => {
    frame = shown;
    write(false);
    previous.ariaDisabled = String(shown.view.year <= from);
    next.ariaDisabled = String(shown.view.year >= last);
    if (picked >= 0) read();
  });
  const view = (year: number) => ({ layer, year });

  function step(years: number): void {
    painter.paint(view((frame?.view.year ?? last) + years));
    rest();
    say();
  }
  previous.addEventListener('click', () => step(-1));
  next.addEventListener('click', () => step(1));
  play.addEventListener('click', () => {
    if (root.classList.contains('moving')) {
      painter.stop();
      rest();
      say();
      return;
    }
    // At the end, play starts over.
    if (frame?.view.year === last) painter.paint(view(from));
    move(true);
    painter.play(view(last), rest);
  });

  /** Outlines a country by lending its mark the name that the outline is drawn from. */
  function pick(row: number): void {
    if (row === picked) return;
    drawn[picked]?.removeAttribute('id');
    picked = row;
    const mark = drawn[row];
    if (mark) mark.id = `map-${layer}-picked`;
    for (const outline of outlines) {
      if (mark) outline.setAttribute('href', `#${mark.id}`);
      else outline.removeAttribute('href');
    }
    read();
  }
  names.forEach((name, row) => select.add(new Option(name, String(row))));
  /** What a tap or the list chose; a pointer that only passes by gives it back. */
  let kept = -1;
  function keep(row: number): void {
    kept = row;
    select.value = row < 0 ? '' : String(row);
    pick(row);
  }
  select.addEventListener('change', () => {
    keep(select.value ? Number(select.value) : -1);
    say();
  });

  const places = dots.map((dot) => {
    const [, x = 0, y = 0] = (/M(\d+) (\d+)/.exec(dot.getAttribute('d') ?? '') ?? []).map(Number);
    return { row: drawn.indexOf(dot), x, y };
  });
  function under(event: MouseEvent): number {
    const box = svg.getBoundingClientRect();
    const scale = box.width / svg.viewBox.baseVal.width;
    let best = { row: drawn.indexOf(event.target as SVGPathElement), away: reach };
    for (const { row, x, y } of places) {
      const away = Math.hypot(x * scale + box.left - event.clientX, y * scale + box.top - event.clientY);
      if (away <= best.away) best = { row, away };
    }
    return best.row;
  }
  svg.addEventListener('pointermove', (event) => event.pointerType === 'mouse' && pick(under(event)));
  svg.addEventListener('pointerleave', () => pick(kept));
  svg.addEventListener('click', (event) => keep(under(event)));
  root.addEventListener('keydown', (event) => event.key === 'Escape' && keep(-1));

  // Hatching and stipple keep their size on the screen, whatever the map's.
  new ResizeObserver(() => {
    const scale = svg.viewBox.baseVal.width / svg.clientWidth;
    if (!Number.isFinite(scale)) return;
    for (const pattern of svg.querySelectorAll('pattern'))
      pattern.setAttribute('patternTransform', `scale(${scale})${pattern.matches('[id$=gaps]') ? ' rotate(45)' : ''}`);
  }).observe(svg);

  root.querySelector('.map-stills')?.remove();
  root.classList.add('live');
  painter.paint(view(last));
}

function browserMotion(): Motion {
  return {
    now: () => performance.now(),
    requestFrame: (callback) => requestAnimationFrame(callback),
    cancelFrame: (handle) => cancelAnimationFrame(handle),
    reduced: () => matchMedia('(prefers-reduced-motion: reduce)').matches
  };
}
