import type { Measure, Claim, Move } from '../../../story/claim.ts';
import { problemsOf, type Problem } from '../../../story/problem.ts';
import { isWithin, sentencesOf, type Passage, type Piece, type Sentence } from '../../passage.ts';
import type { ReadChapter } from '../../read-chapter.ts';
import type { BoundWords, RuleChecks, Wording } from '../copy-rules.ts';
import { anyOf, beginningOf, endingOf, isJustBefore, spansOf, wholeWords } from '../phrase.ts';
import type { ComputedClaim } from '../../../story/lock.ts';

export const figuresIn = ({ pieces }: Passage, sentence: Sentence): Piece[] =>
  pieces.filter(({ kind, start }) => kind === 'claim' && isWithin(sentence, start));

/** The words before and after a figure, up to its neighbours. */
export function wordsBeside(
  { text }: Passage,
  figures: readonly Piece[],
  index: number,
  within: { start: number; end: number }
): [before: string, after: string] {
  const [last, own, next] = [figures[index - 1], figures[index]!, figures[index + 1]];
  return [
    text.slice(last ? last.start + last.text.length : within.start, own.start),
    text.slice(own.start + own.text.length, next?.start ?? within.end)
  ];
}

interface FigureAt {
  passage: Passage;
  sentence: Sentence;
  piece: Piece;
  last: Piece | undefined;
  beside: readonly [before: string, after: string];
}

function atFigures(
  { passages, language }: ReadChapter,
  rule: (at: FigureAt) => Problem | readonly Problem[]
): Problem[] {
  return passages.flatMap((passage) =>
    sentencesOf(passage, language).flatMap((sentence) => {
      const figures = figuresIn(passage, sentence);
      const within = { start: sentence.start, end: sentence.start + sentence.text.length };
      return figures.flatMap((piece, index) =>
        rule({
          passage,
          sentence,
          piece,
          last: figures[index - 1],
          beside: wordsBeside(passage, figures, index, within)
        })
      );
    })
  );
}

const marks = /[,;:()–—]/;

/** The nearest words on either side, up to a mark: “half were online, 49%”. */
export function nearestWords([before, after]: readonly [string, string]): [
  before: string,
  after: string
] {
  const phrases = before.split(marks);
  const behind = after.split(marks)[0] ?? '';
  const isOfBefore = /:\s*$/.test(before) || !/\p{L}/u.test(behind);
  const nearest = isOfBefore ? phrases.findLast((phrase) => /\p{L}/u.test(phrase)) : phrases.at(-1);
  return [nearest ?? '', behind];
}

/** Words may name a measure, or deny it (“were not online”, “offline”). */
export function measureSaid(
  text: string,
  measure: Measure,
  { [measure]: words, not, opposite }: NonNullable<Wording['measures']>
) {
  const isDenied = (start: number) => isJustBefore(not, text.slice(0, start));
  const opposed = spansOf(opposite[measure], text)[0];
  if (opposed) return isDenied(opposed.start) ? 'said' : 'denied';
  const first = Math.min(...spansOf(words, text).map(({ start }) => start));
  if (first === Infinity) return undefined;
  return isDenied(first) ? 'denied' : 'said';
}

function otherCount(
  claim: Claim,
  beside: readonly [string, string],
  { scales, of }: NonNullable<Wording['counts']>
): string | undefined {
  const [, after] = beside;
  if (claim.unit === 'year') return undefined;
  const scale = beginningOf(scales, after);
  if (scale !== undefined) return scale;
  const own = of[claim.unit];
  if (own)
    return beginningOf(own, after) === undefined
      ? beginningOf(Object.values(of).flat(), after)
      : undefined;
  // A share of people is not a share of children.
  if (claim.measures === undefined) return undefined;
  const said = (words: readonly string[] = []) =>
    nearestWords(beside).flatMap((text) =>
      spansOf(words, text).map(({ start, end }) => text.slice(start, end))
    );
  return said(of.people).length > 0 ? undefined : said(of.children)[0];
}

/** Reports figures whose words count something else (D19): “80,000 children” for people. */
export function countProblems(
  read: ReadChapter,
  claims: ReadonlyMap<string, Claim>,
  counts: Wording['counts']
): Problem[] {
  if (!counts) return [];
  return atFigures(read, ({ passage, sentence, piece, beside }) => {
    const claim = claims.get(piece.id);
    const other = claim && otherCount(claim, beside, counts);
    if (!claim || other === undefined) return [];
    const own = (counts.of[claim.measures === undefined ? claim.unit : 'people'] ?? []).map(
      (word) => `“${word}”`
    );
    return problemsOf('count', read.file, 'D19')(
      passage.locate(piece.start),
      `In “${sentence.text}”, “${other}” is not what ${nameOf(piece)} counts.`,
      own.length > 0
        ? `Write what it counts (${own.join(', ')}), or add “${other}” to “counts” of wording.json.`
        : `Delete “${other}”.`
    );
  });
}

/** Other words allowed between the bound and its number: "at least some 300,000". */
const reach = 2;

function carries(
  words: { before: string[]; after: string[] },
  [before, after]: readonly [string, string]
): boolean {
  const gap = `(?:\\s+\\S+){0,${reach}}`;
  return (
    endingOf(words.before, before, gap) !== undefined ||
    beginningOf(words.after, after, gap) !== undefined
  );
}

function boundBeside(
  words: BoundWords,
  [before, after]: readonly [string, string],
  isSecond: boolean
): string | undefined {
  const all = Object.values(words);
  // “from 20 to 30” joins two figures and bounds neither.
  const joins = (phrase: string) =>
    isSecond && phrase.toLowerCase() === before.trim().toLowerCase();
  const ahead = all.flatMap((bound) => bound.before).filter((phrase) => !joins(phrase));
  const behind = all.flatMap((bound) => bound.after);
  return endingOf(ahead, before) ?? beginningOf(behind, after);
}

/**
 * Reports estimates without their bound or the other end of a range, or with a wrong bound (V01,
 * V03).
 */
export function boundProblems(
  read: ReadChapter,
  claims: ReadonlyMap<string, Claim>,
  words: BoundWords
): Problem[] {
  const problem = problemsOf('bound', read.file, 'V01');
  return atFigures(read, ({ sentence, piece, last, beside }) => {
    const claim = claims.get(piece.id);
    if (!claim?.bound) return [];
    const fault = (wrong: string, fix: string) =>
      problem(sentence, `In “${sentence.text}”, “$${claim.id}” ${wrong}.`, fix);
    if (claim.bound === 'range') {
      const ends = [...claims.values()].filter((other) => other.estimate === claim.estimate);
      const missing = ends.map(({ id }) => id).filter((id) => !sentence.claims.includes(id));
      if (missing.length > 0)
        return fault(
          'is one end of a range without the other',
          `Add {% $${missing.join(' %} and {% $')} %}.`
        );
    }
    if (claim.bound === 'exact' || claim.bound === 'range') {
      const bound = boundBeside(words, beside, last !== undefined);
      if (bound === undefined) return [];
      return fault(
        `has the bound “${bound}”, which its publisher did not give`,
        `Delete “${bound}”, or correct the bound in data/estimates.csv.`
      );
    }
    const accepted = words[claim.bound];
    if (carries(accepted, beside)) return [];
    const list = [...accepted.before, ...accepted.after].map((phrase) => `“${phrase}”`).join(', ');
    return fault('is without its bound', `Write one of ${list} beside the number.`);
  });
}

type PairChecks = Pick<RuleChecks, 'computed' | 'releases' | 'wording'>;

type Joins = NonNullable<Wording['joins']>;
type Known = Extract<ComputedClaim, { ok: true }>;

/** Up to three words inside a phrase: “from … in 2010 to …”. */
const few = String.raw`(?:\s*[^\s,;:.]+){0,3}?`;

/** Units that count nothing: none is a part of another. */
const noCounts: readonly string[] = ['percent', 'year', 'years', 'ratio', 'one-in', 'part'];

/** Compares by year, then by release. */
function byTime(one: Known, other: Known, releases: PairChecks['releases']): number {
  const [year, next] = [one.locked.year, other.locked.year];
  const dateOf = ({ claim }: Known) => releases.get(claim.source[0] ?? '') ?? '';
  return year === undefined || next === undefined || year === next
    ? dateOf(one).localeCompare(dateOf(other))
    : year - next;
}

/** A part of a whole, or a change from one figure to the other. */
function saidOf(text: string, one: Piece, other: Piece, { of, from, to, up, down }: Joins) {
  const [before, between] = [
    text.slice(0, one.start),
    text.slice(one.start + one.text.length, other.start)
  ];
  // The phrase before the figures: “fell from”, “turun dari”.
  const phrase = before.slice(
    Math.max(...[...',;:.'].map((mark) => before.lastIndexOf(`${mark} `))) + 1
  );
  const turns = [...spansOf(up, phrase), ...spansOf(down, phrase)].sort(
    (a, b) => a.start - b.start
  );
  const last = turns.at(-1);
  const turn = last ? phrase.slice(last.start, last.end) : '';
  const joins = (phrases: readonly string[], gap = '') =>
    wholeWords(`^${gap}\\s*${anyOf(phrases)}\\s*$`, 'iu').test(between);
  if (isJustBefore(to, before))
    return turn !== '' && joins(from, few) ? { as: 'from', turn } : undefined;
  if (joins(of)) return { as: 'part', turn: '' };
  if (isJustBefore(from, before)) return joins(to, few) ? { as: 'to', turn } : undefined;
  return joins(to) ? { as: 'to', turn: '' } : undefined;
}

/** Returns what the two figures should be, when they are not. */
function orderOf(
  one: Known,
  other: Known,
  said: NonNullable<ReturnType<typeof saidOf>>,
  releases: PairChecks['releases'],
  joins: Joins
) {
  if (said.as === 'part') {
    const isCount = [one, other].every(({ claim }) => !noCounts.includes(claim.unit));
    return isCount && one.value > other.value
      ? 'a part that is no larger than its whole'
      : undefined;
  }
  const [first, second] = [one.claim, other.claim];
  if (first.unit !== second.unit || first.places.join() !== second.places.join()) return undefined;
  const time = byTime(one, other, releases);
  // “rose to B from A” gives the later figure first.
  const isReversed = said.as === 'from';
  if (time > 0) return `the earlier figure ${isReversed ? 'last' : 'first'}`;
  if (said.turn === '')
    return time === 0 && one.value > other.value ? 'the smaller figure first' : undefined;
  const isUp = spansOf(joins.up, said.turn).length > 0;
  if (isUp ? other.value > one.value : other.value < one.value) return undefined;
  return `a ${isUp ? 'larger' : 'smaller'} ${isReversed ? 'first' : 'second'} figure`;
}

/** A count of figures that moved one way, beside words of the other way only. */
function otherMove(
  { claim: { moves } }: ComputedClaim,
  beside: readonly [string, string],
  joins: Joins
): string | undefined {
  const says = (way: Move) =>
    nearestWords(beside).some((text) => spansOf(joins[way], text).length > 0);
  if (moves === undefined || says(moves) || !says(moves === 'up' ? 'down' : 'up')) return undefined;
  return `words of what went ${moves}, such as “${joins[moves][0] ?? ''}”`;
}

const nameOf = ({ text, id }: Piece) => `${text} (“$${id}”)`;

/** Reports pairs of figures that the words between them contradict (D19). */
export function pairProblems(
  read: ReadChapter,
  { computed, releases, wording: { joins } }: PairChecks
): Problem[] {
  if (!joins) return [];
  const problem = problemsOf('pair', read.file, 'D19');
  return atFigures(read, ({ passage, sentence, piece, last: before, beside }) => {
    const one = computed.get(piece.id);
    const last = before && computed.get(before.id);
    const said = before && saidOf(passage.text, before, piece, joins);
    const fault = (at: Piece, wrong: string, instead: string | undefined) =>
      instead === undefined
        ? []
        : [
            problem(
              passage.locate(at.start),
              `In “${sentence.text}”, ${wrong}.`,
              `Write ${instead}, or say in other words how the figures relate.`
            )
          ];
    const [first, second] = said?.as === 'from' ? [one, last] : [last, one];
    const order =
      said && first?.ok && second?.ok ? orderOf(first, second, said, releases, joins) : undefined;
    return [
      ...(before
        ? fault(
            before,
            `the words contradict the figures ${nameOf(before)} and ${nameOf(piece)}`,
            order
          )
        : []),
      ...(one
        ? fault(
            piece,
            `${nameOf(piece)} counts what went the other way`,
            otherMove(one, beside, joins)
          )
        : [])
    ];
  });
}
