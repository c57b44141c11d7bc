import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { Citation } from '../../story/ledgers/cite-estimate.ts';

/** As precise as the ledger. */
export function publishedPhrase({ published, unconfirmed }: Citation, words: Words): string {
  const date = formatDate(published, words.language);
  return unconfirmed ? speak(words, 'date.month-unconfirmed', { date }) : date;
}
