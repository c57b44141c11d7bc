import type { Withdrawal } from '../../cards/withdrawal.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { Language } from '../../locale/languages.ts';
import type { Correction } from '../../pages/side/correction.ts';
import { atomFeed, type FeedEntry } from './atom-feed.ts';

/** What partners are told of. */
export interface Changes {
  /** Days of the editions, newest first. */
  editions: readonly string[];
  corrections: readonly Correction[];
  withdrawals: readonly Withdrawal[];
}

const paragraphs = (...texts: string[]) => texts.join('\n\n');
/** The order of time, whatever zone an instant is written in. */
const byTime = (one: FeedEntry, other: FeedEntry) => Date.parse(other.updated) - Date.parse(one.updated) || (one.id < other.id ? -1 : 1);

/** Returns which editions of a card were taken back, as a sentence. @throws Error when a label is missing. */
export function withdrawnEditions({ editions }: Withdrawal, words: Words): string {
  const which =
    editions === 'all' ? speak(words, 'changes.withdrawal.all') : editions.map((day) => formatDate(day, words.language)).join(', ');
  return speak(words, 'changes.withdrawal.editions', { editions: which });
}

/** What happened, and what a partner must do. */
function entriesOf({ editions, corrections, withdrawals }: Changes, words: Words, base: string): FeedEntry[] {
  const { language } = words;
  const story = `${base}${language}/`;
  const idOf = (what: string) => `urn:terhubung:${what}:${language}`;
  return [
    ...editions.map((edition) => ({
      id: idOf(`edition:${edition}`),
      title: speak(words, 'changes.edition', { date: formatDate(edition, language) }),
      updated: `${edition}T00:00:00Z`,
      href: `${story}partners/`,
      text: speak(words, 'changes.edition.do')
    })),
    ...corrections.map(({ id, posted, place, text }) => ({
      id: idOf(`correction:${id}`),
      title: speak(words, 'changes.correction', { date: formatDate(posted.slice(0, 10), language) }),
      updated: posted,
      href: `${story}#${place}`,
      text: paragraphs(text[language], speak(words, 'changes.correction.do'))
    })),
    ...withdrawals.map((withdrawal) => {
      const { card, date, reason } = withdrawal;
      return {
        id: idOf(`withdrawal:${date}:${card}`),
        title: speak(words, 'changes.withdrawal', { card: speak(words, `embed.card.${card}`), date: formatDate(date, language) }),
        updated: `${date}T00:00:00Z`,
        href: `${story}partners/`,
        text: paragraphs(reason[language], withdrawnEditions(withdrawal, words), speak(words, 'changes.withdrawal.do'))
      };
    })
  ].sort(byTime);
}

/** Returns the path of the feed of one language, from the site's root. */
export function changesPath(language: Language): string {
  return `embed/v1/changes.${language}.atom`;
}

/**
 * Returns the feed by which partners learn of editions, corrections and withdrawals, newest first, each with what they must do
 * (standards E16, D15; Atom, RFC 4287).
 * @param address the site's; empty while it is not known: links then start from the feed.
 * @throws Error when a label is missing.
 */
export function changesFeed(changes: Changes, words: Words, address: string): string {
  const { language } = words;
  const base = address || '../../';
  const self = address ? address + changesPath(language) : `changes.${language}.atom`;
  const name = speak(words, 'site.name');
  const entries = entriesOf(changes, words, base);
  return atomFeed({
    id: address ? self : `urn:terhubung:changes:${language}`,
    language,
    title: speak(words, 'changes.title', { site: name }),
    updated: entries[0]?.updated ?? '1970-01-01T00:00:00Z',
    author: name,
    self,
    entries
  });
}
