import { changesPath, correctionsOf, picturePath, figureCards, type Card } from '#cards/card.ts';
import { withdrawnEditions, type Withdrawal } from '#cards/withdrawal.ts';
import { escapeMarkup, tag } from '#copy/markup.ts';
import { speak, type Words } from '#copy/words.ts';
import { formatDate } from '#locale/numbers.ts';
import { correctedAt, type Correction } from '#pages/side/correction.ts';

/** `updated` is an RFC 3339 instant. */
type FeedEntry = Readonly<Record<'id' | 'title' | 'updated' | 'href' | 'text', string>> & {
  pictures?: readonly string[];
};

/** `page` is the HTML version. `since` is the date of an empty feed. */
type Feed = Readonly<Record<'path' | 'id' | 'title' | 'page' | 'since', string>> & {
  entries: readonly FeedEntry[];
};

function atomFeed({ path, id, title, page, entries, since }: Feed, words: Words, address: string) {
  // Relative when the site's address is not known.
  const self = address ? address + path : path.replace(/.*\//, '');
  const written = entries.map(
    (entry) => `  <entry>
    ${tag('id', entry.id)}
    ${tag('title', entry.title)}
    ${tag('updated', entry.updated)}
    <link href="${escapeMarkup(entry.href)}"/>${(entry.pictures ?? [])
      .map(
        (href) => `
    <link rel="enclosure" type="image/png" href="${escapeMarkup(href)}"/>`
      )
      .join('')}
    ${tag('content', entry.text, ' type="text"')}
  </entry>
`
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${words.language}">
  ${tag('id', id)}
  ${tag('title', title)}
  ${tag('updated', entries[0]?.updated ?? since)}
  <author>${tag('name', speak(words, 'site.name'))}</author>
  <link rel="self" type="application/atom+xml" href="${escapeMarkup(self)}"/>
  <link rel="alternate" type="text/html" href="${escapeMarkup(page)}"/>
${written.join('')}</feed>
`;
}

/** If `address` is empty, links are relative to the feed. */
export function correctionsFeed(
  corrections: readonly Correction[],
  words: Words,
  edition: string,
  address: string
) {
  const { language } = words;
  const story = address ? `${address}${language}/` : './';
  const feed = {
    path: `${language}/corrections.atom`,
    id: address ? `${address}${language}/corrections/` : `urn:terhubung:corrections:${language}`,
    title: `${speak(words, 'site.name')}: ${speak(words, 'corrections.title')}`,
    page: `${story}corrections/`,
    since: `${edition.slice(0, 10)}T00:00:00Z`,
    entries: corrections.map((correction) => ({
      id: `urn:terhubung:correction:${correction.id}:${language}`,
      title: `${speak(words, 'corrections.title')}, ${correction.posted.slice(0, 10)}`,
      updated: correction.posted,
      href: story + correctedAt(correction),
      text: correction.text[language]
    }))
  };
  return atomFeed(feed, words, address);
}

interface Changes {
  editions: readonly string[];
  corrections: readonly Correction[];
  withdrawals: readonly Withdrawal[];
}

const paragraphs = (...texts: string[]) => texts.join('\n\n');
/** Instants may have different time zones. */
const byTime = (one: FeedEntry, other: FeedEntry) =>
  Date.parse(other.updated) - Date.parse(one.updated) || (one.id < other.id ? -1 : 1);

/** `correction 2027-01-15-world-now`, `withdrawal 2027-01-15 world` */
export function announcedIn(feed: string) {
  return [
    ...feed.matchAll(/urn:terhubung:(?:changes:)?(correction|withdrawal):([\w:-]+):\w+</g)
  ].map(([, what, id]) => `${what} ${id?.replace(':', ' ')}`);
}

/** For partners (E16, D15). If `address` is empty, links are relative to the feed. */
export function changesFeed(
  { editions, corrections, withdrawals }: Changes,
  words: Words,
  address: string
) {
  const { language } = words;
  const path = changesPath(language);
  const base = address || '../../';
  const story = `${base}${language}/`;
  // They hold sentence, bound and source, with the newest corrections or the withdrawal.
  const picturesOf = (shows: (card: Card) => boolean) =>
    figureCards.filter(shows).map((card) => base + picturePath(language, card));
  const idOf = (what: string) => `urn:terhubung:${what}:${language}`;
  const entries = [
    ...editions.map((edition, index) => ({
      pictures: index === 0 ? picturesOf(() => true) : [],
      id: idOf(`edition:${edition}`),
      title: speak(words, 'changes.edition', { date: formatDate(edition, language) }),
      updated: `${edition.slice(0, 10)}T00:00:00Z`,
      href: `${story}partners/`,
      text: speak(words, 'changes.edition.do')
    })),
    ...corrections.map((correction) => ({
      // Its own id, because readers merge entries of one id across feeds (RFC 4287, 4.2.6).
      id: idOf(`changes:correction:${correction.id}`),
      title: speak(words, 'changes.correction', {
        date: formatDate(correction.posted.slice(0, 10), language)
      }),
      updated: correction.posted,
      href: story + correctedAt(correction),
      text: paragraphs(correction.text[language], speak(words, 'changes.correction.do')),
      pictures: picturesOf((card) => correctionsOf(card, [correction]).length > 0)
    })),
    ...withdrawals.map((withdrawal) => {
      const { card, date, reason } = withdrawal;
      return {
        id: idOf(`withdrawal:${date}:${card}`),
        title: speak(words, 'changes.withdrawal', {
          card: speak(words, `embed.card.${card}`),
          date: formatDate(date, language)
        }),
        updated: `${date}T00:00:00Z`,
        href: `${story}partners/`,
        text: paragraphs(
          reason[language],
          withdrawnEditions(withdrawal, words),
          speak(words, 'changes.withdrawal.do')
        ),
        pictures: picturesOf((one) => one === card)
      };
    })
  ].sort(byTime);
  const feed = {
    path,
    id: address ? address + path : `urn:terhubung:changes:${language}`,
    title: speak(words, 'changes.title', { site: speak(words, 'site.name') }),
    page: `${story}partners/`,
    since: '1970-01-01T00:00:00Z',
    entries
  };
  return atomFeed(feed, words, address);
}
