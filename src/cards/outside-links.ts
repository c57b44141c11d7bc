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
export function withoutAnswers(html: string): string {
  return html.replace(/<a class="ask"[^>]*>([\s\S]*?)<\/a>/g, '$1');
}
