import { homeCountry } from '../locale/languages.ts';
import type { Words } from '../copy/words.ts';
import { contactPhrase, helplinesFor, type Helpline } from '../pages/helpline.ts';

/**
 * A service as a card prints it: text that can be read and copied where links are dead (standards
 * E05).
 */
export type CardHelp = ReturnType<typeof cardHelp>[number];

/**
 * Returns the services for a child in danger, by country, the language's own first and the world's
 * last: a card has room for no more.
 */
export function cardHelp(helplines: readonly Helpline[], words: Words) {
  const home = homeCountry[words.language];
  return helplinesFor(helplines, 'danger', words.language).map(
    ({ country, name, contacts, last_checked }) => ({
      /** ISO-3 code, or `WLD`. */
      country,
      name: name[words.language],
      /** `phone 129`, `web childhelplineinternational.org` … */
      contacts: contacts.map((contact) => contactPhrase(contact, words)),
      /** False until somebody has called or visited it for this edition; the reader is told so. */
      confirmed: last_checked !== null,
      /**
       * For the partner's country unless the partner names another, and for the world's directory.
       */
      shown: country === home || country === 'WLD'
    })
  );
}
