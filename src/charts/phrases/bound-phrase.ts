import { speak, type Words } from '../../copy/words.ts';
import type { Language } from '../../locale/languages.ts';
import { formatNumber } from '../../locale/numbers.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import type { ShownNumber } from '../picture-record.ts';

/** How a number is printed in its own unit. */
export type Print = (value: number, language: Language) => string;

/**
 * Returns a figure as its publisher bounded it: “about 80,000”; never bare, never a midpoint
 * (standards V02, V03).
 * @throws Error as `boundEnd`.
 */
export function boundPhrase(estimate: Estimate, words: Words, form: Print = formatNumber): string {
  const { bound } = estimate;
  const print = (end: 'low' | 'value' | 'high') => form(boundEnd(estimate, end), words.language);
  if (bound === 'range')
    return speak(words, 'bound.range', { low: print('low'), high: print('high') });
  return speak(words, `bound.${bound}`, { value: form(boundNumber(estimate), words.language) });
}

/**
 * Returns the one number of a figure that is no range, in its own unit.
 * @throws Error as `boundEnd` does.
 */
export const boundNumber = (estimate: Estimate): number =>
  boundEnd(
    estimate,
    estimate.bound === 'at_least' ? 'low' : estimate.bound === 'up_to' ? 'high' : 'value'
  );

/**
 * Returns the number at one end of an estimate, in its own unit.
 * @throws Error naming the estimate when the ledger has none there.
 */
export function boundEnd(estimate: Estimate, end: 'low' | 'value' | 'high'): number {
  const number = estimate[end];
  if (number === null)
    throw new Error(
      `${estimate.id} is bounded “${estimate.bound}” and has no ${end}; fill it in data/estimates.csv`
    );
  return number;
}

/**
 * Returns the numbers by which a picture shows a figure: a range's two ends, else its one number,
 * never a midpoint (standards V03).
 */
export function boundNumbers(
  estimate: Estimate,
  label: string,
  words: Words,
  form: Print = formatNumber
): ShownNumber[] {
  const { id, bound } = estimate;
  if (bound !== 'range')
    return [{ id, value: boundNumber(estimate), text: boundPhrase(estimate, words, form), label }];
  return (['low', 'high'] as const).map((end) => {
    const value = boundEnd(estimate, end);
    return {
      id: `${id}-${end}`,
      value,
      text: form(value, words.language),
      label: speak(words, `share.${end}`, { label })
    };
  });
}
