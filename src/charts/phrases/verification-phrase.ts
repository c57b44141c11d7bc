import { speak, type Words } from '../../copy/words.ts';
import { asBeginning } from '../../locale/sentence.ts';
import { estimateCredit } from '../../story/ledgers/cite-estimate.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';

/**
 * Returns how well a ledger row was checked at its origin: one that was not seen at its publisher
 * says so (standards V01).
 */
export function verificationPhrase(verification: string, words: Words): string {
  if (verification.startsWith('primary_mirror')) return speak(words, 'figure.mirror');
  if (verification.startsWith('secondary')) return speak(words, 'figure.secondary');
  if (verification.startsWith('derived')) return speak(words, 'figure.derived');
  return speak(words, 'table.primary');
}

/**
 * Returns, as a sentence after a credit, that figures were not all seen at their publisher; nothing
 * where they were (standards V01).
 */
export function verificationSentence(
  rows: readonly { verification: string }[],
  words: Words
): { shown?: string } {
  const other = rows.find(({ verification }) => verification !== 'primary');
  return other ? { shown: `${asBeginning(verificationPhrase(other.verification, words))}.` } : {};
}

/**
 * Returns where an estimate comes from, and how it was seen where that was not at its publisher.
 */
export const estimateSource = (estimate: Estimate, words: Words) => ({
  credit: estimateCredit(estimate),
  ...verificationSentence([estimate], words)
});

/**
 * Whether a point of some panels was not seen at its publisher: a key says then what a hollow mark
 * is (standards V01).
 */
export const hasSecondary = (
  panels: readonly { points: readonly { secondary: boolean }[] }[]
): boolean => panels.some(({ points }) => points.some(({ secondary }) => secondary));
