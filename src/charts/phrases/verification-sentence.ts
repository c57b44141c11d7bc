import type { Words } from '../../copy/words.ts';
import { asBeginning } from '../../locale/as-beginning.ts';
import { verificationPhrase } from './verification-phrase.ts';

/** Returns, as a sentence after a credit, that figures were not all seen at their publisher; nothing where they were (standards V01). */
export function verificationSentence(verifications: readonly string[], words: Words): { shown?: string } {
  const other = verifications.find((verification) => verification !== 'primary');
  if (other === undefined) return {};
  const phrase = verificationPhrase(other, words);
  return { shown: `${asBeginning(phrase)}.` };
}
