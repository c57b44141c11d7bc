/** Links open a new tab: a card may not navigate its page (E06, S31). */
export function openInNewTab(html: string) {
  return html.replace(
    /<a\b([^>]*?)\shref="([^"#][^"]*)"([^>]*)>/g,
    (_, before: string, href: string, after: string) => {
      const rest = `${before}${after}`.replace(/\s(?:target|rel)="[^"]*"/g, '');
      return `<a${rest} href="${href}" target="_blank" rel="noopener noreferrer">`;
    }
  );
}

/** Replaces links to the notes of numbers by their text; a card has no notes. */
export const withoutNoteLinks = (html: string) =>
  html.replace(/<a class="ask"[^>]*>([\s\S]*?)<\/a>/g, '$1');

/** Replaces relative links by their text, because they would lead nowhere in a copy. */
export function withoutRelativeLinks(html: string) {
  const leads = String.raw`href="(?![a-z]+:|#)[^"]*"`;
  return html
    .replace(new RegExp(String.raw`<a\b[^>]*\s${leads}[^>]*>([\s\S]*?)</a>`, 'g'), '$1')
    .replace(new RegExp(String.raw`<link\b[^>]*\s${leads}[^>]*>\n?`, 'g'), '');
}

/** Quotes the data of a map once, instead of escaping each mark in it. This saves 50 bytes of 24 KB. */
export const quoteDataOnce = (html: string) =>
  html.replace(
    / data-payload="([^"]*)"/g,
    (_, data: string) =>
      ` data-payload='${data.replaceAll("'", '&#39;').replaceAll('&quot;', '"')}'`
  );
