import { speak, type Words, type Label } from '#copy/words.ts';
import type { Language } from '#locale/languages.ts';
import { formatCount, formatDate } from '#locale/numbers.ts';
import type { StoryData } from '#story/data.ts';
import { type Estimate, estimateCredit, type Citation } from '#story/ledgers/estimate.ts';
import type { ShownNumber } from '../chart.ts';
import { capitalize } from '#locale/sentence.ts';
import type { ProtectionFact } from '#story/ledgers/protection.ts';

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

export function estimateIn({ estimates }: Pick<StoryData, 'estimates'>, id: string) {
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

export function verificationPhrase(verification: string, words: Words) {
  if (verification.startsWith('primary_mirror')) return speak(words, 'figure.mirror');
  if (verification.startsWith('secondary')) return speak(words, 'figure.secondary');
  if (verification.startsWith('derived')) return speak(words, 'figure.derived');
  return speak(words, 'table.primary');
}

/** Returns a sentence for figures that were not all seen at their publisher (V01). */
export function verificationSentence(
  rows: readonly { verification: string }[],
  words: Words
): { shown?: string } {
  const other = rows.find(({ verification }) => verification !== 'primary');
  return other ? { shown: `${capitalize(verificationPhrase(other.verification, words))}.` } : {};
}

export const estimateSource = (estimate: Estimate, words: Words) => ({
  credit: estimateCredit(estimate),
  ...verificationSentence([estimate], words)
});

/** True when a legend must explain hollow marks (V01). */
export const hasSecondary = (panels: readonly { points: readonly { secondary: boolean }[] }[]) =>
  panels.some(({ points }) => points.some(({ secondary }) => secondary));

/** Ledger entries without a publisher's name, and their labels. */
const unnamed: Readonly<Record<string, Label>> = {
  'several national outlets': 'fact.publisher.press',
  'police news': 'fact.publisher.police'
};

/** The ledger's own title is English; titles the desk wrote are in the reader's language. */
export function factTitle(
  { id, instrument }: Pick<ProtectionFact, 'id' | 'instrument'>,
  { language, labels }: Words
): { text: string; language: Language } {
  const named = labels[`fact.title.${id}`];
  return named === undefined ? { text: instrument, language: 'en' } : { text: named, language };
}

export function factPublisher({ publisher }: Pick<ProtectionFact, 'publisher'>, words: Words) {
  return publisher
    .split('; ')
    .map((name) => (unnamed[name] ? speak(words, unnamed[name]) : name))
    .join('; ');
}

/** As precise as the ledger. */
export function publishedPhrase({ published, unconfirmed }: Citation, words: Words) {
  const date = formatDate(published, words.language);
  return unconfirmed ? speak(words, 'date.month-unconfirmed', { date }) : date;
}
