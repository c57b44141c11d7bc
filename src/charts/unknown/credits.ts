import { estimateCredit } from '../../story/estimate-credit.ts';
import type { StoryData } from '../../story/data.ts';
import { unknownEstimates } from './estimates.ts';

/** Returns `Publisher, title` of each ledger row that the figure draws, each once. */
export function unknownCredits(data: Pick<StoryData, 'estimates'>): string[] {
  return [...new Set(unknownEstimates(data).map(estimateCredit))];
}
