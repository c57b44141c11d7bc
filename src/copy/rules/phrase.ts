const patterns = { giu: new Map<string, RegExp>(), iu: new Map<string, RegExp>() };

/**
 * Returns a pattern that finds whole words only, in any script and case. It is the same one each time: making it costs more than
 * looking for it, and the rules of a language are looked for in every passage. With `g` it is for `matchAll` alone, which keeps no place in it.
 */
export function wholeWords(source: string, flags: 'giu' | 'iu' = 'giu'): RegExp {
  let pattern = patterns[flags].get(source);
  if (!pattern) patterns[flags].set(source, (pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, flags)));
  return pattern;
}

/** Returns a pattern source that matches a text as it stands, with any space between its words. */
export function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}

/** What a text is looked for with: its first word, which nearly every other text is without, and its pattern. */
interface Sought {
  first: string;
  pattern: RegExp;
}

const sought = new Map<string, Sought>();
const word = /[\p{L}\p{N}]+/gu;

function seek(text: string): Sought {
  let made = sought.get(text);
  if (!made) sought.set(text, (made = { first: firstWordOf(text), pattern: wholeWords(literally(text)) }));
  return made;
}

/** Returns the words of a text, in lower case. */
export function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(word));
}

/** Returns the first word of a text, in lower case; empty where it has none. */
export const firstWordOf = (text: string): string => [...wordsIn(text)][0] ?? '';

/**
 * Returns where each of `texts` occurs in `within`, as whole words, as start and end.
 * @param words those of `within`, where more is looked for in it.
 */
export function spansOf(texts: readonly string[], within: string, words = wordsIn(within)): { start: number; end: number }[] {
  return texts
    .map(seek)
    .filter(({ first }) => words.has(first))
    .flatMap(({ pattern }) => [...within.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length })));
}
