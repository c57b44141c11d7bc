import { flushSync, hydrate, unmount } from 'svelte';
import { speak } from '../../copy/words.ts';
import Controls from './Controls.svelte';
import { describeChoropleth, worldPhrase } from './describe.ts';
import { firstState } from './first-state.ts';
import { mapHits } from './hits.ts';
import { mapPainter, seriesOf, type Motion, type PaintedMark } from './map-painter.ts';
import { MapState } from './map-state.svelte.ts';
import type { MapFrame, MapView } from './frame.ts';
import { newestYear } from '../../story/newest-year.ts';
import { speakShare } from './share.ts';
import { setStillsAside } from './stills.ts';
import type { MapFile } from './wire.ts';

/** Milliseconds of stillness before the description in words is rewritten. */
const restAfter = 250;

/** A map that has come to life. */
export interface MountedChoropleth {
  /** Shows a view: played year by year when `animate`, else at once. The end is the same picture either way. */
  show(view: MapView, animate: boolean): void;
  destroy(): void;
}

/** Where the map's clock and motion setting come from; a test holds them still. */
export interface MountOptions {
  motion?: Motion;
}

/**
 * Returns the interactive map of a server-drawn `.choropleth` (or an element that holds one): the SVG stays as it is,
 * only the controls are hydrated.
 * @throws Error when the element holds no map.
 */
export function mountChoropleth(
  root: HTMLElement,
  { layers, words, view, countries }: MapFile,
  options: MountOptions = {}
): MountedChoropleth {
  const figure = root.matches('.choropleth') ? root : required<HTMLElement>(root, '.choropleth');
  const id = figure.dataset['map'] ?? 'map';
  const list = required<HTMLElement>(figure, '.choropleth-controls');
  const names = words.countries;
  const svg = required<SVGSVGElement>(figure, '.choropleth-map svg');
  const box = required<HTMLElement>(figure, '.choropleth-map');
  const picked = [...figure.querySelectorAll('.choropleth-picked use')];
  const motion = options.motion ?? browserMotion();
  const state = new MapState(firstState(layers, view));
  let frame: MapFrame | undefined;

  const spots = new Map<string, Node>();
  /** Writes into the text node itself, found once: the cheapest change of words there is. */
  const write = (selector: string, text: string) => {
    const spot = spots.get(selector) ?? figure.querySelector(selector)?.firstChild;
    if (!spot) return;
    spots.set(selector, spot);
    if (spot.nodeValue !== text) spot.nodeValue = text;
  };
  const painter = mapPainter(marksOf(svg, id), layers, motion, (next) => {
    const newLayer = frame?.view.layer !== next.view.layer;
    frame = next;
    write('[data-map-year]', String(next.view.year));
    // A place without words keeps its text node.
    write('[data-map-world]', worldPhrase(next, words) || '\u00a0');
    write('[data-map-missing]', String(next.counts.missing));
    write('[data-map-older]', String(next.counts.older));
    if (newLayer) {
      const { years } = seriesOf(layers, next.view);
      state.first = years[0] ?? next.view.year;
      state.last = years.at(-1) ?? next.view.year;
      figure.dataset['layer'] = next.view.layer;
    }
    state.view = next.view;
    if (state.picked) state.mark = next.marks.find(({ iso3 }) => iso3 === state.picked) ?? null;
  });

  let describing: ReturnType<typeof setTimeout> | undefined;
  let restedAt = 0;
  /** The description is heard, not seen: it is written once the map has come to rest, out of the way of the picture. */
  function rest(): void {
    state.playing = false;
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
  function show(next: MapView, animate: boolean): void {
    if (animate) {
      state.playing = true;
      painter.play(next, rest);
    } else {
      painter.paint(next);
      rest();
    }
  }
  function say(): void {
    const reading = state.picked
      ? `${names[state.picked] ?? ''}: ${state.mark ? speakShare(state.mark.value, words) : speak(words, 'map.unlisted')}`
      : '';
    state.said = [String(state.view.year), reading].filter(Boolean).join('. ');
  }
  function pick(iso3: string | null): void {
    if (iso3 === state.picked) return;
    state.picked = iso3;
    state.mark = frame?.marks.find((mark) => mark.iso3 === iso3) ?? null;
    for (const use of picked) {
      if (iso3) use.setAttribute('href', `#${id}-${iso3}`);
      else use.removeAttribute('href');
    }
  }

  painter.paint(view);
  const controls = hydrate(Controls, {
    target: list,
    props: {
      state,
      words,
      onstep: (years: number) => {
        show({ layer: state.view.layer, year: state.view.year + years }, false);
        say();
      },
      onplay: () => {
        if (state.playing) {
          painter.stop();
          rest();
          say();
          return;
        }
        const { layer, year } = state.view;
        const newest = newestYear(seriesOf(layers, state.view));
        // There, and where few economies have a figure yet, play starts over.
        if (year >= newest) painter.paint({ layer, year: state.first });
        show({ layer, year: newest }, true);
      },
      onpick: (iso3: string | null) => {
        pick(iso3);
        say();
      }
    }
  });
  // The server's list is empty: nobody can choose from it without script.
  state.countries = countries;
  const stills = figure.ownerDocument.querySelector('.choropleth-stills');
  const bringBack = stills ? setStillsAside(stills) : undefined;
  const hits = mapHits({ figure, box, svg, id, names, pick, say, picked: () => state.picked });
  flushSync();

  return {
    show(next, animate) {
      // As of a day a layer may not exist yet: its steps leave the picture as it is.
      if (layers.some(({ indicator }) => indicator === next.layer)) show(next, animate);
    },
    destroy() {
      painter.stop();
      clearTimeout(describing);
      hits.destroy();
      bringBack?.();
      void unmount(controls);
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
