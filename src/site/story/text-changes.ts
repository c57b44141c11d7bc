import type { StoryText } from '#copy/story-texts.ts';
import { languages, type Language } from '#locale/languages.ts';
import { type FilePosition, atStart, restore } from '#sources/source-error.ts';
import type { Claim } from '#story/claim.ts';
import { indicators, outlineFile } from '#story/data.ts';
import type { Lock } from '#story/lock.ts';
import { type Problem, makeProblem, problemsOf } from '#story/problem.ts';
import { type TextChange, changedLanguages, textsFile, type TextsLock } from '#story/texts-lock.ts';
import { helplinesFile } from '#pages/helpline.ts';
import { newsroomFile } from '#pages/newsroom.ts';
import { correctionsFile } from '#pages/side/correction.ts';
import { withdrawalsFile } from '#cards/withdrawal.ts';
import { estimatesFile } from '#story/ledgers/estimates.ts';
import { linksFile } from '#story/ledgers/links.ts';
import { protectionFile } from '#story/ledgers/protection.ts';
import { say } from '#locale/say.ts';

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

function changeWords({ id, before, after }: TextChange): [wrong: string, fix: string] {
  const what = !before
    ? say`is new, and nobody has accepted it`
    : after
      ? say`is not as it was accepted`
      : say`is gone`;
  return [
    `“${id}” ${what}.`,
    newRow(id) +
      say`\`npm run desk -- check\` shows it in every language, old beside new, with the command that accepts it. Or put it back as it was.`
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

export const noTexts = (): Problem =>
  makeProblem({
    kind: 'text-changed',
    file: textsFile,
    wrong: say`No text was accepted: this file is missing.`,
    fix: say`${restore(textsFile)} If no commit has it, run \`npm run desk -- accept --draft\`.`,
    rule: 'D20'
  });

/** The texts that nobody has read in every language, a fault of a release (S39). */
export const unreadTexts = ({ texts }: TextsLock) =>
  Object.keys(texts).filter((id) => texts[id]!.by === null);

/**
 * What a changed text asks of an editor. `figures`: a release gives other figures, and nothing else
 * differs; `words`: read it by itself; `broken`: its words are not true, mend them first.
 */
export type TextGrade = 'figures' | 'words' | 'broken';

/** The reason to read a text by itself, though only its figures differ. */
export interface GradeReason {
  /** Two figures changed places; one moved further than a revision; one is of a ledger's row. */
  kind: 'order' | 'far' | 'row';
  claims: string[];
}

export interface GradedText extends PlacedTextChange {
  grade: TextGrade;
  why: GradeReason[];
}

interface Printed {
  id: string;
  text: string;
}

const isRelease = (id: string) => id.includes('/') || indicators.some((one) => one === id);

/** What an edition printed before a mark, by its form: a number, or the date of a release. */
const figureBefore = (written: string, id: string) =>
  (isRelease(id) ? /(?:\d{1,2} )?\p{L}+ \d{4}$/u : /(?<![\d.,])\d+(?:[.,]\d+)*%?$|–$/).exec(
    written
  )?.[0];

/** Parts the figures of a text, which stand before their marks, from its words. */
export function partFigures(said: string) {
  const figures: Printed[] = [];
  const words = said.replace(/([^[\]]*) \[([^\]\s]+)\]/g, (whole, written: string, id: string) => {
    const text = figureBefore(written, id);
    if (text === undefined) return whole;
    figures.push({ id, text });
    return `${written.slice(0, -text.length)}□ [${id}]`;
  });
  return { words, figures };
}

const numberOf = (english: string) => Number(english.replace(/[,%]/g, ''));

interface Move {
  claim: Claim;
  before: number;
  after: number;
}

function movesOf(
  before: readonly Printed[],
  after: readonly Printed[],
  { claims }: Lock,
  claimOf: (id: string) => Claim | undefined
) {
  const moves = after.flatMap(({ id, text }, at) => {
    const claim = claimOf(id);
    const was = before[at];
    if (!claim || !was || text !== claims[id]?.en) return [];
    return [{ claim, before: numberOf(was.text), after: numberOf(text) }];
  });
  return [...new Map(moves.map((move) => [move.claim.id, move])).values()];
}

/**
 * The furthest that a revision has moved a stated figure of a past year, but India's: the UK's
 * 2018 fell from 95% to 91%.
 */
const furthestRevision = 1 / 20;

const isFar = ({ claim, before, after }: Move) =>
  Math.abs(after - before) > (claim.unit === 'year' ? 1 : Math.abs(before) * furthestRevision);

const isOfRow = ({ claim }: Move) => !claim.source.every(isRelease);

function turned(moves: readonly Move[]) {
  return moves.flatMap((one, at) =>
    moves
      .slice(at + 1)
      .filter(
        (other) =>
          other.claim.unit === one.claim.unit &&
          Math.sign(one.before - other.before) !== Math.sign(one.after - other.after)
      )
      .map((other) => [one.claim.id, other.claim.id])
  );
}

export function reasonsToRead(all: readonly Move[]): GradeReason[] {
  const moved = all.filter(({ before, after }) => before !== after);
  const reason = (kind: GradeReason['kind'], some: readonly Move[]) =>
    some.map(({ claim }): GradeReason => ({ kind, claims: [claim.id] }));
  return [
    ...turned(all).map((claims): GradeReason => ({ kind: 'order', claims })),
    ...reason('far', moved.filter(isFar)),
    ...reason('row', moved.filter(isOfRow))
  ];
}

function reasonsOf(
  { before, after }: TextChange,
  lock: Lock,
  claimOf: (id: string) => Claim | undefined
) {
  if (!before || !after) return undefined;
  const pairs = languages.map((language) => {
    const [was = '', is = ''] = [before.said[language], after.said[language]];
    return [partFigures(was), partFigures(is)] as const;
  });
  const isSame = (one: object, other: object) =>
    JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
  if (pairs.some(([was, is]) => was.words !== is.words)) return undefined;
  if (!isSame(before.promises, after.promises)) return undefined;
  const [was, is] = pairs[languages.indexOf('en')]!;
  return reasonsToRead(movesOf(was.figures, is.figures, lock, claimOf));
}

export function textFinder(said: ReadonlyMap<string, StoryText>) {
  const known = new Map<string, (FilePosition & { id: string })[]>();
  const startsIn = (file: string) => {
    const starts =
      known.get(file) ??
      [...said]
        .flatMap(([id, { places }]) =>
          Object.values(places).flatMap((place) =>
            place.file === file ? [{ id, ...place.at() }] : []
          )
        )
        .sort((one, other) => one.line - other.line || one.column - other.column);
    known.set(file, starts);
    return starts;
  };
  return ({ file, line, column }: FilePosition & { file: string }) => {
    const starts = startsIn(file);
    const here = starts.filter((start) => start.line === line);
    const start =
      here.findLast((one) => one.column <= column) ??
      here[0] ??
      starts.findLast((one) => one.line < line);
    return start?.id;
  };
}

/** What an unread change makes of other files is no fault of the words. */
const isOfWords = ({ severity, kind }: Problem) => severity === 'error' && kind !== 'text-changed';

export function gradeTexts(
  texts: readonly PlacedTextChange[],
  story: {
    lock: Lock;
    problems: readonly Problem[];
    claimOf: (id: string) => Claim | undefined;
    textOf: (place: Problem) => string | undefined;
  }
): GradedText[] {
  if (texts.length === 0) return [];
  const broken = new Set(story.problems.filter(isOfWords).map(story.textOf));
  return texts.map((text) => {
    const why = reasonsOf(text, story.lock, story.claimOf);
    const grade = broken.has(text.id) ? 'broken' : why?.length === 0 ? 'figures' : 'words';
    return { ...text, grade, why: why ?? [] };
  });
}
