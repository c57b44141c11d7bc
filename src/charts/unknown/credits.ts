import { estimateCredit } from '../../story/estimate-credit.ts';
import type { StoryData } from '../../story/data.ts';
import { unknownFrame } from './frame.ts';

/** Returns `Publisher, title` of each ledger row that the figure draws, each once. */
export function unknownCredits(data: Pick<StoryData, 'estimates'>): string[] {
  const { intervals, shares, counts } = unknownFrame(data);
  const counted = [...counts.reports, ...counts.pages].flatMap(({ points }) => points);
  return [...new Set([...intervals, ...shares, ...counted].map(({ estimate }) => estimateCredit(estimate)))];
}
