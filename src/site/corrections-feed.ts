import type { Correction } from '../pages/correction.ts';
import { speak, type Words } from '../copy/words.ts';

const escapeXml = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/**
 * Returns the Atom feed (RFC 4287) of corrections in one language. `updated` is the day of the edition while there is no
 * correction; `address` may be empty, and then links are relative to the feed.
 */
export function correctionsFeed(corrections: readonly Correction[], words: Words, edition: string, address: string): string {
  const { language } = words;
  const story = address ? `${address}${language}/` : './';
  const id = address ? `${address}${language}/corrections/` : `urn:terhubung:corrections:${language}`;
  const entries = corrections.map(
    ({ id: entry, posted, place, text }) => `  <entry>
    <id>urn:terhubung:correction:${escapeXml(entry)}:${language}</id>
    <title>${escapeXml(speak(words, 'corrections.title'))}, ${escapeXml(posted.slice(0, 10))}</title>
    <updated>${escapeXml(posted)}</updated>
    <link href="${escapeXml(`${story}#${place}`)}"/>
    <content type="text">${escapeXml(text[language])}</content>
  </entry>`
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
  <id>${escapeXml(id)}</id>
  <title>${escapeXml(`${speak(words, 'site.name')}: ${speak(words, 'corrections.title')}`)}</title>
  <updated>${corrections[0]?.posted ?? `${edition}T00:00:00Z`}</updated>
  <author><name>${escapeXml(speak(words, 'site.name'))}</name></author>
  <link rel="self" href="${escapeXml(address ? `${address}${language}/corrections.atom` : 'corrections.atom')}"/>
${entries.join('\n')}
</feed>
`;
}
