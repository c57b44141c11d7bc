const patterns = { giu: new Map<string, RegExp>(), iu: new Map<string, RegExp>() };

/**
 * Whole words in any script and case. Cached, because every rule is tried on every passage. With
 * `g` use only `matchAll`, which does not depend on `lastIndex`.
 */
export function wholeWords(source: string, flags: 'giu' | 'iu' = 'giu') {
  let pattern = patterns[flags].get(source);
  if (!pattern)
    patterns[flags].set(
      source,
      // Compiled in a third of the time of one class of both.
      (pattern = new RegExp(`(?<!\\p{L})(?<!\\p{N})(?:${source})(?!\\p{L})(?!\\p{N})`, flags))
    );
  return pattern;
}

/** Escaped, with any white space between words. */
const literally = (text: string) =>
  text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');

export interface Span {
  start: number;
  end: number;
}

export const covers = (spans: readonly Span[], { start, end }: Span) =>
  spans.some((one) => one.start <= start && end <= one.end);

/** From left to right, the longest of overlapping spans: “no fewer than” is not “fewer”. */
export function longestOf<Found extends Span>(spans: readonly Found[]) {
  const isInside = ({ start, end }: Found) =>
    spans.some((one) => one.start <= start && end <= one.end && one.end - one.start > end - start);
  return spans.filter((span) => !isInside(span)).sort((one, other) => one.start - other.start);
}

/** The first word is looked up, and the pattern tried only there. */
interface Sought {
  first: string;
  lead: number;
  /** Without look-arounds: Unicode classes make a pattern slow to compile. */
  pattern: RegExp;
}

const sought = new Map<string, Sought>();
const word = /[\p{L}\p{N}]+/gu;
const [noWordBefore, noWordBehind] = [/(?<![\p{L}\p{N}])/iuy, /(?![\p{L}\p{N}])/iuy];

function seek(text: string) {
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

function endOf(pattern: RegExp, text: string, start: number) {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

export function wordsIn(text: string): ReadonlyMap<string, number[]> {
  // A plain loop: d3's `rollup` takes three times as long.
  const places = new Map<string, number[]>();
  for (const { 0: found, index } of text.matchAll(word)) {
    const known = places.get(found.toLowerCase());
    if (known) known.push(index);
    else places.set(found.toLowerCase(), [index]);
  }
  return places;
}

export const firstWordOf = (text: string) => seek(text).first;

/** Whole-word matches of `texts` in `within`. Pass `words` to reuse its index. */
export function spansOf(texts: readonly string[], within: string, words = wordsIn(within)) {
  const spans: Span[] = [];
  // Plain loops: hundreds of names are looked up in each text, and few are there.
  for (const text of texts) {
    const { first, lead, pattern } = seek(text);
    for (const place of words.get(first) ?? []) {
      const start = place - lead;
      const end = endOf(pattern, within, start);
      if (end === undefined || endOf(noWordBefore, within, start) === undefined) continue;
      if (endOf(noWordBehind, within, end) !== undefined) spans.push({ start, end });
    }
  }
  return spans;
}

export const endingOf = (phrases: readonly string[], text: string, gap = '') =>
  phraseWhere(phrases, text, ({ end }) => new RegExp(`^${gap}\\s*$`).test(text.slice(end)));

/** True when a text ends with one of the phrases and white space. */
export const isJustBefore = (phrases: readonly string[], text: string) =>
  endingOf(phrases, text, '\\s') !== undefined;

export const beginningOf = (phrases: readonly string[], text: string, gap = '') =>
  phraseWhere(phrases, text, ({ start }) => new RegExp(`^${gap}\\s*$`).test(text.slice(0, start)));

function phraseWhere(phrases: readonly string[], text: string, isThere: (span: Span) => boolean) {
  const words = wordsIn(text);
  return phrases.find((phrase) => spansOf([phrase], text, words).some(isThere));
}
