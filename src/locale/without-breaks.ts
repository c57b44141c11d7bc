/** Prevents line breaks in dates (6 September 2018) and spans of years (2021-2025). */
export function withoutBreaks(text: string): string {
  return text
    .replace(/\b(\d{1,2}) (?=\p{Lu}\p{Ll}+ \d{4})/gu, '$1\u00a0')
    .replace(/(\p{Lu}\p{Ll}+) (?=\d{4}\b)/gu, '$1\u00a0')
    .replace(/\b(\d{4}-)(?=\d{4}\b)/g, '$1\u2060');
}
