import { languages, type Language } from '../../locale/languages.ts';
import type { StoryText } from '../../copy/story-texts.ts';
import { helplinesFile } from '../../pages/helpline.ts';
import { newsroomFile } from '../../pages/newsroom.ts';
import { correctionsFile } from '../../pages/side/correction.ts';
import { withdrawalsFile } from '../../cards/withdrawal.ts';
import { atStart, type FilePosition } from '../../sources/source-error.ts';
import { outlineFile } from '../../story/data.ts';
import { estimatesFile } from '../../story/ledgers/estimates.ts';
import { linksFile } from '../../story/ledgers/links.ts';
import { protectionFile } from '../../story/ledgers/protection.ts';
import { makeProblem, problemsOf, type Problem } from '../../story/problem.ts';
import {
  changedLanguages,
  changedPromises,
  textsFile,
  type TextChange,
  type TextsLock
} from '../../story/texts-lock.ts';

/** A changed text, with the place of what is there now. */
export interface PlacedTextChange extends TextChange, FilePosition {
  file: string;
}

const beside: Readonly<Record<string, string>> = {
  corrections: correctionsFile,
  helplines: helplinesFile,
  newsroom: newsroomFile,
  withdrawals: withdrawalsFile,
  estimates: estimatesFile,
  protection: protectionFile,
  links: linksFile,
  outline: outlineFile
};

/** The file that a deleted text was in. Articles share names with ledgers: their parts tell. */
function fileOfGone(id: string, language: Language): string {
  const [head = '', name = ''] = id.split('/');
  if (head === 'sources' || head === 'repairs') return `data/${id}.json`;
  const isChapter = /^(?:title|lead|figure|after)(?:#|$)/.test(name) || !(head in beside);
  if (!isChapter) return beside[head]!;
  const end = /^(?:words(?:\.[\w-]+)?|countries)$/.test(head) ? 'json' : 'md';
  return `data/copy/${language}/${head}.${end}`;
}

/** Adds the places: the first language that says something else, else the first that there is. */
export function placeChanges(
  changes: readonly TextChange[],
  texts: ReadonlyMap<string, StoryText>
): PlacedTextChange[] {
  return changes.map((change) => {
    const places = texts.get(change.id)?.places ?? {};
    const order = [...changedLanguages(change), ...languages];
    const there = order.find((language) => places[language] !== undefined);
    const place = there && places[there];
    const was = languages.find((language) => change.before?.said[language] !== undefined);
    const file = place?.file ?? fileOfGone(change.id, was ?? languages[0]);
    return { ...change, file, ...(place?.at() ?? atStart) };
  });
}

/** Words on each side of what differs. */
const aside = 5;
const longest = 60;

/** The words in which two texts differ, with some on each side. */
function differing(before: string, after: string): [before: string, after: string] {
  const [was, is] = [before.split(' '), after.split(' ')];
  const shorter = Math.min(was.length, is.length);
  let start = 0;
  while (start < shorter && was[start] === is[start]) start++;
  let end = 0;
  while (end < shorter - start && was.at(-1 - end) === is.at(-1 - end)) end++;
  const cut = (words: string[]) => {
    const [from, to] = [Math.max(0, start - aside), Math.max(0, end - aside)];
    const said = words.slice(from, words.length - to);
    const shown = said.slice(0, longest).join(' ');
    const isCut = to > 0 || said.length > longest;
    return `${from > 0 ? '… ' : ''}${shown}${isCut ? ' …' : ''}`;
  };
  return [cut(was), cut(is)];
}

const quoted = (said: Partial<Record<Language, string>>) =>
  languages
    .flatMap((language) =>
      said[language] === undefined ? [] : [`“${differing('', said[language])[1]}” (${language})`]
    )
    .join(', ');

/** Editions cite ledger rows by id: what was found since is a row of its own. */
const newRow = (id: string) =>
  /^(?:estimates|protection)\//.test(id)
    ? 'If an edition has shown the row, restore it and write a new one. Otherwise: '
    : '';

const acceptWith = (id: string) => `\`npm run desk -- accept ${id} --by "<name>"\``;

function changeWords(change: PlacedTextChange): [wrong: string, fix: string] {
  const { id, before, after } = change;
  const read = `then run ${acceptWith(id)}.`;
  if (!before)
    return [
      `“${id}” is new, and nobody has accepted it: ${quoted(after?.said ?? {})}.`,
      `Read it beside its sources in every language, ${read}`
    ];
  if (!after)
    return [
      `“${id}” is gone. It said ${quoted(before.said)}.`,
      `${newRow(id)}Put it back. If it should go, delete it in every language, ${read}`
    ];
  const said = changedLanguages(change).map((language) => {
    const [was, is] = [before.said[language], after.said[language]];
    if (was === undefined) return `“${id}” now also says ${quoted({ [language]: is })}.`;
    if (is === undefined) return `“${id}” no longer says ${quoted({ [language]: was })}.`;
    const [then, now] = differing(was, is);
    return `“${id}” now says “${now}” (${language}). It was accepted as “${then}”.`;
  });
  const promises = changedPromises(change).map(
    (promise) =>
      `“${id}” states “${promise.id}”, which now promises “${promise.after}”. It was accepted with “${promise.before}”.`
  );
  const wrong = [...said, ...promises].join(' ') || `“${id}” states other claims than before.`;
  return [wrong, `${newRow(id)}Read it beside its sources and in the other language, ${read}`];
}

/**
 * Faults until someone has read them: every text that differs from the accepted one. A card is
 * withdrawn without waiting for that.
 */
export const textProblems = (changes: readonly PlacedTextChange[]): Problem[] =>
  changes.map((change) =>
    problemsOf(
      'text-changed',
      change.file,
      'D20',
      change.file === withdrawalsFile ? 'warning' : 'error'
    )(change, ...changeWords(change))
  );

/** The lock of texts is gone, or was never written. */
export const noTexts = (): Problem =>
  makeProblem({
    kind: 'text-changed',
    file: textsFile,
    wrong: 'No text was accepted: this file is missing.',
    fix: 'Restore it from the last commit. If no commit has it, run `npm run desk -- accept --draft`.',
    rule: 'D20'
  });

/** The texts that nobody has read in every language, a fault of a release (S39). */
export const unreadTexts = ({ texts }: TextsLock): string[] =>
  Object.keys(texts).filter((id) => texts[id]!.by === null);
