import { speak, type Words } from '../../copy/words.ts';
import { formatOneIn, formatPart, formatPercent } from '../../locale/numbers.ts';
import { capitalize } from '../../locale/sentence.ts';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';
import type { Description } from '../chart.ts';
import { isOneIn, unknownFrame } from './frame.ts';

/** As published, with its bound: 60%, almost one in three, almost half. */
export function sharePhrase(estimate: Estimate, words: Words): string {
  if (!isOneIn(estimate)) return boundPhrase(estimate, words, formatPercent);
  return boundPhrase(estimate, words, estimate.value === 2 ? formatPart : formatOneIn);
}

export function shareSentence(estimate: Estimate, words: Words): string {
  return capitalize(
    speak(words, `unknown.share.${estimate.id}`, { share: sharePhrase(estimate, words) })
  );
}

/** The sentence in two parts: the share, printed large, and the rest. */
export function shareParts(estimate: Estimate, words: Words): [share: string, rest: string] {
  const { length } = sharePhrase(estimate, words);
  const sentence = shareSentence(estimate, words);
  return [sentence.slice(0, length), sentence.slice(length).trim()];
}

/** The lowest and the highest in whole points, as type (S42): about 5% to about 27%. */
export function surveySpread(data: Pick<StoryData, 'estimates'>, words: Words): string {
  const [low = '', high = low] = unknownFrame(data).surveys.map((estimate) =>
    sharePhrase(estimate, words)
  );
  return speak(words, 'bound.range', { low, high });
}

export function describeUnknown(data: Pick<StoryData, 'estimates'>, words: Words): Description {
  return {
    name: speak(words, 'unknown.describe.name'),
    text: unknownFrame(data)
      .shares.map(({ estimate }) => shareSentence(estimate, words))
      .join(' ')
  };
}
