import { speak, type Words } from '../../../copy/words.ts';
import { overlaps } from '../../drawing/box.ts';
import { followed, shortShare } from '../describe.ts';
import { markIn, type MapFrame } from '../frame.ts';
import type { MapFile } from '../payload/payload.ts';
import { formatShare } from '../share.ts';
import { required, type WriteText } from './parts.ts';

export type MapReading = ReturnType<typeof mapReading>;

/** Created in script: Chromium inspects every form of a parsed page and would lay out this one. */
function addCountryList(figure: HTMLElement, words: Words): HTMLSelectElement {
  const list = document.createElement('select');
  list.className = 'map-list';
  list.setAttribute('aria-label', speak(words, 'map.control.country'));
  list.add(new Option(speak(words, 'map.control.choose'), ''));
  return required(figure, '.choropleth-list').appendChild(list);
}

export function mapReading(
  figure: HTMLElement,
  { words, countries }: Pick<MapFile, 'words' | 'countries'>,
  write: WriteText,
  frame: () => MapFrame | undefined
) {
  const svg = required<SVGSVGElement>(figure, '.choropleth-map svg');
  const list = addCountryList(figure, words);
  const status = required(figure, '[role="status"]');
  const label = required(figure, '[data-place="pick"]');
  const others = [
    ...figure.querySelectorAll<HTMLElement>('.choropleth-label:not([data-place="pick"])')
  ];
  const outlines = [...figure.querySelectorAll('.map-picked use')];
  const [name, share, year] = [...required(figure, '.choropleth-reading').children] as [
    Element,
    Element,
    Element
  ];
  const instruction = share.textContent;
  let picked: string | null = null;

  function read(): void {
    const shown = frame();
    const mark = shown && markIn(shown, picked);
    const asked = picked ? (words.countries[picked] ?? '') : '';
    name.textContent = asked;
    share.textContent = !picked
      ? instruction
      : mark
        ? formatShare(mark.value, words)
        : speak(words, 'map.unlisted');
    year.textContent = mark?.older
      ? speak(words, 'map.reading.older', { year: String(mark.year) })
      : String(mark?.year ?? '');
    write('[data-place="pick"] span', asked);
    write('[data-place="pick"] b', shortShare(mark, words));
  }

  function covered(): HTMLElement[] {
    const own = label.getBoundingClientRect();
    return others.filter((other) => overlaps(own, other.getBoundingClientRect()));
  }

  function pick(iso3: string | null): void {
    if (iso3 === picked) return;
    picked = iso3;
    list.value = iso3 ?? '';
    const id = `#${figure.dataset['map']}-${iso3}`;
    for (const use of outlines) {
      if (iso3) use.setAttribute('href', id);
      else use.removeAttribute('href');
    }
    read();
    const drawn =
      iso3 === null || followed.some((one) => one === iso3)
        ? null
        : svg.querySelector<SVGGraphicsElement>(id);
    label.hidden = !drawn;
    label.classList.remove('below');
    for (const other of others) other.style.visibility = '';
    if (!drawn) return;
    const { x, y, width, height } = drawn.getBBox();
    const whole = svg.viewBox.baseVal;
    const put = (top: number) =>
      (label.style.cssText = `--x:${(x + width / 2) / whole.width};--y:${top / whole.height};--tall:${label.offsetHeight}px`);
    put(y);
    if (covered().length > 0) {
      label.classList.add('below');
      put(y + height);
    }
    for (const other of covered()) other.style.visibility = 'hidden';
  }

  function say(): void {
    const reading = picked
      ? `. ${name.textContent}: ${share.textContent} ${year.textContent}`.trim()
      : '';
    status.textContent = `${frame()?.view.year}${reading}`;
  }

  for (const [iso3, country] of countries) list.add(new Option(country, iso3));
  list.addEventListener('change', () => {
    pick(list.value || null);
    say();
  });
  return {
    pick,
    picked: () => picked,
    refresh: () => void (picked && read()),
    say
  };
}
