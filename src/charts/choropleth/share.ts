import { speak, type Words } from '#copy/words.ts';
import type { MapMark } from './frame.ts';

/** True for a share above zero that is below 1% when rounded to a tenth. */
export const isUnderOne = (percent: number) => percent > 0 && Math.round(percent * 10) < 10;

/** Formats a share in whole percent (V10); “under 1%” keeps 0% for zero only (V15). */
export function formatShare(percent: number | null, words: Words) {
  if (percent === null) return speak(words, 'map.missing');
  return isUnderOne(percent) ? speak(words, 'map.under-one') : `${Math.round(percent)}%`;
}

/** Adds the year where it is not the view's: 95% (2022). */
export const formatMark = (mark: MapMark | undefined, words: Words) =>
  formatShare(mark?.value ?? null, words) + (mark?.older ? ` (${mark.year})` : '');
