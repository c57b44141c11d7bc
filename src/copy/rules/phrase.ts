const patterns = { giu: new Map<string, RegExp>(), iu: new Map<string, RegExp>() };

/**
 * Returns a pattern that finds whole words only, in any script and case. It is the same one each
 * time: making it costs more than looking for it, and the rules of a language are looked for in
 * every passage. With `g` it is for `matchAll` alone, which keeps no place in it.
 */
export function wholeWords(source: string, flags: 'giu' | 'iu' = 'giu'): RegExp {
  let pattern = patterns[flags].get(source);
  if (!pattern)
    patterns[flags].set(
      source,
      (pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, flags))
    );
  return pattern;
}

/** Returns a pattern source that matches a text as it stands, with any space between its words. */
export const literally = (text: string): string =>
  text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');

/** Returns a pattern source that matches any of some texts as they stand. */
export const anyOf = (texts: readonly string[]): string => `(?:${texts.map(literally).join('|')})`;

/** Returns which of some phrases a text ends with, but for what `gap` matches behind it. */
export function endingOf(phrases: readonly string[], text: string, gap = ''): string | undefined {
  return phrases.find((phrase) => wholeWords(`${literally(phrase)}${gap}\\s*$`, 'iu').test(text));
}

/** Returns which of some phrases a text begins with, but for what `gap` matches before it. */
export function beginningOf(
  phrases: readonly string[],
  text: string,
  gap = ''
): string | undefined {
  return phrases.find((phrase) => wholeWords(`^${gap}\\s*${literally(phrase)}`, 'iu').test(text));
}

/**
 * Returns spans of a text from left to right; of those that hold each other, the longest: “no fewer
 * than” is no “fewer”.
 */
export function longestOf<Span extends { start: number; end: number }>(
  spans: readonly Span[]
): Span[] {
  const isInside = ({ start, end }: Span) =>
    spans.some((one) => one.start <= start && end <= one.end && one.end - one.start > end - start);
  return spans.filter((span) => !isInside(span)).sort((one, other) => one.start - other.start);
}

/**
 * What a text is looked for with: its first word, which nearly every other text is without, and its
 * pattern, tried only there.
 */
interface Sought {
  first: string;
  /** How far into the text its first word begins. */
  lead: number;
  /**
   * The text as it stands, and nothing around it: with the letters of every script in it, a pattern
   * takes long to make.
   */
  pattern: RegExp;
}

const sought = new Map<string, Sought>();
const word = /[\p{L}\p{N}]+/gu;
const [noWordBefore, noWordBehind] = [/(?<![\p{L}\p{N}])/iuy, /(?![\p{L}\p{N}])/iuy];

function seek(text: string): Sought {
  let made = sought.get(text);
  if (!made) {
    const [found] = text.matchAll(word);
    const pattern = new RegExp(literally(text), 'iuy');
    sought.set(
      text,
      (made = { first: found?.[0].toLowerCase() ?? '', lead: found?.index ?? 0, pattern })
    );
  }
  return made;
}

/**
 * Returns where a sticky pattern that matches at a place in a text ends; undefined where it does
 * not match there.
 */
function endOf(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Returns the words of a text, in lower case, each with the places where it begins. */
export function wordsIn(text: string): ReadonlyMap<string, number[]> {
  // By hand: every rule looks through every text, and d3's `rollup` takes three times as long.
  const places = new Map<string, number[]>();
  for (const { 0: found, index } of text.matchAll(word)) {
    const known = places.get(found.toLowerCase());
    if (known) known.push(index);
    else places.set(found.toLowerCase(), [index]);
  }
  return places;
}

/** Returns the first word of a text, in lower case; empty where it has none. */
export const firstWordOf = (text: string): string => seek(text).first;

/**
 * Returns where each of `texts` occurs in `within`, as whole words; `words` are those of `within`,
 * where more is looked for in it.
 */
export function spansOf(
  texts: readonly string[],
  within: string,
  words = wordsIn(within)
): { start: number; end: number }[] {
  return texts.map(seek).flatMap(({ first, lead, pattern }) =>
    (words.get(first) ?? []).flatMap((place) => {
      const start = place - lead;
      const end = endOf(pattern, within, start);
      if (end === undefined || endOf(noWordBefore, within, start) === undefined) return [];
      return endOf(noWordBehind, within, end) === undefined ? [] : [{ start, end }];
    })
  );
}
