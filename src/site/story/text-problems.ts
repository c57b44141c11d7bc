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
  textsFile,
  type TextChange,
  type TextsLock
} from '../../story/texts-lock.ts';
import { say } from '../../locale/say.ts';

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
function fileOfGone(id: string, language: Language) {
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

/** Editions cite ledger rows by id: what was found since is a row of its own. */
const newRow = (id: string) =>
  /^(?:estimates|protection)\//.test(id)
    ? say`If an edition has shown the row, restore it and write a new one. Otherwise: `
    : '';

/** `check` shows the words, old beside new. */
function changeWords({ id, before, after }: TextChange): [wrong: string, fix: string] {
  const what = !before
    ? say`is new, and nobody has accepted it`
    : after
      ? say`is not as it was accepted`
      : say`is gone`;
  return [
    `“${id}” ${what}.`,
    newRow(id) +
      say`Read it with \`npm run desk -- accept ${id}\`, old beside new and in every language. ` +
      say`Put it back, or accept it.`
  ];
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
    wrong: say`No text was accepted: this file is missing.`,
    fix: say`Restore it from the last commit. If no commit has it, run \`npm run desk -- accept --draft\`.`,
    rule: 'D20'
  });

/** The texts that nobody has read in every language, a fault of a release (S39). */
export const unreadTexts = ({ texts }: TextsLock): string[] =>
  Object.keys(texts).filter((id) => texts[id]!.by === null);
