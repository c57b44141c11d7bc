import { speak, type Words } from '#copy/words.ts';
import type { Language } from '#locale/languages.ts';
import { formatCount } from '#locale/numbers.ts';
import type { StoryData } from '#story/data.ts';
import type { Estimate } from '#story/ledgers/estimate.ts';
import type { ShownNumber } from '../picture-record.ts';

export type Print = (value: number, language: Language) => string;

/** For example “about 80,000”, never a midpoint (V02, V03). */
export function boundPhrase(estimate: Estimate, words: Words, form: Print = formatCount) {
  const { bound } = estimate;
  const print = (end: 'low' | 'value' | 'high') => form(boundEnd(estimate, end), words.language);
  if (bound === 'range')
    return speak(words, 'bound.range', { low: print('low'), high: print('high') });
  return speak(words, `bound.${bound}`, { value: form(boundNumber(estimate), words.language) });
}

export const boundNumber = (estimate: Estimate) =>
  boundEnd(
    estimate,
    estimate.bound === 'at_least' ? 'low' : estimate.bound === 'up_to' ? 'high' : 'value'
  );

export function estimateIn({ estimates }: Pick<StoryData, 'estimates'>, id: string): Estimate {
  const estimate = estimates[id];
  if (estimate) return estimate;
  throw new Error(`data/estimates.csv has no row “${id}”. Restore it.`);
}

export function boundEnd(estimate: Estimate, end: 'low' | 'value' | 'high') {
  const number = estimate[end];
  if (number === null)
    throw new Error(
      `${estimate.id} is bounded “${estimate.bound}” and has no ${end}. Fill it in data/estimates.csv.`
    );
  return number;
}

/** Returns the numbers a picture shows: both ends of a range, else its one number (V03). */
export function boundNumbers(
  estimate: Estimate,
  label: string,
  words: Words,
  form: Print = formatCount
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
