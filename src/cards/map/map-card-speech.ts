import type { MapMark } from '../../charts/choropleth/frame.ts';
import { speakShare } from '../../charts/choropleth/share.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';

/** The few words of a map card that its script fills in; the rest stand in the card. */
export interface MapCardLabels {
  /** `World: {}` */
  world: string;
  /** `World: {} (release of November 2024)`, where years before the shown release's first have the world of another. */
  earlier?: string;
  /** `older data, from {}` */
  older: string;
  missing: string;
  underOne: string;
  pause: string;
}

/** Returns the labels that a map card carries for its script. @throws Error naming a label that is missing. */
export function mapCardLabels(words: Words, earlier?: string): MapCardLabels {
  return {
    ...(earlier === undefined
      ? {}
      : { earlier: speak(words, 'map.world.earlier', { share: '{}', release: formatDate(earlier, words.language) }) }),
    world: speak(words, 'map.world', { share: '{}' }),
    older: speak(words, 'map.reading.older', { year: '{}' }),
    missing: speakShare(null, words),
    underOne: speakShare(0.1, words),
    pause: speak(words, 'map.control.pause')
  };
}

/** Returns the share of a place, with its year where that is not the map's: 95% (2022). */
export function sayMark(mark: MapMark | undefined, labels: Pick<MapCardLabels, 'missing' | 'underOne'>): string {
  return sayShare(mark?.value ?? null, labels) + (mark?.older ? ` (${mark.year})` : '');
}

/** Returns a share as `speakShare` does: whole percent points have one form in both languages, and need no formatter. */
export function sayShare(percent: number | null, labels: Pick<MapCardLabels, 'missing' | 'underOne'>): string {
  if (percent === null) return labels.missing;
  return percent > 0 && percent < 0.5 ? labels.underOne : `${Math.round(percent)}%`;
}
