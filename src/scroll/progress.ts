/**
 * Words a minute that the reading time assumes; slow on purpose, since figures are read too
 * (standards R06).
 */
const wordsPerMinute = 200;

/** Returns the whole minutes that reading `words` takes, rounded up and never under one. */
export const readingMinutes = (words: number): number =>
  Math.max(1, Math.ceil(words / wordsPerMinute));

/**
 * Returns "3 of 7" from a template with `{at}` and `{of}`; `index` counts from 0, and -1, above the
 * first, counts as the first.
 */
export function progressText(template: string, index: number, sections: number): string {
  return template.replace('{at}', String(Math.max(0, index) + 1)).replace('{of}', String(sections));
}

/**
 * Returns how much of the page has been scrolled, from 0 to 1; a page that fits the window has been
 * read.
 */
export function scrolledShare(scrolled: number, pageHeight: number, windowHeight: number): number {
  const room = pageHeight - windowHeight;
  return room <= 0 ? 1 : Math.min(1, Math.max(0, scrolled / room));
}
