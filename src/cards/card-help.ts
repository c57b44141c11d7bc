import { homeCountry } from '../locale/languages.ts';
import type { Words } from '../copy/words.ts';
import { contactPhrase, helplinesFor, type Helpline } from '../pages/helpline.ts';

/** A service as a card prints it: text that can be read and copied where links are dead (standards E05). */
export interface CardHelp {
  /** ISO-3 code, or `WLD`. */
  country: string;
  name: string;
  /** `phone 129`, `web childhelplineinternational.org` … */
  contacts: string[];
  /** False until somebody has called or visited it for this edition; the reader is told so. */
  confirmed: boolean;
  /** True for the partner's country unless the partner names another, and for the world's directory. */
  shown: boolean;
}

/** Returns the services for a child in danger, by country, the language's own first and the world's last: a card has room for no more. */
export function cardHelp(helplines: readonly Helpline[], words: Words): CardHelp[] {
  const home = homeCountry[words.language];
  return helplinesFor(helplines, 'danger', words.language).map(({ country, name, contacts, last_checked }) => ({
    country,
    name: name[words.language],
    contacts: contacts.map((contact) => contactPhrase(contact, words)),
    confirmed: last_checked !== null,
    shown: country === home || country === 'WLD'
  }));
}
