import { boundEnd, boundNumber, estimateIn } from '../phrases/bound-phrase.ts';
import type { Bound, Estimate } from '../../story/ledgers/estimate.ts';
import { unitEstimates, type StoryData, type unitViews } from '../../story/data.ts';

export { unitEstimates };

export type UnitView = { estimate: (typeof unitViews | typeof unitEstimates)[number] | 'all' };

/** On one scale the larger square has five times the area. */
type PeoplePerMark = 100 | 500;

/** Most squares per card (V22). */
const markCap = 2000;
/** Blocks of ten by ten can be counted: 10,000 people, or 50,000. */
export const blockSide = 10;
/** Square, distance of squares, distance of blocks. Integers keep the path short. */
export const markUnits = { side: 3, pitch: 4, block: 42 } as const;
/** Blocks of large squares across a card. */
const blocksAcross = 6;
/** Width of some blocks, without the gap after the last. */
export const blocksWidth = (blocks: number) =>
  blocks * markUnits.block -
  (markUnits.block - blockSide * markUnits.pitch) -
  (markUnits.pitch - markUnits.side);

/** Filled up to the low end of the bound, outlined for the rest of a range. */
export interface MarkGroup {
  kind: 'filled' | 'outlined';
  /** Index of the first square. */
  from: number;
  count: number;
}

/** Lengths are in the unit of `width`. */
export type UnitFrame = ReturnType<typeof unitFrame>;

/** @throws Error naming a row that the ledger lacks. */
export function unitEstimatesOf(data: Pick<StoryData, 'estimates'>): Estimate[] {
  return unitEstimates.map((id) => estimateIn(data, id));
}

/**
 * The squares show the bound exactly (V22); the rest of a range is outlined (V03).
 * @throws Error when the figure is no whole number of squares, or needs more than 2,000.
 */
export function unitFrame(estimate: Estimate, width: number) {
  const { filled, outlined } = peopleDrawn(estimate);
  const per = peoplePerMark(estimate.id, filled + outlined);
  const marks = {
    filled: wholeMarks(estimate.id, filled, per),
    outlined: wholeMarks(estimate.id, outlined, per)
  };
  const total = marks.filled + marks.outlined;
  const scale = (width / blocksWidth(blocksAcross)) * Math.sqrt(per / 500);
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
    /** Length of one unit of `markUnits`. */
    scale,
    width,
    height: blocksWidth(last.rows) * scale,
    /** Right edge of the squares, where the arrow of an open bound starts. */
    reach: blocksWidth(last.columns) * scale,
    /** The open side of a bound has an arrow, never a last square (V02). */
    open: estimate.bound === 'at_least' ? 'right' : estimate.bound === 'up_to' ? 'left' : undefined
  };
}

/** Squares fill a block, then the next; in `markUnits`. */
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
      `${id} needs ${people / 500} squares of 500 people, but a card holds at most ${markCap} (V22). Give it a larger mark.`
    );
  }
  return per;
}

function wholeMarks(id: string, people: number, per: PeoplePerMark): number {
  if (people % per === 0) return people / per;
  throw new Error(
    `${id}: ${people} people are not a whole number of squares of ${per} (V10). Use a mark that divides the figure.`
  );
}

/** An open bound leaves half of the card to its arrow; small squares stay compact. */
function blocksInRow(bound: Bound, per: PeoplePerMark): number {
  if (bound === 'at_least') return blocksAcross / 2;
  return per === 100 ? 4 : blocksAcross;
}
