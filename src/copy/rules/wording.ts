import { parse } from 'jsonc-parser';
import { type Language, languages } from '../../locale/languages.ts';
import { placeOfPath } from '../../sources/checked-json.ts';
import { atStart, type FilePosition } from '../../sources/source-error.ts';
import { type Problem, problemsOf } from '../../story/problem.ts';
import type { Wording } from './copy-rules.ts';
import { spansOf, wholeWords } from './phrase.ts';
import { countWords, type Passage } from '../passage.ts';
import type { GivenName, ReadChapter } from '../read-chapter.ts';
import type { WordsFile } from '../read-words.ts';
import { strayInLabel, straySlot } from './stray-bindings.ts';

/**
 * Returns a problem for each phrase of `text` that the language's wording rules refuse (standards
 * section 7), unless it stands inside an allowed name of a law or body (S12). A rule with `near`
 * counts only where `near` is found in `context` too.
 */
export function refusedWords(
  text: string,
  context: string,
  file: string,
  wording: Wording,
  locate: (offset: number) => FilePosition
): Problem[] {
  // Most texts break no rule: one look says so.
  if (!wholeWords(wording.rules.map((rule) => `(?:${rule.pattern})`).join('|'), 'iu').test(text))
    return [];
  const names = wording.allowed.map((entry) => entry.text);
  const allowed = spansOf(names, text);
  return wording.rules.flatMap(({ rule, pattern, why, instead, near }) => {
    if (near !== undefined && !wholeWords(near, 'iu').test(context)) return [];
    return [...text.matchAll(wholeWords(pattern))].flatMap((match) => {
      const [start, end] = [match.index, match.index + match[0].length];
      if (allowed.some((span) => span.start <= start && end <= span.end)) return [];
      return problemsOf('wording', file, rule)(locate(start), `“${match[0]}”`, instead, why);
    });
  });
}

interface PlainText {
  text: string;
  file: string;
  /** What `near` of a rule is looked for in; the text alone when left out. */
  context?: string;
  /** Which text it is, as the end of a sentence. */
  where?: string;
}

/**
 * Returns the refused words and names, typewriter's marks and stray braces of a text without
 * markup.
 */
export function plainWording(
  { text, file, context = text, where }: PlainText,
  wording: Wording,
  names: readonly string[],
  locate: (offset: number) => FilePosition
): Problem[] {
  const stray = strayInLabel(text);
  return [
    ...refusedWords(text, context, file, wording, locate),
    ...namedBeside(text, { names }, file, locate, where),
    ...straightMarks(text, file, locate),
    ...(stray === undefined ? [] : [straySlot(stray, file, locate(text.indexOf(stray)), where)])
  ];
}

type Path = readonly (string | number)[];

type Translations = Readonly<Record<Language, string>>;

const isTranslated = (value: unknown): value is Translations =>
  languages.every(
    (language) => typeof (value as Partial<Translations> | null)?.[language] === 'string'
  );

/** A single word, such as a code or an address, is no text. */
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.includes(' ');

/** Returns each value of a kind that a JSON value holds, with the keys that lead to it. */
function valuesIn<Kind>(
  value: unknown,
  isOfKind: (value: unknown) => value is Kind,
  path: Path = []
): { path: Path; value: Kind }[] {
  if (isOfKind(value)) return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    valuesIn(inner, isOfKind, [...path, Array.isArray(value) ? Number(key) : key])
  );
}

/** The first number of a text that another text lacks, whatever marks each language sets in it. */
function numberMissing(text: string, other: string): string | undefined {
  const numbersIn = (one: string) => one.match(/\d+(?:[.,:]\d+)*/g) ?? [];
  const plain = (number: string) => number.replace(/[.,:]/g, '');
  const known = numbersIn(other).map(plain);
  return numbersIn(text).find((number) => !known.includes(plain(number)));
}

const alike = 'the same claim in every language, and what was wrong beside what is right';

/**
 * The figures of a text in their order, without the marks that each language sets in them: no
 * years, and no days of a month.
 */
const figuresIn = (text: string) =>
  [...text.matchAll(/(?<![\p{L}\p{N}])\p{N}+(?:[.,]\p{N}+)*(?![\p{L}\p{N}]|\s\p{Lu})/gu)]
    .map(([number]) => number.replace(/[.,]/g, ''))
    .filter((number) => !/^(?:19|20)\d\d$/.test(number));

/**
 * How a text says another thing than it does in the first language, or nothing new, as far as a
 * rule can tell: for judgement, since each may be right.
 */
function apart(
  texts: Translations,
  language: Language,
  wordings: Record<Language, Wording>
): [found: string, remedy: string] | undefined {
  const first = languages[0];
  const [one, own] = [figuresIn(texts[first]), figuresIn(texts[language])];
  if (own.length > 1 && new Set(own).size === 1)
    return [`“${own[0]}” as every figure`, 'say what it was, and what it is'];
  if (language === first) return undefined;
  const [ones, owns] = [
    one.filter((number) => own.includes(number)),
    own.filter((number) => one.includes(number))
  ];
  if (ones.join(' ') !== owns.join(' '))
    return [
      `“${owns.join(', ')}” where ${first} has “${ones.join(', ')}”`,
      'say them in one order'
    ];
  const denies = (of: Language) => spansOf(wordings[of].measures?.not ?? [], texts[of]).length > 0;
  if (denies(language) === denies(first)) return undefined;
  return [
    `a “not” in ${denies(first) ? first : language} alone`,
    'deny the same in every language'
  ];
}

/**
 * Returns what is wrong in the texts of a file of JSON that readers see beside the story: an app
 * may be named in how the newsroom is reached.
 */
export function translatedWording(
  { file, text }: WordsFile,
  wordings: Record<Language, Wording>,
  names: readonly string[] = []
): Problem[] {
  const translated = valuesIn(parse(text), isTranslated).filter(
    ({ path }) => path.at(-1) !== 'contact'
  );
  return translated.flatMap(({ path, value: texts }) =>
    languages.flatMap((language) => {
      const says = texts[language];
      const place = () => placeOfPath(text, [...path, language]);
      // What a correction says is read by no lock before readers are told.
      const [odd, remedy = ''] =
        (path.at(-1) === 'text' ? apart(texts, language, wordings) : undefined) ?? [];
      return [
        ...plainWording(
          { text: says, file, context: `${file} ${says}` },
          wordings[language],
          names,
          place
        ),
        ...(odd === undefined
          ? []
          : [problemsOf('told', file, 'S39', 'warning')(place(), odd, alike, remedy)]),
        ...languages.flatMap((other) => {
          const number = numberMissing(says, texts[other]);
          if (number === undefined) return [];
          const found = `“${number}” in ${language} and not in ${other}`;
          const remedy = 'write the right figure in both, in digits or in words';
          return problemsOf('parity', file, 'S39')(
            place(),
            found,
            'the same figures in every language',
            remedy
          );
        })
      ];
    })
  );
}

/**
 * Returns the refused words of what is declared of a source or repaired in it, and each country of
 * the 2018 report that it names alone: among others it may, as in the list of sources.
 */
export function declaredWording(
  { file, text }: WordsFile,
  wording: Wording,
  named: { names: readonly string[]; others: readonly string[] }
): Problem[] {
  return valuesIn(parse(text), isText).flatMap(({ path, value: says }) => {
    const locate = () => placeOfPath(text, path);
    return [
      ...refusedWords(says, says, file, wording, locate),
      ...namedBeside(says, named, file, locate)
    ];
  });
}

/**
 * Returns a problem for each name in which a language refuses a word: an address is read and shared
 * (S09). `hotspot-map` is two words.
 */
export function refusedNames(
  names: readonly GivenName[],
  file: string,
  wordings: readonly Wording[]
): Problem[] {
  return names.flatMap(({ name, line, column }) => {
    // One character for one, so that a place in the words is a place in the name.
    const words = name.replace(/[^\p{L}\p{N}]/gu, ' ');
    return wordings.flatMap((wording) =>
      refusedWords(words, words, file, wording, (offset) => ({ line, column: column + offset }))
    );
  });
}

/** Returns the refused phrases of a chapter, its title and headings included. */
export function chapterWording(read: ReadChapter, wording: Wording): Problem[] {
  return read.passages.flatMap((passage) => {
    const claims = passage.pieces.filter(({ kind }) => kind === 'claim').map(({ id }) => id);
    return refusedWords(
      passage.text,
      [passage.text, ...claims].join(' '),
      read.file,
      wording,
      passage.locate
    );
  });
}

/**
 * Running text only: a title, a heading or a list of what a figure shows is no sentence to measure.
 */
const running: ReadonlySet<Passage['kind']> = new Set(['paragraph', 'item']);

/**
 * Returns a problem for each sentence that is too long, and one where they are on average
 * (standards A21); none for a language without limits.
 */
export function sentenceLengths(
  chapters: readonly ReadChapter[],
  language: Language,
  wording: Wording
): Problem[] {
  const limits = wording.sentences;
  if (!limits) return [];
  const sentences = chapters.flatMap((read) => {
    const texts = read.passages.filter(({ kind }) => running.has(kind)).map(({ text }) => text);
    return read.chapter.sentences
      .filter((sentence) => texts.some((text) => text.includes(sentence.text)))
      .map((sentence) => ({ ...sentence, file: read.file, count: countWords(sentence.text) }));
  });
  const fault = (place: { file: string } & FilePosition, found: string, expected: string) =>
    problemsOf('sentence-length', place.file, 'A21')(place, found, expected, 'split it in two');
  const long = sentences
    .filter(({ count }) => count > limits.longest)
    .map((sentence) =>
      fault(
        sentence,
        `a sentence of ${sentence.count} words: “${sentence.text}”`,
        `at most ${limits.longest}`
      )
    );
  const average = sentences.reduce((sum, { count }) => sum + count, 0) / (sentences.length || 1);
  const longest = [...sentences].sort((one, other) => other.count - one.count)[0];
  if (average <= limits.average || !longest) return long;
  const found = `sentences of ${average.toFixed(1)} words on average (${language}); this is the longest`;
  return [...long, fault(longest, found, `at most ${limits.average} on average`)];
}

/**
 * Returns a problem for each country of the 2018 report that is named where it may not be, or a
 * second time (standards S07, S09).
 */
export function namedOnce(
  chapters: readonly ReadChapter[],
  names: readonly string[],
  mayName: (scene: string) => boolean
): Problem[] {
  const seen = new Set<string>();
  const expected =
    'each country of the 2018 report once, in the attributed sentence of a scene that also names where the people paying were';
  return chapters.flatMap((read) =>
    read.passages.flatMap((passage) =>
      spansOf(names, passage.text).flatMap(({ start, end }) => {
        const name = passage.text.slice(start, end);
        const key = name.toLowerCase();
        const allowed =
          mayName(read.chapter.id) &&
          passage.kind === 'paragraph' &&
          passage.place !== 'figure' &&
          !seen.has(key);
        seen.add(key);
        return allowed
          ? []
          : problemsOf('named-country', read.file, 'S07')(
              passage.locate(start),
              `“${name}”`,
              expected,
              'take the name out'
            );
      })
    )
  );
}

/**
 * Returns a problem for each country of the 2018 report that a text beside the story names
 * (standards S09).
 * @param others names of all countries, where the text may name one among those of others.
 */
function namedBeside(
  text: string,
  { names, others = [] }: { names: readonly string[]; others?: readonly string[] },
  file: string,
  locate: (offset: number) => FilePosition,
  where = ''
): Problem[] {
  const named = spansOf(names, text);
  if (
    named.length === 0 ||
    spansOf(others, text).some(({ start }) => !named.some((one) => one.start === start))
  )
    return [];
  const fault = problemsOf('named-country', file, 'S09');
  return named.map(({ start, end }) =>
    fault(
      locate(start),
      `“${text.slice(start, end)}”${where}`,
      'no country that the 2018 report named',
      'take the name out'
    )
  );
}

/**
 * Returns a problem for each typewriter's quotation mark or apostrophe, and each tag of a page, in
 * words that readers see as they stand.
 */
export function straightMarks(
  text: string,
  file: string,
  locate: (offset: number) => FilePosition
): Problem[] {
  return [...text.matchAll(/['"]|<[a-z!/]/gi)].map(({ 0: mark, index }) => {
    const near = `in “${text.slice(Math.max(0, index - 12), index + 12).trim()}”`;
    const fault = problemsOf('typography', file);
    if (mark.startsWith('<'))
      return fault(
        locate(index),
        `the tag ${mark} ${near}`,
        'words alone, all of which readers see',
        'take it out'
      );
    const expected = '’ for an apostrophe, “ and ” around quoted words';
    return fault(locate(index), `the mark ${mark} ${near}`, expected, 'write the curved mark');
  });
}

/**
 * How long the whole story may be in each language, in words: ten minutes of a reader's time, once.
 */
export const storyWords = { least: 1200, most: 1500 } as const;

/**
 * Returns how many words the scenes have together, a printed number as one; not what is set around
 * the text, such as labels, tables and help.
 */
export const countStory = (scenes: readonly ReadChapter[]): number =>
  scenes.reduce((sum, { chapter }) => sum + chapter.words, 0);

/** Returns a problem, for judgement, when a story is longer than a reader was promised. */
export function storyLength(scenes: readonly ReadChapter[]): Problem[] {
  const count = countStory(scenes);
  const longest = [...scenes].sort((one, other) => other.chapter.words - one.chapter.words)[0];
  if (count <= storyWords.most || !longest) return [];
  const found = `a story of ${count} words (${longest.language}); this is its longest scene`;
  const expected = `${storyWords.least} to ${storyWords.most}, all scenes together`;
  const remedy = 'shorten it, or move detail of method to methods.md';
  return [
    problemsOf('story-length', longest.file, undefined, 'warning')(atStart, found, expected, remedy)
  ];
}
