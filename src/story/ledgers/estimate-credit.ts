import { citeEstimate } from './cite-estimate.ts';
import type { Estimate } from './estimate.ts';

/** Returns whose an estimate is, in one line, in English as its publishers name themselves (standards D11). */
export function estimateCredit(estimate: Pick<Estimate, 'publisher' | 'title' | 'url' | 'published'>): string {
  return citeEstimate(estimate)
    .map(({ credit }) => credit)
    .join('; ');
}
