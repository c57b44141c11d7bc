import { speak } from '#copy/words.ts';
import type { MountPicture } from '../figure.ts';
import { sharesOf } from '../yearly-shares.ts';
import {
  aboveNote,
  alignLine,
  describeLine,
  linePlaceName,
  linesFrame,
  startYearAbove
} from './record.ts';

/**
 * Draws the line of the place that the reader picks on the page, and says its years. Beside the
 * table, a button loads the lines as sound.
 */
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
  let listen: ReturnType<typeof import('./listen.ts').listenTo> | undefined;

  const linesOf = () => {
    const { places } = linesFrame({ internetUse: use });
    const own = asked ? alignLine(asked, use.years, sharesOf(use, asked)) : undefined;
    return own && places.every(({ code }) => code !== own.code) ? [own, ...places] : places;
  };
  const table = root.closest('.scene')?.querySelector('.figure-foot details');
  const box = step.ownerDocument.createElement('div');
  const button = step.ownerDocument.createElement('button');
  box.className = 'listen';
  button.type = 'button';
  button.textContent = speak(words, 'speed.listen');
  button.addEventListener('click', () => {
    // If the chunk fails to load, the table stays.
    void import('./listen.ts').then(({ listenTo }) => {
      listen = listenTo(box, words, linesOf());
    });
  });
  box.append(button);
  table?.before(box);

  function readingOf(iso3: string) {
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
    listen?.(linesOf());
    const line = iso3 && alignLine(iso3, use.years, sharesOf(use, iso3));
    const { redrawLines } = line ? await import('./redraw.ts') : {};
    // Ignore an older choice.
    if (asked !== iso3) return;
    if (line && redrawLines) redrawLines(root, use, words, line);
    else drawing.innerHTML = served;
    reading.replaceChildren(iso3 ? readingOf(iso3) : '');
  };
};
