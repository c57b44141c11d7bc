import { speak, type Words } from '../../copy/words.ts';
import type { MapMark } from './frame.ts';

export interface ShareLabels {
  missing: string;
  underOne: string;
}

export const shareLabels = (words: Words): ShareLabels => ({
  missing: speak(words, 'map.missing'),
  underOne: speak(words, 'map.under-one')
});

/** True for a share above zero that is below 1% when rounded to a tenth. */
export const isUnderOne = (percent: number): boolean =>
  percent > 0 && Math.round(percent * 10) < 10;

/** Formats a share in whole percent (V10); “under 1%” keeps 0% for zero only (V15). */
export function formatShareWith(percent: number | null, labels: ShareLabels): string {
  if (percent === null) return labels.missing;
  return isUnderOne(percent) ? labels.underOne : `${Math.round(percent)}%`;
}

/** Adds the year where it is not the view's: 95% (2022). */
export function formatMark(mark: MapMark | undefined, labels: ShareLabels): string {
  return formatShareWith(mark?.value ?? null, labels) + (mark?.older ? ` (${mark.year})` : '');
}

export const formatShare = (percent: number | null, words: Words): string =>
  formatShareWith(percent, shareLabels(words));
