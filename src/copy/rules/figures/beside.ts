import type { Measure, Claim, Move } from '../../../story/claim.ts';
import { problemsOf, type Problem } from '../../../story/problem.ts';
import { isWithin, sentencesOf, type Passage, type Piece, type Sentence } from '../../passage.ts';
import type { ReadChapter } from '../../read-chapter.ts';
import type { BoundWords, RuleChecks, Wording } from '../copy-rules.ts';
import { anyOf, spansOf, wholeWords, beginningOf, endingOf } from '../phrase.ts';
import type { ComputedClaim } from '../../../story/lock.ts';

/** Returns the figures that stand in a sentence, from left to right. */
export const figuresIn = ({ pieces }: Passage, sentence: Sentence): Piece[] =>
  pieces.filter(({ kind, start }) => kind === 'claim' && isWithin(sentence, start));

/**
 * Returns the words before and behind one of the figures of a part of a passage, up to the figures
 * on either side.
 */
export function besideOf(
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

/**
 * One figure of a text, with its sentence, the figure before it there, and the words on either side
 * of it.
 */
interface FigureAt {
  passage: Passage;
  sentence: Sentence;
  piece: Piece;
  last: Piece | undefined;
  beside: readonly [before: string, after: string];
}

/** Returns the problems that a rule finds at each figure of a text. */
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
          beside: besideOf(passage, figures, index, within)
        })
      );
    })
  );
}

const marks = /[,;:()–—]/;

/**
 * Returns the words nearest to a figure on either side, up to a mark; right behind one it is of
 * those before it: “half were online, 49%.”
 */
export function nearestOf([before, after]: readonly [string, string]): [
  before: string,
  after: string
] {
  const phrases = before.split(marks);
  const behind = after.split(marks)[0] ?? '';
  const isOfBefore = /:\s*$/.test(before) || !/\p{L}/u.test(behind);
  const nearest = isOfBefore ? phrases.findLast((phrase) => /\p{L}/u.test(phrase)) : phrases.at(-1);
  return [nearest ?? '', behind];
}

/** Returns whether words say a measure, deny it (“were not online”, “offline”), or do neither. */
export function saidIn(
  text: string,
  measure: Measure,
  { [measure]: words, not, opposite }: NonNullable<Wording['measures']>
) {
  const isDenied = (start: number) =>
    wholeWords(`${anyOf(not)}\\s+$`, 'iu').test(text.slice(0, start));
  const opposed = spansOf(opposite[measure], text)[0];
  if (opposed) return isDenied(opposed.start) ? 'said' : 'denied';
  const first = Math.min(...spansOf(words, text).map(({ start }) => start));
  if (first === Infinity) return undefined;
  return isDenied(first) ? 'denied' : 'said';
}

/** What words beside a figure say that it counts, where it does not. */
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
    nearestOf(beside).flatMap((text) =>
      spansOf(words, text).map(({ start, end }) => text.slice(start, end))
    );
  return said(of.people).length > 0 ? undefined : said(of.children)[0];
}

/**
 * Returns a problem for each figure beside which words count something else (standards D19):
 * “80,000 children” where it is people.
 */
export function boundCounts(
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
    const found = `“${other}” beside ${piece.text} (“$${claim.id}”) in “${sentence.text}”`;
    const expected =
      own.length > 0
        ? `words of what it counts: ${own.join(', ')}`
        : `the figure without “${other}”`;
    const remedy = 'say what it counts; other names of that go into “counts” of wording.json';
    return problemsOf('count', read.file, 'D19')(
      passage.locate(piece.start),
      found,
      expected,
      remedy
    );
  });
}

/** How many other words may stand between the bound and its number: "at least some 300,000". */
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

/** Returns a word of any bound that stands right beside a number; undefined where none does. */
function boundBeside(
  words: BoundWords,
  [before, after]: readonly [string, string],
  isSecond: boolean
): string | undefined {
  const all = Object.values(words);
  // Alone between two figures it joins them, as in “from 20 to 30”, and bounds neither.
  const joins = (phrase: string) =>
    isSecond && phrase.toLowerCase() === before.trim().toLowerCase();
  const ahead = all.flatMap((bound) => bound.before).filter((phrase) => !joins(phrase));
  const behind = all.flatMap((bound) => bound.after);
  return endingOf(ahead, before) ?? beginningOf(behind, after);
}

/**
 * Returns a problem for each estimate whose sentence drops its bound, or one end of a range, or
 * gives it a bound that it has not (V01, V03).
 */
export function boundWords(
  read: ReadChapter,
  claims: ReadonlyMap<string, Claim>,
  words: BoundWords
): Problem[] {
  const problem = problemsOf('bound', read.file, 'V01');
  return atFigures(read, ({ sentence, piece, last, beside }) => {
    const claim = claims.get(piece.id);
    if (!claim?.bound) return [];
    const fault = (expected: string, remedy: string, found = 'without its bound') =>
      problem(sentence, `“$${claim.id}” ${found} in “${sentence.text}”`, expected, remedy);
    if (claim.bound === 'range') {
      const ends = [...claims.values()].filter((other) => other.estimate === claim.estimate);
      const missing = ends.map(({ id }) => id).filter((id) => !sentence.claims.includes(id));
      if (missing.length > 0)
        return fault(
          'both ends of the range in one sentence',
          `add {% $${missing.join(' %} and {% $')} %}`
        );
    }
    if (claim.bound === 'exact' || claim.bound === 'range') {
      const bound = boundBeside(words, beside, last !== undefined);
      if (bound === undefined) return [];
      const remedy = `take “${bound}” out, or correct the bound in data/estimates.csv`;
      return fault(
        'the number alone, as its publisher gave it',
        remedy,
        `with “${bound}”, a bound that it has not,`
      );
    }
    const accepted = words[claim.bound];
    if (carries(accepted, beside)) return [];
    const list = [...accepted.before, ...accepted.after].map((phrase) => `“${phrase}”`).join(', ');
    return fault(`one of ${list} beside the number`, 'write the bound as the publisher gave it');
  });
}

type PairChecks = Pick<RuleChecks, 'computed' | 'releases' | 'wording'>;

type Joins = NonNullable<Wording['joins']>;
type Known = Extract<ComputedClaim, { ok: true }>;

/** Up to three words, none of which ends a phrase: “from … in 2010 to …”. */
const few = String.raw`(?:\s*[^\s,;:.]+){0,3}?`;

/** Units whose figures are no counts of things, so that none is a part of another. */
const noCounts: readonly string[] = ['percent', 'year', 'years', 'ratio', 'one-in', 'part'];

/**
 * Below 0 where the first figure is of an earlier year or release than the other, above 0 where of
 * a later.
 */
function byTime(one: Known, other: Known, releases: PairChecks['releases']): number {
  const [year, next] = [one.locked.year, other.locked.year];
  const dateOf = ({ claim }: Known) => releases.get(claim.source[0] ?? '') ?? '';
  return year === undefined || next === undefined || year === next
    ? dateOf(one).localeCompare(dateOf(other))
    : year - next;
}

/**
 * What two figures of one thing are said to be: the first a part of the second, or one what became
 * of the other, and by which verb.
 */
function saidOf(text: string, one: Piece, other: Piece, { of, from, to, up, down }: Joins) {
  const [before, between] = [
    text.slice(0, one.start),
    text.slice(one.start + one.text.length, other.start)
  ];
  // The phrase that the figures stand in: “fell from”, “turun dari”.
  const phrase = before.slice(
    Math.max(...[...',;:.'].map((mark) => before.lastIndexOf(`${mark} `))) + 1
  );
  const turns = [...spansOf(up, phrase), ...spansOf(down, phrase)].sort(
    (a, b) => a.start - b.start
  );
  const last = turns.at(-1);
  const turn = last ? phrase.slice(last.start, last.end) : '';
  const stands = (phrases: readonly string[]) =>
    wholeWords(`${anyOf(phrases)}\\s+$`, 'iu').test(before);
  const joins = (phrases: readonly string[], gap = '') =>
    wholeWords(`^${gap}\\s*${anyOf(phrases)}\\s*$`, 'iu').test(between);
  if (stands(to)) return turn !== '' && joins(from, few) ? { as: 'from', turn } : undefined;
  if (joins(of)) return { as: 'part', turn: '' };
  if (stands(from)) return joins(to, few) ? { as: 'to', turn } : undefined;
  return joins(to) ? { as: 'to', turn: '' } : undefined;
}

/** What is expected of two joined figures, where they are not so. */
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
  if (time > 0) return 'the earlier figure first';
  if (said.turn === '')
    return time === 0 && one.value > other.value ? 'the smaller figure first' : undefined;
  const isUp = spansOf(joins.up, said.turn).length > 0;
  if (isUp ? other.value > one.value : other.value < one.value) return undefined;
  return `a ${isUp ? 'larger' : 'smaller'} figure behind “${said.turn}”`;
}

/**
 * Why a count of what moved one way is refused: the words nearest to it say the other way alone.
 */
function otherMove(
  { claim: { moves } }: ComputedClaim,
  beside: readonly [string, string],
  joins: Joins
): string | undefined {
  const says = (way: Move) =>
    nearestOf(beside).some((text) => spansOf(joins[way], text).length > 0);
  if (moves === undefined || says(moves) || !says(moves === 'up' ? 'down' : 'up')) return undefined;
  return `words of what went ${moves}, such as “${joins[moves][0] ?? ''}”`;
}

const nameOf = ({ text, id }: Piece) => `${text} (“$${id}”)`;

/**
 * Returns a problem for each two figures whose order the words between them belie, and each count
 * of what moved said to go the other way (D19).
 */
export function boundPairs(
  read: ReadChapter,
  { computed, releases, wording: { joins } }: PairChecks
): Problem[] {
  if (!joins) return [];
  const problem = problemsOf('pair', read.file, 'D19');
  const remedy =
    'put the figures in their order, or say in other words what they are to each other';
  return atFigures(read, ({ passage, sentence, piece, last: before, beside }) => {
    const one = computed.get(piece.id);
    const last = before && computed.get(before.id);
    const said = before && saidOf(passage.text, before, piece, joins);
    const fault = (at: Piece, found: string, expected: string | undefined) =>
      expected === undefined
        ? []
        : [problem(passage.locate(at.start), `“${sentence.text}”, ${found}`, expected, remedy)];
    const [first, second] = said?.as === 'from' ? [one, last] : [last, one];
    const order =
      said && first?.ok && second?.ok ? orderOf(first, second, said, releases, joins) : undefined;
    return [
      ...(before ? fault(before, `which joins ${nameOf(before)} and ${nameOf(piece)}`, order) : []),
      ...(one
        ? fault(
            piece,
            `where ${nameOf(piece)} counts what went the other way`,
            otherMove(one, beside, joins)
          )
        : [])
    ];
  });
}
