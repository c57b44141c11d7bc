import { mount } from 'svelte';
import { speak } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { MapFile } from '../choropleth/wire.ts';
import type { Choose } from '../figure.ts';
import { guessPlace } from './guess-place.ts';
import Place from './Place.svelte';

/** The earliest year of birth in the list. */
export const earliestBirth = 1940;

/**
 * Lets the reader say a country and a year of birth in a server-drawn `.place`. What is said stays in the page: it is kept, sent and
 * written into the address nowhere (standards S30, S32). `shown` is the release, `wb-internet-users/2026-07-13`: its year is the last of the
 * list. `ontake` is told the country of each choice; `again` repeats it where the story ends.
 */
export function mountPlace(
  root: HTMLElement,
  again: HTMLElement | null,
  { layers, words, countries }: MapFile,
  shown: string,
  ontake: Choose
): void {
  const series = layers.find(({ indicator }) => indicator === 'internet-use');
  if (!series) return;
  const [source = '', release = ''] = shown.split('/');
  const latest = Number(release.slice(0, 4));
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const codes = countries.map(([iso3]) => iso3);
  mount(Place, {
    target: root.querySelector('[data-pick]')!,
    props: {
      series,
      words,
      countries,
      births: Array.from({ length: latest - earliestBirth + 1 }, (_, index) => latest - index),
      guess: guessPlace(timeZone, codes),
      source: speak(words, `lookup.release.${source}`, { release: formatDate(release, words.language) }),
      ontake: (iso3: string | null, sentence: string) => {
        ontake(iso3);
        if (again) again.textContent = sentence;
      }
    }
  });
}
