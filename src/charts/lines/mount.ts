import { mount } from 'svelte';
import { speak } from '../../copy/words.ts';
import type { MountPicture } from '../figure.ts';
import CountryPicker from '../CountryPicker.svelte';
import { sharesOf } from '../yearly-shares.ts';
import { aboveNote, alignLine, describeLine, linePlaceName, startYearAbove } from './record.ts';

/** Lets the reader add a country's line. */
export const mountPicture: MountPicture = (root, file) => {
  const { words, countries, layers, regions } = file;
  const use = layers.find(({ indicator }) => indicator === 'internet-use');
  if (!use) return undefined;
  const drawing = root.querySelector('.drawing')!;
  const served = drawing.innerHTML;

  const onpick = async (iso3: string | null) => {
    if (iso3 === null) {
      drawing.innerHTML = served;
      return '';
    }
    const values = sharesOf(use, iso3);
    const line = alignLine(iso3, use.years, values);
    if (line) {
      const { redrawLines } = await import('./redraw.ts');
      redrawLines(root, { internetUse: use, regions }, words, line);
      return describeLine(line, words);
    }
    drawing.innerHTML = served;
    const first = startYearAbove(use.years, values);
    return first === undefined
      ? speak(words, 'speed.pick.never', { place: linePlaceName(iso3, words) })
      : aboveNote({ code: iso3, year: first }, words);
  };
  const target = root.querySelector('[data-pick]')!;
  return mount(CountryPicker, { target, props: { words, countries, onpick } }).choose;
};
