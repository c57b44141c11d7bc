import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';
import { verificationPhrase } from '../phrases/verification-phrase.ts';
import type { Description } from '../chart.ts';
import { isDrawn, peoplePerSquare, unitEstimatesOf, unitFrame } from './frame.ts';

/**
 * Every estimate with its bound, date and definition, the drawn one with its squares; and that they
 * are no trend (A13, V04).
 */
export function describeUnit(data: StoryData, words: Words): Description {
  const sentences = unitEstimatesOf(data).map((estimate) => describeEstimate(estimate, words));
  return {
    name: speak(words, 'unit.describe.name'),
    text: [...sentences, speak(words, 'unit.describe.apart')].join(' ')
  };
}

export function describeEstimate(
  estimate: Estimate,
  words: Words,
  marks = isDrawn(estimate) ? describeMarks(estimate, words) : ''
): string {
  return speak(words, 'unit.describe.card', {
    date: formatDate(estimate.published, words.language),
    figure: boundPhrase(estimate, words),
    who: speak(words, `unit.${estimate.id}.who`),
    marks
  }).trimEnd();
}

/** Names our source when it was not the publisher (V01). */
export function publisherOf({ id, verification }: Estimate, words: Words): string {
  const seen = verification === 'primary' ? '' : `, ${verificationPhrase(verification, words)}`;
  return speak(words, `unit.${id}.publisher`) + seen;
}

export const dateAndPublisher = (estimate: Estimate, words: Words): string =>
  `${formatDate(estimate.published, words.language)} · ${publisherOf(estimate, words)}`;

export const describeMarks = (estimate: Estimate, words: Words): string =>
  speak(words, 'unit.marks', { count: unitFrame(estimate).count, per: peoplePerSquare });
