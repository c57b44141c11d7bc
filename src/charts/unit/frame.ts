import { boundEnd, boundNumber } from '../phrases/bound-phrase.ts';
import type { Bound, Estimate } from '../../story/ledgers/estimate.ts';
import type { StoryData } from '../../story/data.ts';

/**
 * The estimates drawn, oldest first. Each is a card of its own: no mark runs from one to another
 * (standards V04).
 */
export const unitEstimates = ['nca-2018', 'nca-2020', 'nca-2021'] as const;

/** The card in focus, or all of them one after another. */
export type UnitView = { estimate: (typeof unitEstimates)[number] | 'all' };

/**
 * People a square may stand for. On one scale the larger square has five times the area of the
 * smaller.
 */
type PeoplePerMark = 100 | 500;

/** Most squares a card may hold (standards V22). */
const markCap = 2000;
/**
 * Squares stand in blocks of ten by ten, which can be counted: ten thousand people, or fifty
 * thousand.
 */
export const blockSide = 10;
/**
 * A square, the gap after it, and the gap after a block: whole numbers, so that a card's path stays
 * short.
 */
export const markUnits = { side: 3, pitch: 4, block: 42 } as const;
/** Blocks of large squares that fill the width of a card. */
const blocksAcross = 6;
/** Returns how far so many blocks reach, without the gaps after the last. */
export const reachOf = (blocks: number) =>
  blocks * markUnits.block -
  (markUnits.block - blockSide * markUnits.pitch) -
  (markUnits.pitch - markUnits.side);

/**
 * Squares that look alike: filled up to the low end of the bound, outlined for the rest of a range.
 */
export interface MarkGroup {
  kind: 'filled' | 'outlined';
  /** Place of the group's first square in the card's order. */
  from: number;
  count: number;
}

/**
 * One card: how many squares, what each stands for, and where they stand. Lengths are in the unit
 * of `width`.
 */
export type UnitFrame = ReturnType<typeof unitFrame>;

/**
 * Returns the estimates of an edition that the chart draws, oldest first; one the edition does not
 * know yet is left out.
 */
export function unitEstimatesOf(data: StoryData): Estimate[] {
  return unitEstimates.map((id) => data.estimates[id]).filter((estimate) => estimate !== undefined);
}

/**
 * Returns one estimate as squares on a card of `width`, which stand for the bound exactly
 * (standards V22); a range has its low end filled and the rest outlined (V03).
 * @throws Error when the figure is no whole number of squares, or needs more than two thousand of
 * the largest.
 */
export function unitFrame(estimate: Estimate, width: number) {
  const { filled, outlined } = peopleDrawn(estimate);
  const per = peoplePerMark(estimate.id, filled + outlined);
  const marks = {
    filled: wholeMarks(estimate.id, filled, per),
    outlined: wholeMarks(estimate.id, outlined, per)
  };
  const total = marks.filled + marks.outlined;
  const scale = (width / reachOf(blocksAcross)) * Math.sqrt(per / 500);
  const blocks = Math.ceil(total / blockSide ** 2);
  const perRow = blocksInRow(estimate.bound, per);
  const last = { columns: Math.min(blocks, perRow), rows: Math.ceil(blocks / perRow) };
  const groups: MarkGroup[] = [
    { kind: 'filled', from: 0, count: marks.filled },
    { kind: 'outlined', from: marks.filled, count: marks.outlined }
  ];
  return {
    per,
    ...marks,
    groups: groups.filter((group) => group.count > 0),
    columns: perRow * blockSide,
    /** Length of one whole-number unit of `markUnits`. */
    scale,
    width,
    height: reachOf(last.rows) * scale,
    /** Where the squares end at the right; an open bound starts its arrow here. */
    reach: reachOf(last.columns) * scale,
    /**
     * The side on which the bound is open: drawn as an arrow, never as a last square (standards
     * V02).
     */
    open: estimate.bound === 'at_least' ? 'right' : estimate.bound === 'up_to' ? 'left' : undefined
  };
}

/**
 * Returns where one square of a card stands, in whole units of `markUnits`; squares fill a block,
 * then the next block.
 */
export function markPlace(
  frame: Pick<UnitFrame, 'columns'>,
  index: number
): { x: number; y: number } {
  const block = Math.floor(index / blockSide ** 2);
  const inBlock = index % blockSide ** 2;
  const perRow = frame.columns / blockSide;
  return {
    x: (block % perRow) * markUnits.block + (inBlock % blockSide) * markUnits.pitch,
    y:
      Math.floor(block / perRow) * markUnits.block +
      Math.floor(inBlock / blockSide) * markUnits.pitch
  };
}

function peopleDrawn(estimate: Estimate): { filled: number; outlined: number } {
  if (estimate.bound === 'range') {
    const filled = boundEnd(estimate, 'low');
    return { filled, outlined: boundEnd(estimate, 'high') - filled };
  }
  const people = boundNumber(estimate);
  return estimate.bound === 'up_to'
    ? { filled: 0, outlined: people }
    : { filled: people, outlined: 0 };
}

function peoplePerMark(id: string, people: number): PeoplePerMark {
  const per = ([100, 500] as const).find((candidate) => people / candidate <= markCap);
  if (per === undefined) {
    throw new Error(
      `${id} needs ${people / 500} squares of 500 people; a card holds at most ${markCap} (standards V22): give it a larger mark`
    );
  }
  return per;
}

function wholeMarks(id: string, people: number, per: PeoplePerMark): number {
  if (people % per === 0) return people / per;
  throw new Error(
    `${id}: ${people} people are no whole number of squares of ${per}; the chart does not round a published figure (standards V10)`
  );
}

/**
 * An open bound leaves half of the card free for its arrow; small squares keep a compact block; a
 * range takes the full width.
 */
function blocksInRow(bound: Bound, per: PeoplePerMark): number {
  if (bound === 'at_least') return blocksAcross / 2;
  return per === 100 ? 4 : blocksAcross;
}
