import { speak } from '../../copy/words.ts';
import type { MountPicture } from '../figure.ts';
import { sharesOf } from '../yearly-shares.ts';
import { aboveNote, alignLine, describeLine, linePlaceName, startYearAbove } from './record.ts';

/** Draws the line of the place that the reader picks on the page, and says its years. */
export const mountPicture: MountPicture = (root, { words, layers }) => {
  const use = layers.find(({ indicator }) => indicator === 'internet-use');
  const step = root.closest('.scene')?.querySelector('.step');
  if (!use || !step) return undefined;
  const drawing = root.querySelector('.drawing')!;
  const served = drawing.innerHTML;
  const reading = step.ownerDocument.createElement('p');
  reading.setAttribute('role', 'status');
  step.append(reading);
  let asked: string | null = null;

  function readingOf(iso3: string): string {
    const values = sharesOf(use!, iso3);
    const line = alignLine(iso3, use!.years, values);
    if (line) return describeLine(line, words);
    const first = startYearAbove(use!.years, values);
    return first === undefined
      ? speak(words, 'speed.pick.never', { place: linePlaceName(iso3, words) })
      : aboveNote({ code: iso3, year: first }, words);
  }

  return async (iso3) => {
    asked = iso3;
    const line = iso3 && alignLine(iso3, use.years, sharesOf(use, iso3));
    const { redrawLines } = line ? await import('./redraw.ts') : {};
    // Ignore an older choice.
    if (asked !== iso3) return;
    if (line && redrawLines) redrawLines(root, use, words, line);
    else drawing.innerHTML = served;
    reading.replaceChildren(iso3 ? readingOf(iso3) : '');
  };
};
