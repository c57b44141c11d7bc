import { mount } from 'svelte';
import type { MapFile } from '../choropleth/payload/payload.ts';
import type { Choose } from '../figure.ts';
import { guessPlace } from './guess-place.ts';
import Place from './Place.svelte';

/** The earliest year of birth in the list. */
export const earliestBirth = 1940;

/**
 * Lets the reader say a country and a year of birth in a server-drawn `.place`, until the year of
 * the release `shown`. What is said is kept, sent and written nowhere (standards S30, S32):
 * `ontake` is told the country, and `again` repeats it where the story ends.
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
  const latest = Number(shown.split('/').at(-1)!.slice(0, 4));
  mount(Place, {
    target: root.querySelector('[data-pick]')!,
    props: {
      series,
      words,
      countries,
      births: Array.from({ length: latest - earliestBirth + 1 }, (_, index) => latest - index),
      // Where a browser throws instead of saying its zone, nothing is guessed.
      guess: (async () =>
        guessPlace(
          new Intl.DateTimeFormat().resolvedOptions().timeZone,
          countries.map(([iso3]) => iso3)
        ))().catch(() => undefined),
      ontake: (iso3: string | null, sentence: string) => {
        ontake(iso3);
        if (again) again.textContent = sentence;
      }
    }
  });
  root.dataset['live'] = '';
}
