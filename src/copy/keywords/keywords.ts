import { group, sort } from 'd3';
import { cachedFormatter } from '../../locale/formatters.ts';
import type { Language } from '../../locale/languages.ts';
import type { FilePosition } from '../../sources/source-error.ts';
import type { Keywords } from '../../story/lock.ts';
import type { Wording } from '../rules/copy-rules.ts';
import { firstWordOf, literally, longestOf, spansOf, wordsIn } from '../rules/phrase.ts';
import { sentencesOf, type Passage, type Sentence } from '../passage.ts';
import type { ReadChapter } from '../read-chapter.ts';

/** The keywords of one part of a text, in one language: the words that turn what it claims. */
export interface KeywordPart {
  /**
   * As the lock names it: the language, the scene and the part, or the file and the key of a label,
   * and the figures of the sentence, “#” for headings, nothing for the rest.
   */
  key: string;
  words: string[];
  /** Where the part begins. */
  at: FilePosition & { file: string };
  /** Where one of its words stands, or stood; left out where its sentences say it. */
  placeOf?: (word: string) => FilePosition;
  sentences: (Sentence & { keywords: string[] })[];
}

type Kinds = readonly (readonly (readonly string[])[])[];

/**
 * What no other word means the same as, so that it is kept as it is written: a quotation, an
 * address, a number in digits, a name in capitals, and the sign of a question, which claims
 * nothing.
 */
const verbatim =
  /“[^”]*”|https:\/\/\S+|\p{N}[\p{L}\p{N}]*(?:[.,]\p{N}+)*|(?<!\p{L})\p{Lu}{2,}(?:-\p{Lu}+)*(?!\p{L})|\?/gu;

/**
 * Returns a pattern of what is denied, which is kept too, so that no “not” goes over to what is
 * said instead; “un-” begins its word.
 */
function deniedBy(denials: readonly string[]): RegExp {
  const denied = denials.map((denial) =>
    denial.endsWith('-')
      ? `(?<!\\p{L})${denial.slice(0, -1)}\\p{L}{4,}`
      : `${literally(denial)}(?:\\s+\\p{L}+){1,3}`
  );
  return new RegExp(denied.join('|') || '(?!)', 'giu');
}

/**
 * What is kept as it is written, by its form; signs, which are names in capitals and “?”, are no
 * opposites of each other.
 */
const writtenKinds = ['quotation', 'number', 'phrase', 'sign'] as const;

function kindOf(said: string): (typeof writtenKinds)[number] {
  if (/^\p{N}/u.test(said)) return 'number';
  if (said.startsWith('“')) return 'quotation';
  return /^(?:\?|[\p{Lu}-]{2,})$/u.test(said) ? 'sign' : 'phrase';
}

/** What has keywords: a chapter, or the labels of a file. */
export interface ReadText {
  chapter: { id: string };
  file: string;
  language: Language;
  passages: readonly Passage[];
  names: ReadChapter['names'];
}

/**
 * Returns every keyword by the first of its words, with its kind, and that of those that mean the
 * same which stands for them.
 */
const byFirstWord = (kinds: Kinds) =>
  group(
    kinds.flatMap((opposites, kind) =>
      opposites.flatMap((same) => same.map((text) => ({ text, kind, word: same[0]! })))
    ),
    ({ text }) => firstWordOf(text)
  );

/** What stands between two of a list: “, ”, “ and ”. */
const betweenListed = cachedFormatter((locale) => {
  const parts = new Intl.ListFormat(locale).formatToParts(['a', 'b', 'c']);
  const joins = parts.flatMap(({ type, value }) =>
    type === 'literal' ? [value.replace(',', '')] : []
  );
  return joins.flatMap((join) => [join, `,${join}`]).filter((join) => join !== ' ');
});

/** Returns words with those of each list by their names: a list says the same in any order. */
function listsSorted<Said extends { start: number; end: number; word: string }>(
  said: readonly Said[],
  text: string,
  language: Language
): Said[] {
  const listed: Said[][] = [];
  for (const one of said) {
    const list = listed.at(-1);
    const before = list?.at(-1);
    if (before && betweenListed(language).includes(text.slice(before.end, one.start)))
      list!.push(one);
    else listed.push([one]);
  }
  return listed.flatMap((list) => sort(list, ({ word }) => word));
}

/**
 * Returns the keywords of a sentence, each as the first of those that mean the same. Of words that
 * are each other's opposite (“girls”, “boys”) each stands with the figure that it is said of, or,
 * where there are no two figures, in their order.
 */
function wordsOf(
  { parts }: Sentence,
  kinds: Kinds,
  keywords: ReturnType<typeof byFirstWord>,
  denied: RegExp,
  language: Language
): string[] {
  const figures: { id: string; start: number }[] = [];
  let text = '';
  for (const part of parts) {
    if (typeof part === 'object' && 'claim' in part)
      figures.push({ id: part.claim, start: text.length });
    text += typeof part === 'string' ? part : '\u25a1';
  }
  const known = wordsIn(text);
  const listed = [...known.keys()]
    .flatMap((first) => keywords.get(first) ?? [])
    .flatMap(({ text: sought, kind, word }) => {
      // “us” is no US.
      const isAsWritten = (start: number) => !/^\p{Lu}/u.test(sought) || text[start] === sought[0];
      return spansOf([sought], text, known).flatMap((span) =>
        isAsWritten(span.start) ? [{ ...span, kind, word }] : []
      );
    });
  const written = [...text.matchAll(denied), ...text.matchAll(verbatim)].map(
    ({ 0: said, index }) => {
      const kind = kindOf(said);
      const isPlain = kind === 'number' || kind === 'sign';
      const isWord = /^\p{L}+$/u.test(said);
      const word = isPlain
        ? said
        : `‘${(isWord ? said.toLowerCase() : said).replace(/[“”,]/g, '').trim()}’`;
      return {
        start: index,
        end: index + said.length,
        kind: kinds.length + writtenKinds.indexOf(kind),
        word
      };
    }
  );
  const all = [
    ...listed,
    ...written.filter(
      ({ start, end }) => !listed.some((one) => one.start === start && one.end === end)
    )
  ];
  const byKind = sort(
    group(longestOf(all), ({ kind }) => kind),
    ([kind]) => kind
  );
  return byKind.flatMap(([index, found]) => {
    const own = listsSorted(found, text, language);
    const words = own.map(({ word }) => word);
    const [first, second] = figures;
    if (new Set(words).size < 2 || index === kinds.length + writtenKinds.indexOf('sign'))
      return words;
    if (!first || !second) return [words.join(' … ')];
    // Those that begin before the first figure are said of the next one; else of the last.
    const isAhead = own.some(({ start }) => start < first.start);
    const figureOf = (at: number) =>
      (isAhead
        ? figures.find(({ start }) => start > at)
        : figures.findLast(({ start }) => start < at)) ?? first;
    return figures.flatMap((figure) => {
      const said = own.filter(({ start }) => figureOf(start) === figure).map(({ word }) => word);
      return said.length === 0 ? [] : [`${said.join(' … ')} $${figure.id}`];
    });
  });
}

/**
 * Returns the keywords of texts, part by part. Names of places and of bodies are among them.
 * @param places how the language names each of them, every country included.
 */
export function keywordsIn(
  texts: readonly ReadText[],
  { keywords = [], denials = [], attributions, parts }: Wording,
  places: Readonly<Record<string, readonly string[]>>
): KeywordPart[] {
  const kinds = [
    ...keywords,
    ...[places, attributions, parts?.said].map((named) => Object.values(named ?? {}))
  ];
  const known = byFirstWord(kinds);
  const denied = deniedBy(denials);
  return texts.flatMap((one) =>
    keywordsInText(one, (sentence) => wordsOf(sentence, kinds, known, denied, one.language))
  );
}

/**
 * What readers in danger act on, and partners for children’s safety, by its part: no word of it has
 * another that means the same.
 */
const advice = /^(?:safety|partners|words(?:\.\w+)?\/(?:help|leave|kit\.use)\.)/;

/**
 * Returns what a passage as a whole must keep: where its links lead, and the order in which a label
 * is filled in or days are told.
 */
function keptOf({ kind, links, pieces }: Passage): string[] {
  const isLabel = kind === 'label';
  const order = pieces
    .filter((piece) => piece.kind === (isLabel ? 'claim' : 'day'))
    .map(({ id, text }) => (isLabel ? text : id));
  return [
    ...links.map((href) => `‘${href}’`),
    ...(new Set(order).size > 1 ? [order.join(' ')] : [])
  ];
}

function keywordsInText(
  { chapter, file, language, passages, names }: ReadText,
  keywordsOf: (sentence: Sentence) => string[]
): KeywordPart[] {
  const found = new Map<string, KeywordPart>();
  for (const passage of passages) {
    // The text after a figure is long: each of its headings with an address is a part.
    const heading =
      passage.place === 'after'
        ? names.findLast(({ line }) => line <= passage.locate(0).line)?.name
        : undefined;
    const isRunning =
      passage.kind === 'paragraph' || passage.kind === 'item' || passage.kind === 'label';
    const isAdvice = advice.test(`${chapter.id}/${passage.place}`);
    for (const [index, sentence] of sentencesOf(passage, language).entries()) {
      const of = isRunning ? [...new Set(sentence.claims)].sort().join(' ') : '#';
      const key = `${language}/${chapter.id}/${heading ?? passage.place} ${of}`.trim();
      const at = { file, line: sentence.line, column: sentence.column };
      const one: KeywordPart = found.get(key) ?? { key, words: [], at, sentences: [] };
      const keywords = isAdvice ? [`‘${sentence.text.replaceAll(',', '')}’`] : keywordsOf(sentence);
      if (index === 0) keywords.push(...keptOf(passage));
      one.words = [...one.words, ...keywords].sort();
      one.sentences.push({ ...sentence, keywords });
      found.set(key, one);
    }
  }
  return [...found.values()];
}

/** Returns keywords as the lock keeps them. */
export const lockedKeywords = (parts: readonly KeywordPart[]): Keywords =>
  Object.fromEntries(
    parts.flatMap(({ key, words }) => (words.length > 0 ? [[key, words.join(', ')]] : []))
  );
