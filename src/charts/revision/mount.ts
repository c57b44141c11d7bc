import { speak } from '../../copy/words.ts';
import { fetchOnce } from '../data-files.ts';
import type { MountPicture } from '../figure.ts';
import { mountPicker } from '../mount-picker.ts';
import { describeChange, panelOf, type RevisedShares } from './record.ts';
import { redrawRevision } from './redraw.ts';

/**
 * Adds the reader's country. One file has all countries, so that the request does not tell which.
 */
export const mountPicture: MountPicture = (root, file, files) => {
  const { words } = file;
  const served = [...root.querySelectorAll('.drawing')].map((drawing) => ({
    drawing,
    markup: drawing.innerHTML
  }));
  /** From `wb-internet-users/2024-11`. */
  const release = files.shown.split('/').at(-1)!;

  return mountPicker(root, 'revision', file, async (iso3) => {
    for (const { drawing, markup } of served) drawing.innerHTML = markup;
    if (iso3 === null) return '';
    try {
      const shares = await fetchOnce<RevisedShares>(`${files.folder}then-and-now.json`);
      redrawRevision(root, shares, iso3, release, words);
      return describeChange(panelOf(shares, iso3), release, words);
    } catch {
      return speak(words, 'country.unread');
    }
  });
};
