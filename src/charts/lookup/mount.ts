import { mount, unmount } from 'svelte';
import { speak } from '../../copy/words.ts';
import { fetchOnce } from '../data-files.ts';
import type { MountPicture } from '../figure.ts';
import { mountPicker } from '../mount-picker.ts';
import type { CountryFile } from './record.ts';

export const mountPicture: MountPicture = (root, file, files) => {
  const { words } = file;
  const target = root.querySelector('[data-found]')!;
  const csv = root.querySelector<HTMLAnchorElement>('.download a')!.getAttribute('href')!;
  let found: ReturnType<typeof mount> | undefined;
  let asked = 0;

  /**
   * Loads a country's data, and the chart with the first; undefined if one fails. The first letter
   * is escaped: tracker blockers take `/GTM.json` (Guatemala) for Google Tag Manager.
   */
  const ask = (iso3: string) =>
    Promise.all([
      fetchOnce<CountryFile | null>(
        `${files.folder}countries/%${iso3.charCodeAt(0).toString(16)}${iso3.slice(1)}.json`,
        null
      ),
      import('./Found.svelte')
    ]).catch(() => undefined);

  async function onpick(iso3: string | null): Promise<string> {
    const turn = ++asked;
    const came = iso3 === null ? undefined : await ask(iso3);
    if (turn !== asked) return '';
    if (found) void unmount(found);
    found = undefined;
    if (iso3 === null) return '';
    if (!came) return speak(words, 'country.unread');
    const [country, { default: Found }] = came;
    if (!country) return `${words.countries[iso3] ?? iso3}: ${speak(words, 'map.unlisted')}.`;
    found = mount(Found, { target, props: { file: country, words, shown: files.shown, csv } });
    return speak(words, 'lookup.found', { place: words.countries[country.iso3] ?? country.iso3 });
  }
  mountPicker(root, 'lookup', file, onpick);
  // A request names the country, so only the reader may choose one here.
  return undefined;
};
