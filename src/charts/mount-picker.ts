import { mount } from 'svelte';
import { speak } from '../copy/words.ts';
import type { MapFile } from './choropleth/payload/payload.ts';
import CountryPicker from './CountryPicker.svelte';
import type { Choose } from './figure.ts';

/**
 * Lets the reader pick a country where a server-drawn picture has its place for that. Returns what
 * picks one for the reader.
 */
export function mountPicker(
  root: HTMLElement,
  picture: 'speed' | 'revision' | 'lookup',
  { words, countries }: Pick<MapFile, 'words' | 'countries'>,
  onpick: (iso3: string | null) => string | Promise<string>
): Choose {
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
