import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/estimate.ts';
import { unknownFrame } from './frame.ts';

/** Returns the ledger rows that the figure draws, in the order in which it draws them. */
export function unknownEstimates(data: Pick<StoryData, 'estimates'>): Estimate[] {
  const { intervals, shares, counts } = unknownFrame(data);
  const counted = [...counts.reports, ...counts.pages].flatMap(({ points }) => points);
  return [...intervals, ...shares, ...counted].map(({ estimate }) => estimate);
}
