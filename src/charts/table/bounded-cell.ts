import type { Words } from '../../copy/words.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';
import type { Cell } from '../chart.ts';

/** Returns a figure as a cell: printed with its bound, and with the one number that its publisher gave, null where it gave an end or two. */
export function boundedCell(estimate: Estimate, words: Words): Cell {
  return { text: boundPhrase(estimate, words), value: estimate.value, bound: estimate.bound };
}
