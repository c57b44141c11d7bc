import { describeChoropleth, followed, shortShare, worldPhrase } from '../describe.ts';
import { markIn, type MapFrame, type MapView } from '../frame.ts';
import { keepHatching } from '../parts/hatching.ts';
import { mapPainter, seriesOf } from '../map-painter.ts';
import type { MapFile } from '../payload/payload.ts';
import { mapHits } from './hits.ts';
import { marksOf } from './marks.ts';
import { required, textWriter } from './parts.ts';
import { mapReading } from './reading.ts';
import { yearControls } from './year-controls.ts';

/** Milliseconds without change before the description is rewritten. */
const restAfter = 250;

/** Makes a server-drawn `.choropleth` interactive. @throws Error when the element holds no map. */
export function mountChoropleth(root: HTMLElement, file: MapFile, asked = file.view) {
  const figure = root.matches('.choropleth') ? root : required(root, '.choropleth');
  const svg = required<SVGSVGElement>(figure, '.choropleth-map svg');
  const { layers, words } = file;
  const write = textWriter(figure);
  const shares = followed.map((iso3) => required(figure, `[data-place="${iso3}"] b`));
  let frame: MapFrame | undefined;
  // The description and the rail's value are for screen readers: written at rest.
  const describeSoon = debounce(() => {
    if (!frame) return;
    const { name, text } = describeChoropleth(seriesOf(layers, frame.view), frame.view, words);
    write(`#${figure.dataset['map']}-name`, name);
    write(`#${figure.dataset['map']}-text`, text);
    years.settle();
  }, restAfter);

  const painter = mapPainter(marksOf(svg), layers, (shown) => {
    const labels = followed.map((iso3) => shortShare(markIn(shown, iso3), words));
    const texts = [
      ['[data-map-year]', String(shown.view.year)],
      // Never empty, so that the text node stays.
      ['[data-map-world]', worldPhrase(shown, words) || '\u00a0'],
      ['[data-map-missing]', String(shown.counts.missing)],
      ['[data-map-older]', String(shown.counts.older)],
      ...followed.map((iso3, i) => [`[data-place="${iso3}"] b`, labels[i]!])
    ] as [string, string][];
    return () => {
      frame = shown;
      for (const [place, text] of texts) write(place, text);
      // Contained if it is only a figure, so that its label is not laid out again.
      shares.forEach((share, i) => share.toggleAttribute('data-short', labels[i]!.length <= 4));
      years.show(shown.view);
      reading.refresh();
    };
  });
  const reading = mapReading(figure, file, write, () => frame);
  const years = yearControls(figure, file, { painter, onrest: describeSoon, say: reading.say });
  function show(view: MapView): void {
    painter.paint(view);
    years.rest();
  }
  show(asked);
  addOlderToggle(figure);
  guardSheet(required(figure, '.choropleth-more'));
  keepHatching(svg);
  removeHiddenStills([...figure.ownerDocument.querySelectorAll('.choropleth-still')]);

  return {
    show,
    /** Selects a country chosen elsewhere on the page, without announcing it. */
    choose: mapHits(figure, words.countries, reading)
  };
}

/** Turns the legend entry of older data into a toggle; without script it would do nothing (S33). */
function addOlderToggle(figure: HTMLElement): void {
  const place = required(figure, '[data-map-older]').parentElement!;
  const button = document.createElement('button');
  button.type = 'button';
  const press = (now: boolean) => button.setAttribute('aria-pressed', String(now));
  press(false);
  button.append(...place.childNodes);
  place.append(button);
  button.addEventListener('click', () => press(figure.toggleAttribute('data-older')));
}

/** Removes hidden small maps, whose clones double the cost of a year; restores shown ones. */
function removeHiddenStills(stills: readonly Element[]): void {
  const places = stills.map((still) => [still, document.createComment('small map')] as const);
  const restore = () => places.forEach(([still, place]) => place.replaceWith(still));
  const settle = () => {
    // One map decides for all: hiding a phone's address bar also fires `resize`, so keep it cheap.
    const [first] = places;
    first?.[1].replaceWith(first[0]);
    if (first && getComputedStyle(first[0]).display === 'none')
      places.forEach(([still, place]) => still.replaceWith(place));
    else restore();
  };

  settle();
  addEventListener('beforeprint', restore);
  addEventListener('afterprint', settle);
  addEventListener('resize', settle);
  matchMedia('(prefers-reduced-motion: reduce)').addEventListener('change', settle);
  // The root carries the plain article's mark, the scene body that of a still picture.
  const observer = new MutationObserver(settle);
  const watched = { attributes: true, attributeFilter: ['class', 'data-plain', 'data-still'] };
  for (const one of [document.documentElement, stills[0]?.closest('.scene-body')])
    if (one) observer.observe(one, watched);
}

/** Distance in px that a thumb may scroll the page by accident. */
const slip = 48;

/**
 * Esc closes the sheet but keeps the selection. It goes with the map when the page scrolls; a focus
 * inside returns to its button. Printed, the sheet would cover every page.
 */
function guardSheet(sheet: HTMLElement): void {
  const close = () => sheet.hidePopover?.();
  addEventListener('beforeprint', close);
  let from = 0;
  const leave = () => Math.abs(scrollY - from) > slip && close();
  sheet.addEventListener('toggle', (event) => {
    removeEventListener('scroll', leave);
    if ((event as ToggleEvent).newState !== 'open') return;
    from = scrollY;
    addEventListener('scroll', leave, { passive: true });
  });
  sheet.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && 'popover' in sheet && sheet.matches(':popover-open'))
      event.stopPropagation();
  });
}

/** Debounces with one timer at a time, so that calls are cheap. */
function debounce(run: () => void, wait: number): () => void {
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wake = () => {
    const left = asked + wait - performance.now();
    timer = left > 0 ? setTimeout(wake, left) : undefined;
    if (!timer) run();
  };
  return () => {
    asked = performance.now();
    timer ??= setTimeout(wake, wait);
  };
}
