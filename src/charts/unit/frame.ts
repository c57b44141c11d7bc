import { boundNumber, estimateIn } from '../phrases/bound-phrase.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import { unitEstimates, type StoryData, type unitViews } from '../../story/data.ts';

export { unitEstimates };

export type UnitView = { estimate: (typeof unitViews | typeof unitEstimates)[number] | 'all' };

/**
 * Only the first estimate is drawn. The later ones would need a larger unit, and 300,000 people
 * would take a third of the area of 80,000 (V41): they are text.
 */
export const isDrawn = ({ id }: Pick<Estimate, 'id'>): boolean => id === unitEstimates[0];

export const peoplePerSquare = 100;
/** Most squares of a picture (V22). */
const markCap = 2000;
/** Blocks of ten by ten can be counted: 10,000 people. */
const blockSide = 10;
/** Square, distance of squares, distance of blocks. Integers keep the path short. */
const markUnits = { side: 3, pitch: 4, block: 42 } as const;
/** Width of some blocks, without the gap after the last. */
const blocksWidth = (blocks: number) =>
  blocks * markUnits.block -
  (markUnits.block - blockSide * markUnits.pitch) -
  (markUnits.pitch - markUnits.side);

/** Lengths are in `markUnits`. */
export type UnitFrame = ReturnType<typeof unitFrame>;

/** @throws Error naming a row that the ledger lacks. */
export function unitEstimatesOf(data: Pick<StoryData, 'estimates'>): Estimate[] {
  return unitEstimates.map((id) => estimateIn(data, id));
}

/**
 * The squares show the number exactly (V22).
 * @throws Error when the figure is no single number, no whole number of squares, or needs more than
 * 2,000.
 */
export function unitFrame(estimate: Estimate, blocksAcross = 4) {
  const { id, bound } = estimate;
  if (estimate.value === null)
    throw new Error(`${id} is bounded “${bound}”, and squares show one number. Print it as text.`);
  const people = boundNumber(estimate);
  const count = people / peoplePerSquare;
  if (!Number.isInteger(count))
    throw new Error(
      `${id}: ${people} people are not a whole number of squares of ${peoplePerSquare} (V10). Print it as text.`
    );
  if (count > markCap)
    throw new Error(
      `${id} needs ${count} squares, but a picture holds at most ${markCap} (V22). Print it as text.`
    );
  const blocks = Math.ceil(count / blockSide ** 2);
  return {
    count,
    blocksAcross,
    width: blocksWidth(Math.min(blocks, blocksAcross)),
    height: blocksWidth(Math.ceil(blocks / blocksAcross))
  };
}

/** Squares fill a block, then the next. One path for all keeps the page light. */
export function squaresPath({ count, blocksAcross }: UnitFrame): string {
  const { side, pitch, block } = markUnits;
  const square = `h${side}v${side}h-${side}z`;
  return Array.from({ length: count }, (_, index) => {
    const column = index % blockSide;
    if (column > 0) return `m${pitch} 0${square}`;
    const at = Math.floor(index / blockSide ** 2);
    const row = Math.floor((index % blockSide ** 2) / blockSide);
    const x = (at % blocksAcross) * block;
    return `M${x} ${Math.floor(at / blocksAcross) * block + row * pitch}${square}`;
  }).join('');
}
