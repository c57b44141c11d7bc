import { group, range, sort } from 'd3';
import { parse } from 'jsonc-parser';
import { madeOnce } from '../locale/formatters.ts';
import { languages, type Language } from '../locale/languages.ts';
import { placeAt, placeOfPath } from '../sources/checked-json.ts';
import type { Turns } from '../story/lock.ts';
import { makeProblem, type Problem } from '../story/problem.ts';
import { placeOfKey } from '../story/read-json.ts';
import type { Wording } from './rules/copy-rules.ts';
import { firstWordOf, literally, spansOf, wordsIn } from './rules/phrase.ts';
import { labelPassage, sentencesOf, type Passage, type Sentence } from './passage.ts';
import type { ReadChapter } from './read-chapter.ts';
import type { WordsFile } from './read-words.ts';

/** The words of one part of a text that turn what it claims, in one language. */
export interface Turned {
  /**
   * As the lock names it: the language, the scene and the part, or the file and the key of a label, and the figures of the sentence, “#”
   * for headings, nothing for the rest.
   */
  key: string;
  words: string[];
  /** Where the part begins. */
  at: { file: string; line: number; column: number };
  sentences: (Sentence & { turning: string[] })[];
}

/** Turning words of a part that are others than those that were reviewed. */
export interface TurnChange {
  /** The language, the scene and the part: `en/world/world-2018`. */
  part: string;
  file: string;
  line: number;
  column: number;
  /** The sentence that they are in; undefined where several may be it. */
  sentence: string | undefined;
  /** Each as the first of those that mean the same; both empty where the same words are said of other figures. */
  gone: string[];
  come: string[];
}

type Kinds = readonly (readonly (readonly string[])[])[];

/**
 * What no other word means the same as, so that it is kept as it is written: a quotation, an address, a number in digits, a name in capitals,
 * and the sign of a question, which claims nothing.
 */
const verbatim = /“[^”]*”|https:\/\/\S+|\p{N}[\p{L}\p{N}]*(?:[.,]\p{N}+)*|(?<!\p{L})\p{Lu}{2,}(?:-\p{Lu}+)*(?!\p{L})|\?/gu;

/** Returns a pattern of what is denied, which is kept too, so that no “not” goes over to what is said instead; “un-” begins its word. */
function deniedBy(denials: readonly string[]): RegExp {
  const denied = denials.map((denial) =>
    denial.endsWith('-') ? `(?<!\\p{L})${denial.slice(0, -1)}\\p{L}{4,}` : `${literally(denial)}(?:\\s+\\p{L}+){1,3}`
  );
  return new RegExp(denied.join('|') || '(?!)', 'giu');
}

/** What is kept as it is written, by its form; signs, which are names in capitals and “?”, are no opposites of each other. */
const writtenKinds = ['quotation', 'number', 'phrase', 'sign'] as const;

function kindOf(said: string): (typeof writtenKinds)[number] {
  if (/^\p{N}/u.test(said)) return 'number';
  if (said.startsWith('“')) return 'quotation';
  return /^(?:\?|[\p{Lu}-]{2,})$/u.test(said) ? 'sign' : 'phrase';
}

/** What has turning words: a chapter, or the labels of a file. */
interface Told {
  chapter: { id: string };
  file: string;
  language: Language;
  passages: readonly Passage[];
  names: ReadChapter['names'];
}

/** Returns every turning word by the first of its words, with its kind, and that of those that mean the same which stands for them. */
const byFirstWord = (kinds: Kinds) =>
  group(
    kinds.flatMap((opposites, kind) => opposites.flatMap((same) => same.map((text) => ({ text, kind, word: same[0]! })))),
    ({ text }) => firstWordOf(text)
  );

/** What stands between two of a list: “, ”, “ and ”. */
const betweenListed = madeOnce((locale) => {
  const parts = new Intl.ListFormat(locale).formatToParts(['a', 'b', 'c']);
  const joins = parts.flatMap(({ type, value }) => (type === 'literal' ? [value.replace(',', '')] : []));
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
    if (before && betweenListed(language).includes(text.slice(before.end, one.start))) list!.push(one);
    else listed.push([one]);
  }
  return listed.flatMap((list) => sort(list, ({ word }) => word));
}

/**
 * Returns the turning words of a sentence, each as the first of those that mean the same. Of words that are each other's opposite
 * (“girls”, “boys”) each stands with the figure that it is said of, or, where there are no two figures, in their order.
 */
function wordsOf({ parts }: Sentence, kinds: Kinds, turning: ReturnType<typeof byFirstWord>, denied: RegExp, language: Language): string[] {
  const figures: { id: string; start: number }[] = [];
  let text = '';
  for (const part of parts) {
    if (typeof part === 'object' && 'claim' in part) figures.push({ id: part.claim, start: text.length });
    text += typeof part === 'string' ? part : '\u25a1';
  }
  const known = wordsIn(text);
  const listed = [...known.keys()]
    .flatMap((first) => turning.get(first) ?? [])
    .flatMap(({ text: sought, kind, word }) => {
      // “us” is no US.
      const isAsWritten = (start: number) => !/^\p{Lu}/u.test(sought) || text[start] === sought[0];
      return spansOf([sought], text, known).flatMap((span) => (isAsWritten(span.start) ? [{ ...span, kind, word }] : []));
    });
  const written = [...text.matchAll(denied), ...text.matchAll(verbatim)].map(({ 0: said, index }) => {
    const kind = kindOf(said);
    const isPlain = kind === 'number' || kind === 'sign';
    const isWord = /^\p{L}+$/u.test(said);
    const word = isPlain ? said : `‘${(isWord ? said.toLowerCase() : said).replace(/[“”,]/g, '').trim()}’`;
    return { start: index, end: index + said.length, kind: kinds.length + writtenKinds.indexOf(kind), word };
  });
  const all = [...listed, ...written.filter(({ start, end }) => !listed.some((one) => one.start === start && one.end === end))];
  // Of those that hold each other the longest counts: “no fewer than” is no “fewer”.
  const isInside = (one: (typeof all)[number]) =>
    all.some(({ start, end }) => start <= one.start && one.end <= end && end - start > one.end - one.start);
  const found = all.filter((one) => !isInside(one)).sort((one, other) => one.start - other.start);
  return range(kinds.length + writtenKinds.length).flatMap((index) => {
    const own = listsSorted(
      found.filter(({ kind }) => kind === index),
      text,
      language
    );
    const words = own.map(({ word }) => word);
    const [first, second] = figures;
    if (new Set(words).size < 2 || index === kinds.length + writtenKinds.indexOf('sign')) return words;
    if (!first || !second) return [words.join(' … ')];
    // Those that begin before the first figure are said of the next one; else of the last.
    const isAhead = own.some(({ start }) => start < first.start);
    const figureOf = (at: number) =>
      (isAhead ? figures.find(({ start }) => start > at) : figures.findLast(({ start }) => start < at)) ?? first;
    return figures.flatMap((figure) => {
      const said = own.filter(({ start }) => figureOf(start) === figure).map(({ word }) => word);
      return said.length === 0 ? [] : [`${said.join(' … ')} $${figure.id}`];
    });
  });
}

const nameOf = (file: string) => file.slice(file.lastIndexOf('/') + 1).replace(/\.(json|txt)$/, '');

/** Returns a file of labels as a chapter, of which each label is a part. */
export function labelsTold({ file, text }: WordsFile, language: Language): Told {
  const labels = Object.entries(JSON.parse(text) as Record<string, string>);
  return {
    chapter: { id: nameOf(file) },
    file,
    language,
    passages: labels.map(([key, label]) => labelPassage(label, key, placeOfKey(text, key))),
    names: []
  };
}

/** Returns a text without markup, such as the note in an archive, as a chapter of one part. */
export function noteTold({ file, text }: WordsFile, language: Language): Told {
  const paragraphs = [...text.matchAll(/\S.*(?:\n.+)*/g)];
  const passages = paragraphs.map(({ 0: words, index }) => labelPassage(words, 'note', placeAt(text, index)));
  return { chapter: { id: nameOf(file) }, file, language, passages, names: [] };
}

/** What of an entry may change unread: what names it, and when it was seen. */
const unlocked: readonly string[] = ['id', 'verified', 'source_date', 'last_checked'];

/** Returns what an entry says in a language, word for word, each text with the keys that lead to it. */
function saidIn(value: unknown, language: Language, path = ''): string[] {
  if (value === null) return [];
  if (typeof value !== 'object') return [`‘${path.slice(1)}: ${String(value).replaceAll(',', '')}’`];
  const isOther = (key: string) => key !== language && languages.some((other) => other === key);
  const told = Object.entries(value).filter(([key]) => !isOther(key) && !(path === '' && unlocked.includes(key)));
  return told.flatMap(([key, inner]) => saidIn(inner, language, key === language ? path : `${path}.${key}`));
}

const entryTurned = (key: string, entry: unknown, language: Language, at: Turned['at']): Turned => ({
  key,
  words: saidIn(entry, language).sort(),
  at,
  sentences: []
});

/**
 * Returns the entries of a file of corrections or help lines, each a part: readers act on them, so all they say turns what they claim. A
 * record, such as that of the names of countries, is one entry.
 */
export function entriesTurned({ file, text }: WordsFile, language: Language): Turned[] {
  const entries: unknown = parse(text);
  const list = Array.isArray(entries) ? (entries as { id?: unknown }[]) : [{ ...(entries as object), id: 'all' }];
  return list.map((entry, index) =>
    entryTurned(`${language}/${nameOf(file)}/${String(entry.id)}`, entry, language, { file, ...placeOfPath(text, [index]) })
  );
}

/** Returns a file of what is declared of a source, such as its licence or its repairs, as one part: it is told in no language's own words. */
export function declaredTurned({ file, text }: WordsFile): Turned {
  return entryTurned(file.replace(/^data\/|\.json$/g, ''), parse(text), languages[0], { file, line: 1, column: 1 });
}

/** A step as the outline writes it. */
interface OutlinedStep {
  id: string;
  line: number;
  column: number;
  /** What its picture shows. */
  view: object;
  statement?: string;
}

/** Returns the steps of an outline, each a part: what a picture shows beside the words that were read with it. */
export function stepsTurned(steps: readonly OutlinedStep[], file: string): Turned[] {
  return steps.map(({ id, line, column, view, statement }) =>
    entryTurned(`outline/${id}`, { ...view, ...(statement === undefined ? {} : { statement }) }, languages[0], { file, line, column })
  );
}

/**
 * Returns the turning words of texts, part by part. Names of places and of bodies turn what is said of them.
 * @param places how the language names each of them, every country included.
 */
export function turnedIn(
  told: readonly Told[],
  { turns = [], denials = [], attributions, parts }: Wording,
  places: Readonly<Record<string, readonly string[]>>
): Turned[] {
  const kinds = [...turns, ...[places, attributions, parts?.said].map((named) => Object.values(named ?? {}))];
  const known = byFirstWord(kinds);
  const denied = deniedBy(denials);
  return told.flatMap((one) => turnedInOne(one, (sentence) => wordsOf(sentence, kinds, known, denied, one.language)));
}

/** What readers in danger act on, and partners for children’s safety, by its part: no word of it has another that means the same. */
const advice = /^(?:safety|partners|words(?:\.\w+)?\/(?:help|leave|pack\.use)\.)/;

/** Returns what a passage as a whole must keep: where its links lead, and the order in which a label is filled in. */
function keptOf({ kind, links, pieces }: Passage): string[] {
  const slots = kind === 'label' ? pieces.filter((piece) => piece.kind === 'claim') : [];
  const isInOrder = new Set(slots.map(({ id }) => id)).size > 1;
  return [...links.map((href) => `‘${href}’`), ...(isInOrder ? [slots.map(({ text }) => text).join(' ')] : [])];
}

function turnedInOne({ chapter, file, language, passages, names }: Told, turningIn: (sentence: Sentence) => string[]): Turned[] {
  const found = new Map<string, Turned>();
  for (const passage of passages) {
    // The text after a figure is long: each of its headings with an address is a part.
    const heading = passage.place === 'after' ? names.findLast(({ line }) => line <= passage.locate(0).line)?.name : undefined;
    const isRunning = passage.kind === 'paragraph' || passage.kind === 'item' || passage.kind === 'label';
    const isAdvice = advice.test(`${chapter.id}/${passage.place}`);
    for (const [index, sentence] of sentencesOf(passage, language).entries()) {
      const of = isRunning ? [...new Set(sentence.claims)].sort().join(' ') : '#';
      const key = `${language}/${chapter.id}/${heading ?? passage.place} ${of}`.trim();
      const at = { file, line: sentence.line, column: sentence.column };
      const one = found.get(key) ?? { key, words: [], at, sentences: [] };
      const turning = isAdvice ? [`‘${sentence.text.replaceAll(',', '')}’`] : turningIn(sentence);
      if (index === 0) turning.push(...keptOf(passage));
      one.words = [...one.words, ...turning].sort();
      one.sentences.push({ ...sentence, turning });
      found.set(key, one);
    }
  }
  return [...found.values()];
}

/** Returns turning words as the lock keeps them. */
export const turnsOf = (turned: readonly Turned[]): Turns =>
  Object.fromEntries(turned.flatMap(({ key, words }) => (words.length > 0 ? [[key, words.join(', ')]] : [])));

const partOf = (key: string) => key.split(' ', 1)[0]!;

/** Returns what of some words others lack, as often as they lack it. */
function without(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return some.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/**
 * Returns each part of the texts whose turning words are others than those that were reviewed. Those that go along when a sentence is split,
 * joined or states another figure are none.
 */
export function turnChanges(locked: Turns | undefined, turned: readonly Turned[]): TurnChange[] {
  if (locked === undefined) return [];
  const now = turnsOf(turned);
  // A new correction or help line is told before it is locked: what is wrong cannot wait.
  const entries = new Set(turned.filter(({ sentences }) => sentences.length === 0).map(({ key }) => key));
  const known = [...Object.keys(locked), ...Object.keys(now).filter((key) => !entries.has(key))];
  const moved = [...new Set(known)].filter((key) => locked[key] !== now[key]);
  return [...group(moved, partOf)].flatMap(([part, keys]): TurnChange[] => {
    const inAll = (turns: Turns) => keys.flatMap((key) => turns[key]?.split(', ') ?? []);
    const [gone, come] = [without(inAll(locked), inAll(now)), without(inAll(now), inAll(locked))];
    if (gone.length + come.length === 0 && keys.some((key) => !locked[key] || !now[key])) return [];
    const [language = '', scene = ''] = part.split('/');
    const here = turned.filter(({ key }) => keys.includes(key)).flatMap((one) => one.sentences);
    const withNew = here.filter(({ turning }) => turning.some((word) => come.includes(word)));
    const [first, ...more] = withNew.length > 0 ? withNew : here;
    const own = turned.find(({ key }) => partOf(key) === part)?.at;
    const near = own ?? turned.find(({ key }) => key.startsWith(`${language}/${scene}/`))?.at;
    const file = near?.file ?? `data/copy/${language}/${scene}.${scene.startsWith('words') ? 'json' : 'md'}`;
    const { line, column } = first ?? own ?? { line: 1, column: 1 };
    const at = { file, line, column };
    return [{ part, ...at, sentence: more.length > 0 ? undefined : first?.text, gone, come }];
  });
}

/** Returns a change of turning words as a sentence says it: `without “before” and with “after”`. */
export function printTurn({ gone, come }: TurnChange): string {
  const list = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ');
  const said = [...(gone.length > 0 ? [`without ${list(gone)}`] : []), ...(come.length > 0 ? [`with ${list(come)}`] : [])];
  return said.join(' and ') || 'with the same words said of another figure';
}

/** Returns a problem for each part whose turning words changed: what it claims is another thing until an editor has read it. */
export function turnProblems(changes: readonly TurnChange[]): Problem[] {
  return changes.map((change) =>
    makeProblem({
      kind: 'turned',
      file: change.file,
      line: change.line,
      column: change.column,
      found: `${change.sentence === undefined ? `the words of “${change.part}”` : `“${change.sentence}”,`} ${printTurn(change)}`,
      expected: 'the words that were reviewed: these change what it claims (each is named by the first that means the same)',
      remedy: 'read it beside its sources and in the other language: when it is true, run `npm run desk -- edition lock`',
      rule: 'D20'
    })
  );
}
