import { speak, type Words } from '#copy/words.ts';
import type { Label } from '#copy/label.ts';
import type { Language } from '#locale/languages.ts';
import type { ProtectionFact } from '#story/ledgers/protection.ts';
import { formatDate } from '#locale/numbers.ts';
import type { Citation } from '#story/ledgers/cite-estimate.ts';

/** Ledger entries without a publisher's name, and their labels. */
const unnamed: Readonly<Record<string, Label>> = {
  'several national outlets': 'fact.publisher.press',
  'police news': 'fact.publisher.police'
};

/** The ledger's own title is English; titles the desk wrote are in the reader's language. */
export function factTitle(
  { id, instrument }: Pick<ProtectionFact, 'id' | 'instrument'>,
  { language, labels }: Words
): { text: string; language: Language } {
  const named = labels[`fact.title.${id}`];
  return named === undefined ? { text: instrument, language: 'en' } : { text: named, language };
}

export function factPublisher({ publisher }: Pick<ProtectionFact, 'publisher'>, words: Words) {
  return publisher
    .split('; ')
    .map((name) => (unnamed[name] ? speak(words, unnamed[name]) : name))
    .join('; ');
}

/** As precise as the ledger. */
export function publishedPhrase({ published, unconfirmed }: Citation, words: Words) {
  const date = formatDate(published, words.language);
  return unconfirmed ? speak(words, 'date.month-unconfirmed', { date }) : date;
}
