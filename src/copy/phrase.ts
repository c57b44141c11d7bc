const patterns = new Map<string, RegExp>();

/**
 * Returns a pattern that finds whole words only, in any script and case. It is the same one each time: making it costs more than
 * looking for it, and the rules of a language are looked for in every passage. With `g` it is for `matchAll` alone, which keeps no place in it.
 */
export function wholeWords(source: string, flags: 'giu' | 'iu' = 'giu'): RegExp {
  const key = `${flags} ${source}`;
  let pattern = patterns.get(key);
  if (!pattern) patterns.set(key, (pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, flags)));
  return pattern;
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
