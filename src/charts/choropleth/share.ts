import { speak, type Words } from '../../copy/words.ts';
import type { MapMark } from './frame.ts';

/** What is said of a share that has no figure to print. */
export interface ShareLabels {
  missing: string;
  underOne: string;
}

/** Returns the labels of shares in one language. */
export const shareLabels = (words: Words): ShareLabels => ({
  missing: speak(words, 'map.missing'),
  underOne: speak(words, 'map.under-one')
});

/**
 * Whether a share is above zero and, to a tenth, under one percent: in whole points it would be
 * printed as none, or as more than it is.
 */
export const isUnderOne = (percent: number): boolean =>
  percent > 0 && Math.round(percent * 10) < 10;

/**
 * Returns a share in whole percent points (standards V10): above zero but under one “under 1%”, so
 * that zero is only ever zero (V15).
 */
export function sayShare(percent: number | null, labels: ShareLabels): string {
  if (percent === null) return labels.missing;
  return isUnderOne(percent) ? labels.underOne : `${Math.round(percent)}%`;
}

/**
 * Returns the share of a place in a view, with its year where that is not the view's: 95% (2022).
 */
export function sayMark(mark: MapMark | undefined, labels: ShareLabels): string {
  return sayShare(mark?.value ?? null, labels) + (mark?.older ? ` (${mark.year})` : '');
}

/** Returns a share as `sayShare` does, in one language. */
export const speakShare = (percent: number | null, words: Words): string =>
  sayShare(percent, shareLabels(words));
