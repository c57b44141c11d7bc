/** Prevents line breaks in dates (6 September 2018) and spans of years (2021-2025). */
export function withoutBreaks(text: string) {
  return text
    .replace(/\b(\d{1,2}) (?=\p{Lu}\p{Ll}+ \d{4})/gu, '$1\u00a0')
    .replace(/(\p{Lu}\p{Ll}+) (?=\d{4}\b)/gu, '$1\u00a0')
    .replace(/\b(\d{4}-)(?=\d{4}\b)/g, '$1\u2060');
}

const parts = /<(script|style|svg|select|textarea|pre)\b[\s\S]*?<\/\1>|<[^>]*>|[^<]+/g;
const doubled = /\p{L}*(\p{L}{2,})-\1\p{L}*/giu;

/**
 * Keeps a doubled word, such as “anak-anak”, on one line of a page. An element, not another hyphen:
 * search, copies and screen readers get the word as it is spelled.
 */
export const keepDoubled = (html: string) =>
  html.replace(parts, (part) =>
    part.startsWith('<') || !part.includes('-')
      ? part
      : part.replace(doubled, '<span class="doubled">$&</span>')
  );
