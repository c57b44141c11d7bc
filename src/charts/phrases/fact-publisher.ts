import { speak, type Words } from '../../copy/words.ts';
import type { Label } from '../../copy/label.ts';
import type { Language } from '../../locale/languages.ts';
import type { ProtectionFact } from '../../story/ledgers/protection.ts';

/**
 * What the ledger calls publishers that have no one name, and the label that names them to a
 * reader.
 */
const unnamed: Readonly<Record<string, Label>> = {
  'several national outlets': 'fact.publisher.press',
  'police news': 'fact.publisher.police'
};

/**
 * Returns what a fact is called: the ledger is in English and as its publisher has it, the desk's
 * own words are the reader's.
 */
export function factTitle(
  { id, instrument }: Pick<ProtectionFact, 'id' | 'instrument'>,
  { language, labels }: Words
): { text: string; language: Language } {
  const named = labels[`fact.title.${id}`];
  return named === undefined ? { text: instrument, language: 'en' } : { text: named, language };
}

/**
 * Returns the first of those who published a fact, where the table's file and the list of sources
 * name them all.
 */
export const firstPublisher = (
  { publisher }: Pick<ProtectionFact, 'publisher'>,
  words: Words
): string => factPublisher({ publisher: publisher.split('; ')[0]! }, words);

/**
 * Returns who published a fact: names as they are, and the desk's own words for others in the
 * reader's language.
 */
export function factPublisher(
  { publisher }: Pick<ProtectionFact, 'publisher'>,
  words: Words
): string {
  return publisher
    .split('; ')
    .map((name) => (unnamed[name] ? speak(words, unnamed[name]) : name))
    .join('; ');
}
