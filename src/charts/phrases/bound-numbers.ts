import { speak, type Words } from '../../copy/words.ts';
import { formatNumber } from '../../locale/numbers.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import type { ShownNumber } from '../picture-record.ts';
import { boundEnd, boundNumber, boundPhrase, type Print } from './bound-phrase.ts';

/** Returns the numbers by which a picture shows a figure: a range's two ends, else its one number, never a midpoint (standards V03). */
export function boundNumbers(estimate: Estimate, label: string, words: Words, form: Print = formatNumber): ShownNumber[] {
  const { id, bound } = estimate;
  if (bound !== 'range') return [{ id, value: boundNumber(estimate), text: boundPhrase(estimate, words, form), label }];
  return (['low', 'high'] as const).map((end) => {
    const value = boundEnd(estimate, end);
    return { id: `${id}-${end}`, value, text: form(value, words.language), label: speak(words, `share.${end}`, { label }) };
  });
}
