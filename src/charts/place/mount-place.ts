import { range } from 'd3';
import { mount } from 'svelte';
import type { MapFile } from '../choropleth/payload/payload.ts';
import { required } from '../choropleth/parts/text-writer.ts';
import type { Joined } from './answer.ts';
import Place from './Place.svelte';

export const earliestBirth = 1940;

/**
 * Adds the map and the questions to the answer for the readers' usual country. A choice is never
 * stored or sent (S30, S32); `again` gets a copy of the answer.
 */
export function mountPlace(
  root: HTMLElement,
  again: HTMLElement | null,
  file: MapFile,
  onplace: (iso3: string) => void
) {
  const { layers, words } = file;
  const drawn = root.ownerDocument.querySelector<SVGSVGElement>('.choropleth .choropleth-map svg');
  const series = layers.find(({ indicator }) => indicator === 'internet-use');
  if (!series || !drawn) return;
  const said = required(root, '.place-said');
  const link = required<HTMLAnchorElement>(root, '.place-ways a');
  link.addEventListener('click', (event) => {
    // Without the browser's own dialog the link opens the page with the picture.
    if (!navigator.share) return;
    event.preventDefault();
    const text = said.firstElementChild!.textContent;
    navigator.share({ text, url: link.href }).catch(() => undefined);
  });
  mount(Place, {
    target: required(root, '[data-pick]'),
    props: {
      series,
      words,
      file,
      drawn,
      onplace,
      joined: new Map(JSON.parse(root.dataset['joined']!) as [number, number][]) satisfies Joined,
      births: range(series.years.at(-1)!, earliestBirth - 1, -1),
      row: required<HTMLDetailsElement>(root, '#lookup'),
      shown: root.dataset['shown']!,
      onanswer(answers: readonly string[]) {
        said.replaceChildren(
          ...answers.map((textContent) =>
            Object.assign(root.ownerDocument.createElement('p'), { textContent })
          )
        );
        if (again) again.textContent = answers[0]!;
      }
    }
  });
}
