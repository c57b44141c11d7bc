import { mount } from 'svelte';
import { homeCountry } from '../../locale/languages.ts';
import type { MapFile } from '../choropleth/payload/payload.ts';
import type { SelectCountry } from '../figure.ts';
import { guessPlace } from './guess-place.ts';
import Place from './Place.svelte';

export const earliestBirth = 1940;

/** The reader's choice is never stored or sent (S30, S32); `again` gets a copy of the sentence. */
export function mountPlace(
  root: HTMLElement,
  again: HTMLElement | null,
  file: MapFile,
  shown: string,
  ontake: SelectCountry
): void {
  const { layers, words, countries } = file;
  const drawn = root.ownerDocument.querySelector<SVGSVGElement>('.choropleth .choropleth-map svg');
  const series = layers.find(({ indicator }) => indicator === 'internet-use');
  if (!series || !drawn) return;
  const latest = Number(shown.split('/').at(-1)!.slice(0, 4));
  mount(Place, {
    target: root.querySelector('[data-pick]')!,
    props: {
      series,
      file,
      drawn,
      words,
      countries,
      births: Array.from({ length: latest - earliestBirth + 1 }, (_, index) => latest - index),
      // Some browsers throw instead of naming the time zone. Without one, a followed country.
      guess: (async () =>
        guessPlace(
          new Intl.DateTimeFormat().resolvedOptions().timeZone,
          countries.map(([iso3]) => iso3)
        ))()
        .catch(() => undefined)
        .then((iso3) => iso3 ?? homeCountry[words.language]),
      ontake: (iso3: string | null, sentence: string) => {
        ontake(iso3);
        if (again) again.textContent = sentence;
      }
    }
  });
  root.dataset['live'] = '';
}
