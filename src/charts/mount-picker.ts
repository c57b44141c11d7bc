import { mount } from 'svelte';
import { speak } from '../copy/words.ts';
import type { MapFile } from './choropleth/payload/payload.ts';
import CountryPicker from './CountryPicker.svelte';
import type { SelectCountry } from './figure.ts';

/** Mounts the country picker in a server-drawn picture. Returns a function that sets its value. */
export function mountPicker(
  root: HTMLElement,
  picture: 'speed' | 'lookup',
  { words, countries }: Pick<MapFile, 'words' | 'countries'>,
  onpick: (iso3: string | null) => string | Promise<string>
): SelectCountry {
  return mount(CountryPicker, {
    target: root.querySelector('[data-pick]')!,
    props: {
      label: speak(words, `${picture}.pick.label`),
      none: speak(words, `${picture}.pick.none`),
      countries,
      onpick
    }
  }).choose;
}
