import { group } from 'd3';
import { languages } from '../../locale/languages.ts';
import { atStart, type FilePosition } from '../../sources/source-error.ts';
import { outlineFile } from '../../story/data.ts';
import { estimatesFile } from '../../story/ledgers/estimates.ts';
import { protectionFile } from '../../story/ledgers/protection.ts';
import type { Keywords } from '../../story/lock.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';
import { nameOf } from './keyword-parts.ts';
import { lockedKeywords, type KeywordPart } from './keywords.ts';

/** Keywords of a part of the copy that are others than those that were reviewed. */
export interface KeywordChange extends FilePosition {
  /** The language, the scene and the part: `en/world/world-2018`. */
  part: string;
  file: string;
  /** The sentence that they are in; undefined where several may be it. */
  sentence: string | undefined;
  /**
   * Each as the first of those that mean the same; both empty where the same words are said of
   * other figures.
   */
  gone: string[];
  come: string[];
  /** True where the part itself is there no longer. */
  isGone: boolean;
}

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

/** The file of which a part is gone with all the others beside it. */
function fileOfGone(part: string): string {
  const [folder = '', name = ''] = part.split('/');
  if (folder === 'outline') return outlineFile;
  const ledger = [estimatesFile, protectionFile].find((file) => nameOf(file) === folder);
  if (ledger !== undefined) return ledger;
  if (!languages.some((language) => language === folder)) return `data/${part}.json`;
  const end = /^(words|countries)/.test(name) ? 'json' : 'md';
  return `data/copy/${folder}/${name}.${end}`;
}

/**
 * Returns each part of the texts whose keywords are others than those that were reviewed. Those
 * that go along when a sentence is split, joined or states another figure are none.
 */
export function keywordChanges(
  locked: Keywords | undefined,
  parts: readonly KeywordPart[]
): KeywordChange[] {
  if (locked === undefined) return [];
  const now = lockedKeywords(parts);
  // A new correction or help line is told before it is locked: what is wrong cannot wait.
  const entries = new Set(
    parts.filter(({ sentences }) => sentences.length === 0).map(({ key }) => key)
  );
  const known = [...Object.keys(locked), ...Object.keys(now).filter((key) => !entries.has(key))];
  const moved = [...new Set(known)].filter((key) => locked[key] !== now[key]);
  return [...group(moved, partOf)].flatMap(([part, keys]): KeywordChange[] => {
    const inAll = (kept: Keywords) => keys.flatMap((key) => kept[key]?.split(', ') ?? []);
    const [gone, come] = [without(inAll(locked), inAll(now)), without(inAll(now), inAll(locked))];
    if (gone.length + come.length === 0 && keys.some((key) => !locked[key] || !now[key])) return [];
    const [language = '', scene = ''] = part.split('/');
    const here = parts.filter(({ key }) => keys.includes(key)).flatMap((one) => one.sentences);
    const withNew = here.filter(({ keywords }) => keywords.some((word) => come.includes(word)));
    const [first, ...more] = withNew.length > 0 ? withNew : here;
    const one = parts.find(({ key }) => partOf(key) === part);
    const near = one?.at ?? parts.find(({ key }) => key.startsWith(`${language}/${scene}/`))?.at;
    const file = near?.file ?? fileOfGone(part);
    const [word = ''] = [...come, ...gone];
    const { line, column } = first ?? one?.placeOf?.(word) ?? one?.at ?? atStart;
    const at = { file, line, column };
    return [
      { part, ...at, sentence: more.length > 0 ? undefined : first?.text, gone, come, isGone: !one }
    ];
  });
}

/**
 * Returns a change of keywords as a sentence says it: `without “before” and with “after”`, or
 * `gone, which had “before”`.
 */
export function printKeywordChange({ gone, come, isGone }: KeywordChange): string {
  // What an entry of a list says, such as a repair, begins with its number.
  const print = (word: string) =>
    `“${word}”`.replace(
      /^“‘(\d+)\.(.*)’”$/su,
      (_, at, said) => `“${said}” in entry ${Number(at) + 1}`
    );
  const list = (words: readonly string[]) => words.map(print).join(', ');
  if (isGone) return `gone, which had ${list(gone)}`;
  const said = [
    ...(gone.length > 0 ? [`without ${list(gone)}`] : []),
    ...(come.length > 0 ? [`with ${list(come)}`] : [])
  ];
  return said.join(' and ') || 'with the same words said of another figure';
}

/**
 * Returns a problem for each part whose keywords changed: what it claims is another thing until an
 * editor has read it.
 */
export function keywordProblems(changes: readonly KeywordChange[]): Problem[] {
  const expected =
    'the words that were reviewed: these change what it claims (each is named by the first that means the same)';
  const remedy =
    'read it beside its sources and in the other language: when it is true, run `npm run desk -- edition lock`';
  const restore =
    'put it back; where it is meant to go, in every language, run `npm run desk -- edition lock`';
  return changes.map((change) => {
    const fault = problemsOf('keywords', change.file, 'D20');
    if (change.isGone)
      return fault(
        change,
        `“${change.part}” ${printKeywordChange(change)}`,
        'what was reviewed',
        restore
      );
    const said =
      change.sentence === undefined ? `the words of “${change.part}”` : `“${change.sentence}”,`;
    return fault(change, `${said} ${printKeywordChange(change)}`, expected, remedy);
  });
}
