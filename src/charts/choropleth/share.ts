import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';

/**
 * Returns a share in whole percent points, as maps print it (standards V10): `46%`.
 * Above zero but under half a point it reads "under 1%", so that zero is only ever zero (V15); null reads "no data in this source".
 */
export function speakShare(percent: number | null, words: Words): string {
  if (percent === null) return speak(words, 'map.missing');
  if (percent > 0 && percent < 0.5) return speak(words, 'map.under-one');
  return formatPercent(percent, words.language);
}
