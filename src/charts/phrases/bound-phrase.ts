import { speak, type Words } from '../../copy/words.ts';
import type { Language } from '../../locale/languages.ts';
import { formatNumber } from '../../locale/numbers.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';

/** How a number is printed in its own unit. */
export type Print = (value: number, language: Language) => string;

/**
 * Returns a figure with the word its publisher bounded it by: “about 80,000”, “sedikitnya 300.000”, “550,000 to 850,000”.
 * Never a bare number for a bounded figure, and never a midpoint (standards V02, V03).
 * Whole numbers unless `form` prints them otherwise.
 * @throws Error when the estimate lacks the number its bound needs.
 */
export function boundPhrase(estimate: Estimate, words: Words, form: Print = formatNumber): string {
  const print = (end: 'low' | 'value' | 'high') => form(boundEnd(estimate, end), words.language);
  switch (estimate.bound) {
    case 'about':
    case 'over':
    case 'nearly':
    case 'exact':
      return speak(words, `bound.${estimate.bound}`, { value: print('value') });
    case 'at_least':
      return speak(words, 'bound.at_least', { value: print('low') });
    case 'up_to':
      return speak(words, 'bound.up_to', { value: print('high') });
    case 'range':
      return speak(words, 'bound.range', { low: print('low'), high: print('high') });
  }
}

/** Returns the number at one end of an estimate, in its own unit. @throws Error naming the estimate when the ledger has none there. */
export function boundEnd(estimate: Estimate, end: 'low' | 'value' | 'high'): number {
  const number = estimate[end];
  if (number === null) throw new Error(`${estimate.id} is bounded “${estimate.bound}” and has no ${end}; fill it in data/estimates.csv`);
  return number;
}
