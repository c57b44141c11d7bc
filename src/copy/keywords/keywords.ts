import { group, sort } from 'd3';
import { cachedFormatter } from '../../locale/formatters.ts';
import type { Language } from '../../locale/languages.ts';
import type { FilePosition } from '../../sources/source-error.ts';
import type { Keywords } from '../../story/lock.ts';
import type { Wording } from '../rules/copy-rules.ts';
import { firstWordOf, literally, longestOf, spansOf, wordsIn } from '../rules/phrase.ts';
import { sentencesOf, type Passage, type Sentence } from '../passage.ts';
import type { ReadChapter } from '../read-chapter.ts';

/** The words of one part of a text that turn what it claims, in one language. */
export interface KeywordPart {
  /**
   * Language, scene and part, or file and key of a label; then the figures of the sentence, or “#”
   * for headings.
   */
  key: string;
  words: string[];
  at: FilePosition & { file: string };
  /** Position of a keyword; unset when sentences have it. */
  placeOf?: (word: string) => FilePosition;
  sentences: (Sentence & { keywords: string[] })[];
}

type Kinds = readonly (readonly (readonly string[])[])[];

/**
 * Kept verbatim, because nothing else means the same: quotations, addresses, digits, names in
 * capitals and question marks.
 */
const verbatim =
  /“[^”]*”|https:\/\/\S+|\p{N}[\p{L}\p{N}]*(?:[.,]\p{N}+)*|(?<!\p{L})\p{Lu}{2,}(?:-\p{Lu}+)*(?!\p{L})|\?/gu;

/**
 * Denied words are kept verbatim, so that no “not” moves to what is said instead; “un-” is a
 * prefix.
 */
function deniedBy(denials: readonly string[]): RegExp {
  const denied = denials.map((denial) =>
    denial.endsWith('-')
      ? `(?<!\\p{L})${denial.slice(0, -1)}\\p{L}{4,}`
      : `${literally(denial)}(?:\\s+\\p{L}+){1,3}`
  );
  return new RegExp(denied.join('|') || '(?!)', 'giu');
}

/** Signs (names in capitals and “?”) have no opposites. */
const writtenKinds = ['quotation', 'number', 'phrase', 'sign'] as const;

function kindOf(said: string): (typeof writtenKinds)[number] {
  if (/^\p{N}/u.test(said)) return 'number';
  if (said.startsWith('“')) return 'quotation';
  return /^(?:\?|[\p{Lu}-]{2,})$/u.test(said) ? 'sign' : 'phrase';
}

export interface ReadText {
  chapter: { id: string };
  file: string;
  language: Language;
  passages: readonly Passage[];
  names: ReadChapter['names'];
}

/** Keywords by their first word, each with its kind and the synonym that represents it. */
const byFirstWord = (kinds: Kinds) =>
  group(
    kinds.flatMap((opposites, kind) =>
      opposites.flatMap((same) => same.map((text) => ({ text, kind, word: same[0]! })))
    ),
    ({ text }) => firstWordOf(text)
  );

/** “, ” and “ and ” of the locale's lists. */
const betweenListed = cachedFormatter((locale) => {
  const parts = new Intl.ListFormat(locale).formatToParts(['a', 'b', 'c']);
  const joins = parts.flatMap(({ type, value }) =>
    type === 'literal' ? [value.replace(',', '')] : []
  );
  return joins.flatMap((join) => [join, `,${join}`]).filter((join) => join !== ' ');
});

/** A list says the same in any order. */
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
 * The keywords of a sentence, synonyms replaced by their first. Opposites (“girls”, “boys”) keep
 * the figure that they go with, or their order when there are not two figures.
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
      // “us” is not “US”.
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
    // Words before the first figure belong to the next one, others to the last.
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
 * Names of places and bodies are keywords too. @param places names of each place, every country
 * included.
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

/** Advice for readers in danger, and for partners: every word counts. */
const advice = /^(?:safety|partners|words(?:\.\w+)?\/(?:help|leave|kit\.use)\.)/;

/** Links of a passage, and the order of a label's placeholders or a text's days. */
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
    // The text after a figure is long: each heading with an address is a part.
    const heading =
      passage.part === 'after'
        ? names.findLast(({ line }) => line <= passage.locate(0).line)?.name
        : undefined;
    const isRunning =
      passage.kind === 'paragraph' || passage.kind === 'item' || passage.kind === 'label';
    const isAdvice = advice.test(`${chapter.id}/${passage.part}`);
    for (const [index, sentence] of sentencesOf(passage, language).entries()) {
      const of = isRunning ? [...new Set(sentence.claims)].sort().join(' ') : '#';
      const key = `${language}/${chapter.id}/${heading ?? passage.part} ${of}`.trim();
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

export const lockedKeywords = (parts: readonly KeywordPart[]): Keywords =>
  Object.fromEntries(
    parts.flatMap(({ key, words }) => (words.length > 0 ? [[key, words.join(', ')]] : []))
  );
