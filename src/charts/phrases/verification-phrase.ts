import { speak, type Words } from '#copy/words.ts';
import { capitalize } from '#locale/sentence.ts';
import { estimateCredit } from '#story/ledgers/cite-estimate.ts';
import type { Estimate } from '#story/ledgers/estimate.ts';

export function verificationPhrase(verification: string, words: Words) {
  if (verification.startsWith('primary_mirror')) return speak(words, 'figure.mirror');
  if (verification.startsWith('secondary')) return speak(words, 'figure.secondary');
  if (verification.startsWith('derived')) return speak(words, 'figure.derived');
  return speak(words, 'table.primary');
}

/** Returns a sentence for figures that were not all seen at their publisher (V01). */
export function verificationSentence(
  rows: readonly { verification: string }[],
  words: Words
): { shown?: string } {
  const other = rows.find(({ verification }) => verification !== 'primary');
  return other ? { shown: `${capitalize(verificationPhrase(other.verification, words))}.` } : {};
}

export const estimateSource = (estimate: Estimate, words: Words) => ({
  credit: estimateCredit(estimate),
  ...verificationSentence([estimate], words)
});

/** True when a legend must explain hollow marks (V01). */
export const hasSecondary = (panels: readonly { points: readonly { secondary: boolean }[] }[]) =>
  panels.some(({ points }) => points.some(({ secondary }) => secondary));
