import { homeCountry } from '#locale/languages.ts';
import type { Words } from '#copy/words.ts';
import { contactPhrase, helplinesFor, type Helpline } from '#pages/helpline.ts';

/** A helpline as plain text, because links may be dead inside a frame (E05). */
export type CardHelp = ReturnType<typeof cardHelp>[number];

/** Returns the services for a child in danger. A card has no room for the others. */
export function cardHelp(helplines: readonly Helpline[], words: Words) {
  const home = homeCountry[words.language];
  return helplinesFor(helplines, 'danger', words.language).map(
    ({ country, name, contacts, last_checked }) => ({
      /** ISO 3166-1 alpha-3 code, or `WLD`. */
      country,
      name: name[words.language],
      contacts: contacts.map((contact) => contactPhrase(contact, words)),
      /** False until somebody has called or visited it for this edition. */
      confirmed: last_checked !== null,
      shown: country === home || country === 'WLD'
    })
  );
}
