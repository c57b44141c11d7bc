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

function seek(text: string): Sought {
  let made = sought.get(text);
  if (!made) sought.set(text, (made = { first: text.replace(/\s.*/s, '').toLowerCase(), pattern: wholeWords(literally(text)) }));
  return made;
}

/** Returns where each of `texts` occurs in `within`, as whole words, as start and end. */
export function spansOf(texts: readonly string[], within: string): { start: number; end: number }[] {
  const lowered = within.toLowerCase();
  return texts
    .map(seek)
    .filter(({ first }) => lowered.includes(first))
    .flatMap(({ pattern }) => [...within.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length })));
}
