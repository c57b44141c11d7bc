import type { Withdrawal } from '../cards/withdrawal.ts';
import { speak, type Words } from '../copy/words.ts';
import { formatDate } from '../locale/numbers.ts';
import type { Language } from '../locale/languages.ts';
import type { Correction } from '../pages/correction.ts';

/** What partners are told of. */
export interface Changes {
  /** Days of the editions, newest first. */
  editions: readonly string[];
  corrections: readonly Correction[];
  withdrawals: readonly Withdrawal[];
}

interface Entry {
  id: string;
  title: string;
  updated: string;
  href: string;
  /** What happened, and what a partner must do. */
  text: string[];
}

const escapeXml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
/** The order of time, whatever zone an instant is written in. */
const byTime = (one: Entry, other: Entry) => Date.parse(other.updated) - Date.parse(one.updated) || (one.id < other.id ? -1 : 1);

/** Returns which editions of a card were taken back, as a sentence. @throws Error when a label is missing. */
export function withdrawnEditions({ editions }: Withdrawal, words: Words): string {
  const which =
    editions === 'all' ? speak(words, 'changes.withdrawal.all') : editions.map((day) => formatDate(day, words.language)).join(', ');
  return speak(words, 'changes.withdrawal.editions', { editions: which });
}

function entriesOf({ editions, corrections, withdrawals }: Changes, words: Words, base: string): Entry[] {
  const { language } = words;
  const story = `${base}${language}/`;
  return [
    ...editions.map((edition) => ({
      id: `edition:${edition}`,
      title: speak(words, 'changes.edition', { date: formatDate(edition, language) }),
      updated: `${edition}T00:00:00Z`,
      href: `${story}partners/`,
      text: [speak(words, 'changes.edition.do')]
    })),
    ...corrections.map(({ id, posted, place, text }) => ({
      id: `correction:${id}`,
      title: speak(words, 'changes.correction', { date: formatDate(posted.slice(0, 10), language) }),
      updated: posted,
      href: `${story}#${place}`,
      text: [text[language], speak(words, 'changes.correction.do')]
    })),
    ...withdrawals.map((withdrawal) => {
      const { card, date, reason } = withdrawal;
      return {
        id: `withdrawal:${date}:${card}`,
        title: speak(words, 'changes.withdrawal', { card: speak(words, `embed.card.${card}`), date: formatDate(date, language) }),
        updated: `${date}T00:00:00Z`,
        href: `${story}partners/`,
        text: [reason[language], withdrawnEditions(withdrawal, words), speak(words, 'changes.withdrawal.do')]
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
  const written = entries.map(
    ({ id, title, updated, href, text }) => `  <entry>
    <id>urn:terhubung:${escapeXml(id)}:${language}</id>
    <title>${escapeXml(title)}</title>
    <updated>${escapeXml(updated)}</updated>
    <link href="${escapeXml(href)}"/>
    <content type="text">${escapeXml(text.join('\n\n'))}</content>
  </entry>`
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
  <id>${address ? escapeXml(self) : `urn:terhubung:changes:${language}`}</id>
  <title>${escapeXml(speak(words, 'changes.title', { site: name }))}</title>
  <updated>${escapeXml(entries[0]?.updated ?? '1970-01-01T00:00:00Z')}</updated>
  <author><name>${escapeXml(name)}</name></author>
  <link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>
${written.join('\n')}
</feed>
`;
}
