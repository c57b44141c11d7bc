import { greatest, mean, sum } from 'd3';
import { parse } from 'jsonc-parser';
import { type Language, languages } from '#locale/languages.ts';
import { placeOfPath } from '#sources/checked-json.ts';
import { atStart, type FilePosition } from '#sources/source-error.ts';
import { type Problem, problemsOf } from '#story/problem.ts';
import type { Wording, RuleChecks } from './copy-rules.ts';
import { covers, spansOf, wholeWords } from './phrase.ts';
import { countWords, nameOf, plainPassage, type Passage, type Texts } from '../passage.ts';
import type { GivenName, ReadChapter } from '../read-chapter.ts';
import type { WordsFile } from '../read-words.ts';
import { strayBindings } from './stray-bindings.ts';
import { say } from '#locale/say.ts';
import { placesIn } from './figures/facets.ts';

/** A label, or the title, heading or subtitle of a scene, by a key such as `unknown.figure`. */
interface Labelled extends FilePosition {
  key: string;
  text: string;
  file: string;
}

type HarmChecks = Pick<RuleChecks, 'places' | 'wording'>;

/** Help and the content note speak of harm (S20, S21), and an answer explains a number. */
const free = /^(?:help|note|about|answer)\./;

/** Answers about who is connected: no word of harm stands beside a map. */
const connectionAnswer =
  /^answer\.(?:world|half-world|idn|gbr|india|coverage|ahead|economies|revised|span|tenth|itu)(?=-|$)/;

/** Scenes about offences, what was done and what children told may name harm, not say it done. */
const ofOffences = new RegExp(
  `^(?:(?:embed\\.)?card\\.|file\\.unit\\.|share\\.(?:publisher\\.|lead\\.)?)?(?:${[
    ...['demand', 'unit', 'nca', 'iicsa', 'europol', 'arrests', 'safeguarded', 'since'],
    ...['unknown', 'surveyed', 'dh', 'counts', 'reports', 'pages', 'known-and-told'],
    'fact\\.title'
  ].join('|')})(?=[.-]|$)`
);

const filledPlace = /\{(?:country|countries|place|places)\}/;

/** Reports words of harm in labels, outside the exceptions of wording.json (S43). */
export function harmProblems(
  { key, text, file, ...at }: Labelled,
  { places, wording }: HarmChecks
): Problem[] {
  const { harm } = wording;
  if (!harm || (free.test(key) && !connectionAnswer.test(key))) return [];
  const mayName = ofOffences.test(key);
  const patterns = mayName ? harm.done : [...harm.done, ...harm.named];
  const found = [...text.matchAll(wholeWords(patterns.join('|')))];
  if (found.length === 0) return [];
  const namesPlace =
    filledPlace.test(text) ||
    placesIn(text, { places, wording }).some(({ place }) => place !== 'WLD');
  const allowed = harm.allowed
    .filter(({ rule }) => rule === 'S05' || rule === 'S12' || (mayName && !namesPlace))
    .filter(({ labels }) => labels.some((label) => key.startsWith(label)))
    .map((exception) => exception.text);
  const spans = spansOf(allowed, text);
  return found
    .filter(({ 0: { length }, index }) => !covers(spans, { start: index, end: index + length }))
    .map(([words]) =>
      problemsOf('harm', file, 'S43')(
        at,
        say`“${words}” in “${text}” is a word of harm in a label.`,
        say`Say what is counted without it. Only the exceptions under “harm” of wording.json may, each in its place.`
      )
    );
}

/**
 * Reports phrases that the wording rules refuse, except inside allowed names of laws and bodies
 * (S12). A rule with `near` applies only beside such a word in the text, its key or its figures.
 */
export function refusedWords({ file, passages }: Texts, { rules, allowed }: Wording): Problem[] {
  const anyRule = wholeWords(rules.map((rule) => `(?:${rule.pattern})`).join('|'), 'iu');
  const exempt = allowed.map((entry) => entry.text);
  // Most texts break no rule: one match tells.
  const suspected = passages.filter(({ text }) => anyRule.test(text));
  return suspected.flatMap(({ text, part, pieces, locate }) => {
    const names = spansOf(exempt, text);
    const context = [part, text, ...pieces.map(({ id }) => id)].join(' ');
    return rules.flatMap(({ rule, pattern, why, instead, near }) => {
      // Whole words take ten times as long to compile, so they are sought only where words are.
      if (!new RegExp(pattern, 'iu').test(text)) return [];
      if (near !== undefined && !wholeWords(near, 'iu').test(context)) return [];
      return [...text.matchAll(wholeWords(pattern))].flatMap(({ 0: found, index: start }) => {
        if (covers(names, { start, end: start + found.length })) return [];
        return problemsOf('wording', file, rule)(
          locate(start),
          say`“${found}” is refused: ${why}.`,
          say`Write: ${instead}.`
        );
      });
    });
  });
}

export const textProblems = (
  texts: Texts,
  wording: Wording,
  claims?: ReadonlySet<string>
): Problem[] => [
  ...refusedWords(texts, wording),
  ...straightQuotes(texts),
  ...strayBindings(texts, claims)
];

type Path = readonly (string | number)[];

type Translations = Readonly<Record<Language, string>>;

const isTranslated = (value: unknown): value is Translations =>
  languages.every(
    (language) => typeof (value as Partial<Translations> | null)?.[language] === 'string'
  );

/** Codes and addresses have no spaces. */
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.includes(' ');

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

/** The first number that the other text lacks, whatever its thousands marks. */
function numberMissing(text: string, other: string) {
  const numbersIn = (one: string) => one.match(/\d+(?:[.,:]\d+)*/g) ?? [];
  const plain = (number: string) => number.replace(/[.,:]/g, '');
  const known = numbersIn(other).map(plain);
  return numbersIn(text).find((number) => !known.includes(plain(number)));
}

/** Checks translated texts beside the story. `contact` may name an app. */
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
      const locate = () => placeOfPath(text, [...path, language]);
      const said = { file, passages: [plainPassage(texts[language], file, locate)] };
      return [
        ...textProblems(said, wordings[language]),
        ...namedBeside(said, names),
        ...languages.flatMap((other) => {
          const number = numberMissing(texts[language], texts[other]);
          if (number === undefined) return [];
          return problemsOf('parity', file, 'S39')(
            locate(),
            say`“${number}” is in ${language} but not in ${other}.`,
            say`Write the right figure in both, in digits or in words.`
          );
        })
      ];
    })
  );
}

/**
 * Refused words, and each country of the 2018 report that is named alone: a list of sources may
 * name it among others.
 */
export function declaredWording(
  { file, text }: WordsFile,
  wording: Wording,
  named: { names: readonly string[]; others: readonly string[] }
): Problem[] {
  return valuesIn(parse(text), isText).flatMap(({ path, value }) => {
    const said = { file, passages: [plainPassage(value, file, () => placeOfPath(text, path))] };
    return [...refusedWords(said, wording), ...namedBeside(said, named.names, named.others)];
  });
}

/** Addresses are read and shared (S09). `hotspot-map` is two words. */
export const refusedNames = (
  names: readonly GivenName[],
  file: string,
  wordings: readonly Wording[]
): Problem[] =>
  names.flatMap(({ name, line, column }) => {
    // One character for one keeps the offsets.
    const words = name.replace(/[^\p{L}\p{N}]/gu, ' ');
    const locate = (offset: number) => ({ line, column: column + offset });
    const said = { file, passages: [plainPassage(words, 'address', locate)] };
    return wordings.flatMap((wording) => refusedWords(said, wording));
  });

/** Titles, headings and lists of a figure are not sentences to measure. */
const running: ReadonlySet<Passage['kind']> = new Set(['paragraph', 'item']);

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
  const fault = (place: { file: string } & FilePosition, wrong: string) =>
    problemsOf('sentence-length', place.file, 'A21')(place, wrong, say`Split it in two.`);
  const long = sentences
    .filter(({ count }) => count > limits.longest)
    .map((sentence) =>
      fault(
        sentence,
        say`“${sentence.text}” has ${sentence.count} words, more than ${limits.longest}.`
      )
    );
  const average = mean(sentences, ({ count }) => count) ?? 0;
  const longest = greatest(sentences, ({ count }) => count);
  if (average <= limits.average || !longest) return long;
  const wrong = say`This is the longest sentence (${language}), and the average has ${average.toFixed(1)} words, more than ${limits.average}.`;
  return [...long, fault(longest, wrong)];
}

/** A finding must fit two lines of a phone. */
const headingWords = 9;

export function headingLengths(read: ReadChapter): Problem[] {
  const warn = problemsOf('heading-length', read.file, undefined, 'warning');
  return read.passages
    .filter(({ kind, part }) => kind === 'heading' && part === 'figure')
    .filter(({ text }) => countWords(text) > headingWords)
    .map(({ text, locate }) =>
      warn(
        locate(0),
        say`“${text}” has ${countWords(text)} words.`,
        say`Write the heading of a scene in at most ${headingWords}.`
      )
    );
}

/** Reports countries of the 2018 report that may not be named here, or not again (S07, S09). */
export function namedOnce(
  chapters: readonly ReadChapter[],
  names: readonly string[],
  mayName: (scene: string) => boolean
): Problem[] {
  const seen = new Map<string, string>();
  const fix = say`Delete it: each country of the 2018 report is named once, attributed, beside those where the people paying were.`;
  return chapters.flatMap((read) =>
    read.passages.flatMap((passage) =>
      spansOf(names, passage.text).flatMap(({ start, end }) => {
        const name = passage.text.slice(start, end);
        const key = name.toLowerCase();
        const allowed =
          mayName(read.chapter.id) &&
          passage.kind === 'paragraph' &&
          passage.part !== 'figure' &&
          !seen.has(key);
        const before = seen.get(key);
        const at = passage.locate(start);
        if (before === undefined) seen.set(key, `${read.file}:${at.line}`);
        return allowed
          ? []
          : problemsOf('named-country', read.file, 'S07')(
              at,
              before === undefined
                ? say`“${name}” may not be named here.`
                : say`“${name}” is named before, in ${before}.`,
              fix
            );
      })
    )
  );
}

/** @param others names of all countries, if the text may name one of the report among them. */
export const namedBeside = (
  { file, passages }: Texts,
  names: readonly string[],
  others: readonly string[] = []
): Problem[] =>
  passages.flatMap((passage) => {
    const { text, kind, locate } = passage;
    const named = spansOf(names, text);
    const isAmongOthers =
      named.length > 0 &&
      spansOf(others, text).some(({ start }) => !named.some((one) => one.start === start));
    if (isAmongOthers) return [];
    const where = kind === 'label' ? say` in ${nameOf(passage)}` : '';
    return named.map(({ start, end }) =>
      problemsOf('named-country', file, 'S09')(
        locate(start),
        say`“${text.slice(start, end)}”${where} is a country that the 2018 report named.`,
        say`Delete the name.`
      )
    );
  });

export const straightQuotes = ({ file, passages }: Texts): Problem[] =>
  passages.flatMap(({ text, locate }) =>
    [...text.matchAll(/['"]|<[a-z!/][^>]*>?/gi)].map(({ 0: mark, index }) => {
      const near = `“${text.slice(Math.max(0, index - 12), index + 12).trim()}”`;
      const [wrong, fix] = mark.startsWith('<')
        ? [
            say`The HTML tag ${mark} would be printed as it is.`,
            say`Delete it; keep the words around it.`
          ]
        : [
            say`The mark ${mark} in ${near} is straight.`,
            say`Write ’ for an apostrophe, and “ and ” around quoted words.`
          ];
      return problemsOf('typography', file)(locate(index), wrong, fix);
    })
  );

export const storyLimits = { least: 900, most: 1100 } as const;

/** Headings, leads and steps. A name in the bar, a subtitle and the foot are no prose. */
function isProse({ part, kind }: Passage, { chapter }: ReadChapter) {
  return kind !== 'subtitle' && part !== 'after' && (kind !== 'title' || !chapter.figure);
}

const proseOf = (scene: ReadChapter) =>
  sum(scene.passages, (passage) => (isProse(passage, scene) ? countWords(passage.text) : 0));

/** A printed number is a word; labels, tables and help do not count. */
export const countStory = (scenes: readonly ReadChapter[]) => sum(scenes, proseOf);

export function storyLength(scenes: readonly ReadChapter[]): Problem[] {
  const count = countStory(scenes);
  const longest = greatest(scenes, proseOf);
  if (count <= storyLimits.most || !longest) return [];
  return [
    problemsOf(
      'story-length',
      longest.file,
      undefined,
      'warning'
    )(
      atStart,
      say`The story has ${count} words (${longest.language}), more than ${storyLimits.most}; this is its longest scene.`,
      say`Shorten it, or move detail of method to methods.md.`
    )
  ];
}
