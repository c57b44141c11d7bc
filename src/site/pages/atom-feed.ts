import { escapeMarkup } from '../../copy/markup.ts';
import type { Language } from '../../locale/languages.ts';

/** One entry of a feed. */
export interface FeedEntry {
  id: string;
  title: string;
  /** An instant, RFC 3339. */
  updated: string;
  href: string;
  text: string;
}

/** What a feed says of itself. */
export interface Feed {
  id: string;
  language: Language;
  title: string;
  updated: string;
  author: string;
  /** Its own address, or its name while the site's is not known. */
  self: string;
  /** Newest first. */
  entries: readonly FeedEntry[];
}

/** Returns a feed as Atom (RFC 4287); `xml:lang` says its language, since readers and screen readers go by it. */
export function atomFeed({ id, language, title, updated, author, self, entries }: Feed): string {
  const tag = (name: string, text: string, attributes = '') => `<${name}${attributes}>${escapeMarkup(text)}</${name}>`;
  const written = entries.map(
    (entry) => `  <entry>
    ${tag('id', entry.id)}
    ${tag('title', entry.title)}
    ${tag('updated', entry.updated)}
    <link href="${escapeMarkup(entry.href)}"/>
    ${tag('content', entry.text, ' type="text"')}
  </entry>
`
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
  ${tag('id', id)}
  ${tag('title', title)}
  ${tag('updated', updated)}
  <author>${tag('name', author)}</author>
  <link rel="self" type="application/atom+xml" href="${escapeMarkup(self)}"/>
${written.join('')}</feed>
`;
}
