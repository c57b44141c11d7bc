import { followed, halfPhrase, shortShare } from '../describe.ts';
import { markIn, type MapFrame } from '../frame.ts';
import { mountMap } from '../mount-map.ts';
import { required } from '../parts/text-writer.ts';
import type { MapFile } from '../payload/payload.ts';
import { arrowKeys } from './arrow-keys.ts';
import { pickedLabel } from './picked-label.ts';

export function mountChoropleth(root: HTMLElement, file: MapFile, view = file.view) {
  const figure = root.matches('.choropleth') ? root : required(root, '.choropleth');
  // Before the map changes: reading a style would restyle every changed mark.
  removeHiddenStills([...figure.ownerDocument.querySelectorAll('.choropleth-still')]);
  const { words } = file;
  const level = required<HTMLElement>(figure, '.choropleth-level');
  const labelPicked = pickedLabel(figure);
  let picked: string | null = null;
  let told: string | null = null;
  let around: ReturnType<typeof import('./around.ts').tellAround> | undefined;
  let listAround = () => {};
  const map = mountMap(figure, { ...file, view }, (write) => {
    const label = (iso3: string, frame: MapFrame) => shortShare(markIn(frame, iso3), words);
    const labelPick = (frame: MapFrame) => {
      if (!picked) return;
      write('[data-place="pick"] span', words.countries[picked] ?? '');
      write('[data-place="pick"] b', label(picked, frame));
    };
    let shown!: MapFrame;
    listAround = () => {
      if (picked && around) write('[role=status]', around.list(shown, picked));
    };
    return {
      after() {
        const isNew = picked !== told;
        told = picked;
        const text = picked && isNew && around?.compare(shown, picked);
        return text ? `. ${text}` : '';
      },
      onframe(frame) {
        shown = frame;
        write('[data-map-half]', halfPhrase(frame, words));
        for (const iso3 of followed) write(`[data-place="${iso3}"] b`, label(iso3, frame));
        level.style.backgroundSize = `100% ${frame.world ?? 0}%`;
        labelPick(frame);
      },
      onpick(iso3) {
        picked = iso3;
        labelPick(shown);
        labelPicked(iso3);
      }
    };
  });
  arrowKeys(figure, words, map, async () => {
    // If the chunk fails to load, the figures stay.
    const loaded = around ? undefined : await import('./around.ts').catch(() => undefined);
    around ??= loaded?.tellAround(file.neighbours ?? '', words);
    return listAround;
  });
  // A country chosen elsewhere on the page is selected without being announced.
  return { show: map.show, choose: map.keep };
}

/** Removes hidden small maps, whose clones double the cost of a year; restores shown ones. */
function removeHiddenStills(stills: readonly Element[]) {
  const places = stills.map((still) => [still, document.createComment('small map')] as const);
  const body = stills[0]?.closest('.scene-body');
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
  for (const one of [document.documentElement, body]) if (one) observer.observe(one, watched);
}
