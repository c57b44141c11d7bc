/** Words per minute: slow on purpose, since figures are read too (R06). */
const wordsPerMinute = 200;

/** Whole minutes, rounded up, at least one. */
export const readingMinutes = (words: number) => Math.max(1, Math.ceil(words / wordsPerMinute));

/** `index` counts from 0; -1 counts as the first section. */
export function progressText(template: string, index: number, sections: number): string {
  return template.replace('{at}', String(Math.max(0, index) + 1)).replace('{of}', String(sections));
}

/** Share of the page that was scrolled, 0 to 1; 1 for a page that fits the viewport. */
export function scrolledShare(scrolled: number, pageHeight: number, windowHeight: number): number {
  const room = pageHeight - windowHeight;
  return room <= 0 ? 1 : Math.min(1, Math.max(0, scrolled / room));
}
