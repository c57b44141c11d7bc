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

export interface KeywordChange extends FilePosition {
  /** `en/world/world-2018` */
  part: string;
  file: string;
  /** Unset when it may be one of several. */
  sentence: string | undefined;
  /** First of its synonyms each; both empty when the same words are said of another figure. */
  gone: string[];
  come: string[];
  /** True when the part was deleted. */
  isGone: boolean;
}

const partOf = (key: string) => key.split(' ', 1)[0]!;

/** Multiset difference. */
function without(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return some.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

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
 * Parts whose keywords differ from the reviewed ones. Splitting or joining sentences changes none.
 */
export function keywordChanges(
  locked: Keywords | undefined,
  parts: readonly KeywordPart[]
): KeywordChange[] {
  if (locked === undefined) return [];
  const now = lockedKeywords(parts);
  // New corrections and help lines are published before they are locked: they cannot wait.
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

/** `has lost “before” and has gained “after”` (or one of the two), or `is gone; it had “before”` */
export function printKeywordChange({ gone, come, isGone }: KeywordChange): string {
  // Keywords of a list's entry, such as a repair, begin with its index.
  const print = (word: string) =>
    `“${word}”`.replace(
      /^“‘(\d+)\.(.*)’”$/su,
      (_, at, said) => `“${said}” in entry ${Number(at) + 1}`
    );
  const list = (words: readonly string[]) => words.map(print).join(', ');
  if (isGone) return `is gone; it had ${list(gone)}`;
  const said = [
    ...(gone.length > 0 ? [`has lost ${list(gone)}`] : []),
    ...(come.length > 0 ? [`has gained ${list(come)}`] : [])
  ];
  return said.join(' and ') || 'says the same words of another figure';
}

/** A part claims something else until an editor has read it. */
export function keywordProblems(changes: readonly KeywordChange[]): Problem[] {
  const reread =
    'Read it beside its sources and in the other language. If it is true, run `npm run desk -- edition lock`.';
  const restore =
    'Put it back. If it should go, delete it in every language and run `npm run desk -- edition lock`.';
  return changes.map((change) => {
    const fault = problemsOf('keywords', change.file, 'D20');
    if (change.isGone)
      return fault(change, `“${change.part}” ${printKeywordChange(change)}.`, restore);
    return fault(
      change,
      `“${change.sentence ?? change.part}” ${printKeywordChange(change)} since it was reviewed.`,
      reread
    );
  });
}
