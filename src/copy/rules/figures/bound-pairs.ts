import type { ComputedClaim } from '../../../story/lock.ts';
import { makeProblem, type Problem } from '../../../story/problem.ts';
import { sentencesOf, type Passage, type Piece } from '../../passage.ts';
import type { ReadChapter } from '../../read-chapter.ts';
import type { Wording } from '../copy-rules.ts';
import { literally, spansOf, wholeWords } from '../phrase.ts';

/** What two figures that words join are checked against, in one language. */
export interface PairChecks {
  computed: ReadonlyMap<string, ComputedClaim>;
  /** The date of each release, by the name that claims read it by. */
  releases: ReadonlyMap<string, string>;
  joins: Wording['joins'];
}

type Joins = NonNullable<Wording['joins']>;
type Known = Extract<ComputedClaim, { ok: true }>;

const anyOf = (phrases: readonly string[]) => `(?:${phrases.map(literally).join('|')})`;
/** Up to three words, none of which ends a phrase: “from … in 2010 to …”. */
const few = String.raw`(?:\s*[^\s,;:.]+){0,3}?`;

/** Units whose figures are no counts of things, so that none is a part of another. */
const noCounts: readonly string[] = ['percent', 'year', 'years', 'ratio', 'one-in', 'part'];

/** Below 0 where the first figure is of an earlier year or release than the other, above 0 where of a later. */
function byTime(one: Known, other: Known, releases: PairChecks['releases']): number {
  const years = (one.locked.year ?? 0) - (other.locked.year ?? 0);
  const dateOf = ({ claim }: Known) => releases.get(claim.source[0] ?? '') ?? '';
  return years || dateOf(one).localeCompare(dateOf(other));
}

/** What two figures of one thing are said to be: the first a part of the second, or the second what became of the first. */
function saidOf(text: string, one: Piece, other: Piece, { of, from, to, up, down }: Joins) {
  const [before, between] = [text.slice(0, one.start), text.slice(one.start + one.text.length, other.start)];
  if (wholeWords(`^${few}\\s*${anyOf(of)}\\s*$`, 'iu').test(between)) return { isPart: true, turn: '' };
  const isFrom = wholeWords(`${anyOf(from)}\\s+$`, 'iu').test(before);
  if (!wholeWords(`^${isFrom ? few : ''}\\s*${anyOf(to)}\\s*$`, 'iu').test(between)) return undefined;
  // The phrase that the figures stand in: “fell from”, “turun dari”.
  const phrase = before.slice(Math.max(...[...',;:.'].map((mark) => before.lastIndexOf(`${mark} `))) + 1);
  const turns = [...spansOf(up, phrase), ...spansOf(down, phrase)].sort((a, b) => a.start - b.start);
  const last = isFrom ? turns.at(-1) : undefined;
  return { isPart: false, turn: last ? phrase.slice(last.start, last.end) : '' };
}

function fault(one: Known, other: Known, said: NonNullable<ReturnType<typeof saidOf>>, { releases, joins }: PairChecks & { joins: Joins }) {
  if (said.isPart) {
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

function inSentences(read: ReadChapter, passage: Passage, checks: PairChecks & { joins: Joins }): Problem[] {
  return sentencesOf(passage, read.language).flatMap((sentence) => {
    const end = sentence.start + sentence.text.length;
    const figures = passage.pieces.filter(({ kind, start }) => kind === 'claim' && start >= sentence.start && start < end);
    return figures.slice(1).flatMap((piece, index): Problem[] => {
      const before = figures[index]!;
      const [one, other] = [checks.computed.get(before.id), checks.computed.get(piece.id)];
      const said = saidOf(passage.text.slice(0, end), before, piece, checks.joins);
      const expected = said && one?.ok && other?.ok ? fault(one, other, said, checks) : undefined;
      if (expected === undefined) return [];
      return [
        makeProblem({
          kind: 'pair',
          file: read.file,
          ...passage.locate(before.start),
          found: `“${sentence.text}”, which joins ${before.text} (“$${before.id}”) and ${piece.text} (“$${piece.id}”)`,
          expected,
          remedy: 'put the two figures in their order, or say in other words what they are to each other',
          rule: 'D19'
        })
      ];
    });
  });
}

/**
 * Returns a problem for each two figures whose order the words between them belie (standards D19): a part larger than its whole,
 * a change from a later figure to an earlier one, a rise that is a fall, a range from its high end to its low.
 */
export function boundPairs(read: ReadChapter, { joins, ...checks }: PairChecks): Problem[] {
  return joins ? read.passages.flatMap((passage) => inSentences(read, passage, { ...checks, joins })) : [];
}
