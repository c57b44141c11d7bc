import type { StoryText } from '../../copy/story-texts.ts';
import { languages, type Language } from '../../locale/languages.ts';
import type { FilePosition } from '../../sources/source-error.ts';
import type { Claim } from '../../story/claim.ts';
import { indicators } from '../../story/data.ts';
import type { Lock } from '../../story/lock.ts';
import type { Problem } from '../../story/problem.ts';
import type { TextChange } from '../../story/texts-lock.ts';
import { sayAs } from './print-copy.ts';
import type { PlacedTextChange } from './text-problems.ts';

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

/** A figure, year or day as it is printed. */
interface Printed {
  id: string;
  text: string;
}

type FigureBefore = (written: string, id: string) => string | undefined;

/** Parts the figures of a text, which stand before their marks, from its words. */
export function partFigures(said: string, figureBefore: FigureBefore) {
  const figures: Printed[] = [];
  const words = said.replace(/([^[\]]*) \[([^\]\s]+)\]/g, (whole, written: string, id: string) => {
    const text = figureBefore(written, id);
    if (text === undefined) return whole;
    figures.push({ id, text });
    return `${written.slice(0, -text.length)}□ [${id}]`;
  });
  return { words, figures };
}

const isRelease = (id: string) => id.includes('/') || indicators.some((one) => one === id);

/** What an edition prints. */
export function printedBy(lock: Lock, language: Language): FigureBefore {
  const say = sayAs(lock);
  const piece = { text: '', start: 0, raw: 0 };
  return (written, id) =>
    (isRelease(id) ? (['release'] as const) : (['claim', 'year'] as const))
      .map((kind) => say({ ...piece, kind, id }, language))
      .find((text) => text !== undefined && written.endsWith(text));
}

/** Earlier figures, of an edition that is no longer there: numbers and dates by their form. */
export const printedBefore: FigureBefore = (written, id) =>
  (isRelease(id) ? /(?:\d{1,2} )?\p{L}+ \d{4}$/u : /(?<![\d.,])\d+(?:[.,]\d+)*%?$|–$/).exec(
    written
  )?.[0];

/** “80,000” and “48.6%” as numbers. */
const numberOf = (english: string) => Number(english.replace(/[,%]/g, ''));

export interface Move {
  claim: Claim;
  before: number;
  after: number;
}

function movesOf(
  before: readonly Printed[],
  after: readonly Printed[],
  { claims }: Lock,
  claimOf: (id: string) => Claim | undefined
): Move[] {
  const moves = after.flatMap(({ id, text }, at): Move[] => {
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

function turned(moves: readonly Move[]): string[][] {
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

/** Why figures that moved in one text are read by themselves. */
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

/** Undefined when more than figures differs. */
function reasonsOf(
  { before, after }: TextChange,
  lock: Lock,
  claimOf: (id: string) => Claim | undefined
): GradeReason[] | undefined {
  if (!before || !after) return undefined;
  const pairs = languages.map((language) => {
    const [was = '', is = ''] = [before.said[language], after.said[language]];
    return [partFigures(was, printedBefore), partFigures(is, printedBy(lock, language))] as const;
  });
  const isSame = (one: object, other: object) =>
    JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
  if (pairs.some(([was, is]) => was.words !== is.words)) return undefined;
  if (!isSame(before.promises, after.promises)) return undefined;
  const [was, is] = pairs[languages.indexOf('en')]!;
  return reasonsToRead(movesOf(was.figures, is.figures, lock, claimOf));
}

/** Finds the text that a position of a file is in. */
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
  return ({ file, line, column }: FilePosition & { file: string }): string | undefined => {
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

/** Grades changed texts by what differs and by the faults that stand in them. */
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
