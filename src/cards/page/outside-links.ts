/**
 * Returns markup in which every link that leads out of the card opens a page of its own: a frame may not move the page around it, and a
 * story inside of a frame would be read without its address, help and way to leave (standards E06, S31).
 */
export function opensOutside(html: string): string {
  return html.replace(/<a\b([^>]*?)\shref="([^"#][^"]*)"([^>]*)>/g, (_, before: string, href: string, after: string) => {
    const rest = `${before}${after}`.replace(/\s(?:target|rel)="[^"]*"/g, '');
    return `<a${rest} href="${href}" target="_blank" rel="noopener noreferrer">`;
  });
}

/** Returns prose whose numbers stand as text: what they open in the story is not in a card. */
export const withoutAnswers = (html: string): string => html.replace(/<a class="ask"[^>]*>([\s\S]*?)<\/a>/g, '$1');

/**
 * Returns markup without the links that lead away from it by a way of folders: in a copy that lies elsewhere they lead nowhere. What was
 * linked stays as text; links within the page, and to addresses in full, stay links.
 */
export function withoutLeads(html: string): string {
  const leads = String.raw`href="(?![a-z]+:|#)[^"]*"`;
  return html
    .replace(new RegExp(String.raw`<a\b[^>]*\s${leads}[^>]*>([\s\S]*?)</a>`, 'g'), '$1')
    .replace(new RegExp(String.raw`<link\b[^>]*\s${leads}[^>]*>\n?`, 'g'), '');
}
