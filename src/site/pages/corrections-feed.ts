import type { Correction } from '../../pages/side/correction.ts';
import { speak, type Words } from '../../copy/words.ts';
import { atomFeed } from './atom-feed.ts';

const entryName = 'urn:terhubung:correction:';

/** Returns the ids of the corrections that a feed has told its readers of. */
export const correctionsIn = (feed: string): string[] =>
  [...feed.matchAll(new RegExp(`<id>${entryName}([a-z0-9-]+):`, 'g'))].map(([, id = '']) => id);

/**
 * Returns the Atom feed (RFC 4287) of corrections in one language. `updated` is the day of the edition while there is no
 * correction; `address` may be empty, and then links are relative to the feed.
 */
export function correctionsFeed(corrections: readonly Correction[], words: Words, edition: string, address: string): string {
  const { language } = words;
  const story = address ? `${address}${language}/` : './';
  const id = address ? `${address}${language}/corrections/` : `urn:terhubung:corrections:${language}`;
  return atomFeed({
    id,
    language,
    title: `${speak(words, 'site.name')}: ${speak(words, 'corrections.title')}`,
    updated: corrections[0]?.posted ?? `${edition}T00:00:00Z`,
    author: speak(words, 'site.name'),
    self: address ? `${address}${language}/corrections.atom` : 'corrections.atom',
    entries: corrections.map(({ id: entry, posted, place, text }) => ({
      id: `${entryName}${entry}:${language}`,
      title: `${speak(words, 'corrections.title')}, ${posted.slice(0, 10)}`,
      updated: posted,
      href: `${story}#${place}`,
      text: text[language]
    }))
  });
}
