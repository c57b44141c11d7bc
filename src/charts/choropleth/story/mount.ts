import { speak } from '../../../copy/words.ts';
import { newestYear } from '../../../story/newest-year.ts';
import { theWarning } from '../../../story/warning.ts';
import { describeChoropleth, followed, shortShare, worldPhrase } from '../describe.ts';
import type { MapFrame, MapView } from '../frame.ts';
import { mapHits } from './hits.ts';
import { mapPainter, seriesOf, type Motion, type PaintedMark } from '../map-painter.ts';
import { speakShare } from '../share.ts';
import { setStillsAside } from './stills.ts';
import type { MapFile } from '../payload/payload.ts';

/** Milliseconds of stillness before the description in words is rewritten. */
const restAfter = 250;
const signs = { play: 'M5 3v10l8-5z', pause: 'M5.5 3v10M10.5 3v10' } as const;

/** A map that has come to life. */
export interface MountedChoropleth {
  /** Shows a view at once. */
  show(view: MapView): void;
  /** Marks a country that was chosen elsewhere on the page, or none; says nothing. */
  choose(iso3: string | null): void;
  destroy(): void;
}

/** Where the map's clock and motion setting come from; a test holds them still. */
export interface MountOptions {
  motion?: Motion;
}

/**
 * Returns the interactive map of a server-drawn `.choropleth` (or an element that holds one): what the server drew stays, and answers.
 * @throws Error when the element holds no map.
 */
export function mountChoropleth(
  root: HTMLElement,
  { layers, words, view, countries }: MapFile,
  options: MountOptions = {}
): MountedChoropleth {
  const figure = root.matches('.choropleth') ? root : required<HTMLElement>(root, '.choropleth');
  const id = figure.dataset['map'] ?? 'map';
  const names = words.countries;
  const svg = required<SVGSVGElement>(figure, '.choropleth-map svg');
  const box = required<HTMLElement>(figure, '.choropleth-map');
  const outlines = [...figure.querySelectorAll('.choropleth-picked use')];
  // Only a script answers these: without it the page asks for nothing (standards S33).
  const rail = document.createElement('input');
  rail.type = 'range';
  rail.setAttribute('aria-label', required(figure, '.choropleth-years').getAttribute('aria-label') ?? '');
  required(figure, '.choropleth-track').append(rail);
  const older = document.createElement('button');
  older.type = 'button';
  older.ariaPressed = 'false';
  const olderPlace = required(figure, '[data-map-older]').parentElement!;
  older.append(...olderPlace.childNodes);
  olderPlace.append(older);
  const [previous, play, next] = figure.querySelectorAll<HTMLButtonElement>('.choropleth-years button');
  const list = required<HTMLSelectElement>(figure, '.choropleth-list select');
  const [readName, readShare, readYear] = required(figure, '.choropleth-reading').children;
  const pickLabel = required<HTMLElement>(figure, '[data-place="pick"]');
  const sheet = required<HTMLElement>(figure, '.choropleth-more');
  const motion = options.motion ?? browserMotion();
  const instruction = readShare!.textContent;
  let frame: MapFrame | undefined;
  let picked: string | null = null;
  let playing = false;

  const spots = new Map<string, Node>();
  /** Writes into the text node itself, found once: the cheapest change of words there is. */
  const write = (selector: string, text: string) => {
    let spot = spots.get(selector);
    if (!spot) {
      const place = figure.querySelector(selector);
      if (!place) return;
      spots.set(selector, (spot = place.firstChild ?? place.appendChild(document.createTextNode(''))));
    }
    if (spot.nodeValue !== text) spot.nodeValue = text;
  };
  const markOf = (iso3: string | null) => frame?.marks.find((mark) => mark.iso3 === iso3);
  /** The years of the layer that is shown, counted once for it: a year that goes by must cost little. */
  let [first, last] = [0, 0];

  const painter = mapPainter(marksOf(svg, id), layers, motion, (shown) => {
    const newLayer = frame?.view.layer !== shown.view.layer;
    frame = shown;
    const { layer, year } = shown.view;
    write('[data-map-year]', String(year));
    // A place without words keeps its text node.
    write('[data-map-world]', worldPhrase(shown, words) || '\u00a0');
    write('[data-map-missing]', String(shown.counts.missing));
    write('[data-map-older]', String(shown.counts.older));
    for (const iso3 of followed) write(`[data-place="${iso3}"] b`, shortShare(markOf(iso3), words));
    if (newLayer) {
      const series = seriesOf(layers, shown.view);
      first = series.years[0] ?? year;
      last = newestYear(series);
      figure.dataset['layer'] = layer;
      rail.min = String(first);
      rail.max = String(last);
      const along = (at: number) => (100 * (at - first)) / (last - first || 1);
      rail.parentElement!.style.setProperty('--notch', String(along(theWarning.year) / 100));
      const line = series.years.flatMap((at, index) => {
        const share = series.world?.[index] ?? series.earlier?.values[index];
        return at <= last && typeof share === 'number' ? [`${along(at).toFixed(1)} ${(100 - share).toFixed(1)}`] : [];
      });
      required(figure, '.choropleth-rail path').setAttribute('d', `M${line.join('L')}`);
    }
    rail.value = String(year);
    for (const [button, off] of [
      [previous, year <= first],
      [next, year >= last]
    ] as const)
      if (button?.getAttribute('aria-disabled') !== String(off)) button?.setAttribute('aria-disabled', String(off));
    if (picked) read();
  });

  let describing: ReturnType<typeof setTimeout> | undefined;
  let restedAt = 0;
  /** The description is heard, not seen: it is written once the map has come to rest, out of the way of the picture. */
  function rest(): void {
    setPlaying(false);
    restedAt = motion.now();
    describing ??= setTimeout(describe, restAfter);
  }
  function describe(): void {
    describing = undefined;
    const left = restedAt + restAfter - motion.now();
    if (left > 0) {
      describing = setTimeout(describe, left);
      return;
    }
    if (!frame) return;
    const { name, text } = describeChoropleth(seriesOf(layers, frame.view), frame.view, words);
    write(`#${id}-name`, name);
    write(`#${id}-text`, text);
  }
  function show(to: MapView): void {
    painter.paint(to);
    rest();
  }
  function setPlaying(now: boolean): void {
    if (playing === now) return;
    playing = now;
    play?.querySelector('path')?.setAttribute('d', now ? signs.pause : signs.play);
    write('.choropleth-play span', speak(words, `map.control.${now ? 'pause' : 'play'}`));
  }
  function toYear(year: number): void {
    show({ layer: frame!.view.layer, year: Math.min(last, Math.max(first, year)) });
    say();
  }

  /** What is read of the country asked for: beside the list, and at its place. */
  function read(): void {
    const mark = markOf(picked);
    const share = mark ? speakShare(mark.value, words) : speak(words, 'map.unlisted');
    const year = mark?.older ? speak(words, 'map.reading.older', { year: String(mark.year) }) : (mark?.year ?? '');
    readName!.textContent = picked && (names[picked] ?? '');
    readShare!.textContent = picked ? share : instruction;
    readYear!.textContent = picked ? String(year) : '';
    write('[data-place="pick"] span', picked ? (names[picked] ?? '') : '');
    write('[data-place="pick"] b', shortShare(mark, words));
  }
  function say(): void {
    const reading = picked ? `. ${names[picked] ?? ''}: ${readShare!.textContent} ${readYear!.textContent}`.trim() : '';
    required(figure, '[role="status"]').textContent = `${frame?.view.year}${reading}`;
  }
  function pick(iso3: string | null): void {
    if (iso3 === picked) return;
    picked = iso3;
    list.value = iso3 ?? '';
    for (const use of outlines) {
      if (iso3) use.setAttribute('href', `#${id}-${iso3}`);
      else use.removeAttribute('href');
    }
    read();
    const drawn = iso3 === null || followed.some((one) => one === iso3) ? null : svg.querySelector<SVGGraphicsElement>(`#${id}-${iso3}`);
    pickLabel.hidden = !drawn;
    if (!drawn) return;
    const { x, y, width } = drawn.getBBox();
    const { width: whole, height } = svg.viewBox.baseVal;
    pickLabel.style.cssText = `--x:${(x + width / 2) / whole};--y:${y / height}`;
  }

  for (const [iso3, name] of countries) list.add(new Option(name, iso3));
  painter.paint(view);
  const acting = new AbortController();
  const on = { signal: acting.signal };
  previous?.addEventListener('click', () => toYear(frame!.view.year - 1), on);
  next?.addEventListener('click', () => toYear(frame!.view.year + 1), on);
  older.addEventListener(
    'click',
    () => {
      older.ariaPressed = String(figure.toggleAttribute('data-older'));
    },
    on
  );
  rail.addEventListener('input', () => toYear(Number(rail.value)), on);
  list.addEventListener(
    'change',
    () => {
      pick(list.value || null);
      say();
    },
    on
  );
  play?.addEventListener(
    'click',
    () => {
      if (playing) {
        painter.stop();
        rest();
        say();
        return;
      }
      const { layer, year } = frame!.view;
      // There, play starts over.
      if (year >= last) painter.paint({ layer, year: first });
      setPlaying(true);
      sheet.hidePopover?.();
      painter.play({ layer, year: last }, rest);
    },
    on
  );
  // Esc closes the open sheet, and what was chosen in it stays.
  sheet.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Escape' && 'popover' in sheet && sheet.matches(':popover-open')) event.stopPropagation();
    },
    on
  );
  const bringBack = setStillsAside([...figure.ownerDocument.querySelectorAll('.choropleth-still')]);
  const hits = mapHits({ figure, box, svg, id, names, pick, say, picked: () => picked });

  return {
    show(to) {
      // As of a day a layer may not exist yet: its steps leave the picture as it is.
      if (layers.some(({ indicator }) => indicator === to.layer)) show(to);
    },
    choose: (iso3) => hits.keep(iso3),
    destroy() {
      painter.stop();
      clearTimeout(describing);
      acting.abort();
      hits.destroy();
      bringBack();
      rail.remove();
      older.replaceWith(...older.childNodes);
    }
  };
}

/** The elements whose class is a mark: a shape itself, or the core of a dot. */
function marksOf(svg: SVGSVGElement, id: string): PaintedMark[] {
  return [...svg.querySelectorAll(`[id^="${id}-"]:is(.map-s, .map-e)`)].map((drawn) => {
    const iso3 = drawn.id.slice(id.length + 1);
    const group = drawn.parentElement;
    const core = drawn.matches('.map-e') ? group?.querySelector('.map-f') : null;
    if (!group || !core) return { iso3, paint: (name) => drawn.setAttribute('class', `map-s ${name}`) };
    let hidden = group.classList.contains('u');
    return {
      iso3,
      paint(name) {
        core.setAttribute('class', `map-f ${name}`);
        // A dot that the layer's source does not list goes with its ring.
        if (hidden !== (name === 'u')) hidden = group.classList.toggle('u');
      }
    };
  });
}

function required<Found extends Element>(root: Element, selector: string): Found {
  const found = root.querySelector<Found>(selector);
  if (!found) throw new Error(`found no ${selector} in the map`);
  return found;
}

function browserMotion(): Motion {
  return {
    now: () => performance.now(),
    requestFrame: (callback) => requestAnimationFrame(callback),
    cancelFrame: (handle) => cancelAnimationFrame(handle),
    reduced: () => matchMedia('(prefers-reduced-motion: reduce)').matches
  };
}
