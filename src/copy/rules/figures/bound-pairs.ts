import type { Move } from '../../../story/claim.ts';
import type { ComputedClaim } from '../../../story/lock.ts';
import { problemsOf, type Problem } from '../../../story/problem.ts';
import type { Piece } from '../../passage.ts';
import type { ReadChapter } from '../../read-chapter.ts';
import type { Wording } from '../copy-rules.ts';
import { anyOf, spansOf, wholeWords } from '../phrase.ts';
import { atFigures, nearestOf } from './beside.ts';

/** What two figures that words join are checked against, in one language. */
export interface PairChecks {
  computed: ReadonlyMap<string, ComputedClaim>;
  releases: ReadonlyMap<string, string>;
  joins: Wording['joins'];
}

type Joins = NonNullable<Wording['joins']>;
type Known = Extract<ComputedClaim, { ok: true }>;

/** Up to three words, none of which ends a phrase: “from … in 2010 to …”. */
const few = String.raw`(?:\s*[^\s,;:.]+){0,3}?`;

/** Units whose figures are no counts of things, so that none is a part of another. */
const noCounts: readonly string[] = ['percent', 'year', 'years', 'ratio', 'one-in', 'part'];

/** Below 0 where the first figure is of an earlier year or release than the other, above 0 where of a later. */
function byTime(one: Known, other: Known, releases: PairChecks['releases']): number {
  const [year, next] = [one.locked.year, other.locked.year];
  const dateOf = ({ claim }: Known) => releases.get(claim.source[0] ?? '') ?? '';
  return year === undefined || next === undefined || year === next ? dateOf(one).localeCompare(dateOf(other)) : year - next;
}

/** What two figures of one thing are said to be: the first a part of the second, or one what became of the other, and by which verb. */
function saidOf(text: string, one: Piece, other: Piece, { of, from, to, up, down }: Joins) {
  const [before, between] = [text.slice(0, one.start), text.slice(one.start + one.text.length, other.start)];
  // The phrase that the figures stand in: “fell from”, “turun dari”.
  const phrase = before.slice(Math.max(...[...',;:.'].map((mark) => before.lastIndexOf(`${mark} `))) + 1);
  const turns = [...spansOf(up, phrase), ...spansOf(down, phrase)].sort((a, b) => a.start - b.start);
  const last = turns.at(-1);
  const turn = last ? phrase.slice(last.start, last.end) : '';
  const stands = (phrases: readonly string[]) => wholeWords(`${anyOf(phrases)}\\s+$`, 'iu').test(before);
  const joins = (phrases: readonly string[], gap = '') => wholeWords(`^${gap}\\s*${anyOf(phrases)}\\s*$`, 'iu').test(between);
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
  { releases, joins }: PairChecks & { joins: Joins }
) {
  if (said.as === 'part') {
    const isCount = [one, other].every(({ claim }) => !noCounts.includes(claim.unit));
    return isCount && one.value > other.value ? 'a part that is no larger than its whole' : undefined;
  }
  const [first, second] = [one.claim, other.claim];
  if (first.unit !== second.unit || first.places.join() !== second.places.join()) return undefined;
  const time = byTime(one, other, releases);
  if (time > 0) return 'the earlier figure first';
  if (said.turn === '') return time === 0 && one.value > other.value ? 'the smaller figure first' : undefined;
  const isUp = spansOf(joins.up, said.turn).length > 0;
  if (isUp ? other.value > one.value : other.value < one.value) return undefined;
  return `a ${isUp ? 'larger' : 'smaller'} figure behind “${said.turn}”`;
}

/** Why a count of what moved one way is refused: the words nearest to it say the other way alone. */
function otherMove({ claim: { moves } }: ComputedClaim, beside: readonly [string, string], joins: Joins): string | undefined {
  const says = (way: Move) => nearestOf(beside).some((text) => spansOf(joins[way], text).length > 0);
  if (moves === undefined || says(moves) || !says(moves === 'up' ? 'down' : 'up')) return undefined;
  return `words of what went ${moves}, such as “${joins[moves][0] ?? ''}”`;
}

const nameOf = ({ text, id }: Piece) => `${text} (“$${id}”)`;

/** Returns a problem for each two figures whose order the words between them belie, and each count of what moved said to go the other way (D19). */
export function boundPairs(read: ReadChapter, { joins, ...rest }: PairChecks): Problem[] {
  if (!joins) return [];
  const checks = { ...rest, joins };
  const problem = problemsOf('pair', read.file, 'D19');
  const remedy = 'put the figures in their order, or say in other words what they are to each other';
  return atFigures(read, ({ passage, sentence, piece, last: before, beside }) => {
    const one = checks.computed.get(piece.id);
    const last = before && checks.computed.get(before.id);
    const said = before && saidOf(passage.text, before, piece, joins);
    const fault = (at: Piece, found: string, expected: string | undefined) =>
      expected === undefined ? [] : [problem(passage.locate(at.start), `“${sentence.text}”, ${found}`, expected, remedy)];
    const isKnown = said && last?.ok && one?.ok;
    const order = isKnown ? (said.as === 'from' ? orderOf(one, last, said, checks) : orderOf(last, one, said, checks)) : undefined;
    return [
      ...(before ? fault(before, `which joins ${nameOf(before)} and ${nameOf(piece)}`, order) : []),
      ...(one ? fault(piece, `where ${nameOf(piece)} counts what went the other way`, otherMove(one, beside, joins)) : [])
    ];
  });
}
