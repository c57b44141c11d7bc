import { speak, type Words } from '../../copy/words.ts';
import type { Label } from '../../copy/label.ts';
import type { ProtectionFact } from '../../story/ledgers/protection.ts';

/** What the ledger calls publishers that have no one name, and the label that names them to a reader. */
const unnamed: Readonly<Record<string, Label>> = {
  'several national outlets': 'fact.publisher.press',
  'police news': 'fact.publisher.police'
};

/** Returns who published a fact: names as they are, and the desk's own words for others in the reader's language. */
export function factPublisher({ publisher }: Pick<ProtectionFact, 'publisher'>, words: Words): string {
  return publisher
    .split('; ')
    .map((name) => (unnamed[name] ? speak(words, unnamed[name]) : name))
    .join('; ');
}
