import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { Citation } from '../../story/ledgers/cite-estimate.ts';

/**
 * Returns when a publication came out, as precisely as the ledger knows, in the reader's language.
 */
export function publishedPhrase(
  { published, unconfirmed }: Pick<Citation, 'published' | 'unconfirmed'>,
  words: Words
): string {
  const date = formatDate(published, words.language);
  return unconfirmed ? speak(words, 'date.month-unconfirmed', { date }) : date;
}
