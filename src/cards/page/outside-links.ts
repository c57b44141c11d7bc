/**
 * Returns markup whose links out of the card open pages of their own: a frame may not move its
 * page, nor hold a story (E06, S31).
 */
export function opensOutside(html: string): string {
  return html.replace(
    /<a\b([^>]*?)\shref="([^"#][^"]*)"([^>]*)>/g,
    (_, before: string, href: string, after: string) => {
      const rest = `${before}${after}`.replace(/\s(?:target|rel)="[^"]*"/g, '');
      return `<a${rest} href="${href}" target="_blank" rel="noopener noreferrer">`;
    }
  );
}

/** Returns prose whose numbers stand as text: what they open in the story is not in a card. */
export const withoutAnswers = (html: string): string =>
  html.replace(/<a class="ask"[^>]*>([\s\S]*?)<\/a>/g, '$1');

/**
 * Returns markup without links by a way of folders, which lead nowhere in a copy elsewhere: their
 * text stays, as all other links do.
 */
export function withoutLeads(html: string): string {
  const leads = String.raw`href="(?![a-z]+:|#)[^"]*"`;
  return html
    .replace(new RegExp(String.raw`<a\b[^>]*\s${leads}[^>]*>([\s\S]*?)</a>`, 'g'), '$1')
    .replace(new RegExp(String.raw`<link\b[^>]*\s${leads}[^>]*>\n?`, 'g'), '');
}
