/** Returns a pattern that finds whole words only, in any script and case. */
export function wholeWords(source: string, flags = 'giu'): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, flags);
}

/** Returns a pattern source that matches a text as it stands, with any space between its words. */
export function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}

/** Returns where each of `texts` occurs in `within`, as whole words, as start and end. */
export function spansOf(texts: readonly string[], within: string): { start: number; end: number }[] {
  return texts.flatMap((text) =>
    [...within.matchAll(wholeWords(literally(text)))].map((match) => ({ start: match.index, end: match.index + match[0].length }))
  );
}
