import { mount, unmount } from 'svelte';
import { speak } from '../../copy/words.ts';
import { fetchCountry } from '../table/country-file.ts';
import CountryPicker from '../CountryPicker.svelte';
import type { MountPicture } from '../figure.ts';
import Found from './Found.svelte';

/** Lets the reader look up a country in a server-drawn `.lookup`. */
export const mountPicture: MountPicture = (root, { words, countries }, files) => {
  const target = root.querySelector('[data-found]')!;
  const csv = root.querySelector<HTMLAnchorElement>('.download a')!.getAttribute('href')!;
  let found: ReturnType<typeof mount> | undefined;
  let asked = 0;

  async function onpick(iso3: string | null): Promise<string> {
    const turn = ++asked;
    const file = iso3 === null ? null : await fetchCountry(files.folder, iso3).catch(() => undefined);
    if (turn !== asked) return '';
    if (found) void unmount(found);
    found = file ? mount(Found, { target, props: { file, words, shown: files.shown, csv } }) : undefined;
    if (file === undefined) return speak(words, 'country.unread');
    return file ? speak(words, 'lookup.found', { place: words.countries[file.iso3] ?? file.iso3 }) : '';
  }
  mount(CountryPicker, {
    target: root.querySelector('[data-pick]')!,
    props: { label: speak(words, 'lookup.pick.label'), none: speak(words, 'lookup.pick.none'), countries, onpick }
  });
};
