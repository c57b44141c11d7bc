import { speak, type Words } from '../../copy/words.ts';
import {
  formatInWords,
  formatList,
  formatNumber,
  formatOneIn,
  formatPart,
  formatPercent
} from '../../locale/numbers.ts';
import { capitalize } from '../../locale/sentence.ts';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';
import type { Description } from '../chart.ts';
import { isOneIn, labelledIntervals, unknownFrame, type CountKind, type Segment } from './frame.ts';

/** 1998 to 2010, or a single year. */
export function segmentYears({ from, to }: Segment, words: Words): string {
  return from === to
    ? String(from)
    : speak(words, 'unknown.years', { from: String(from), to: String(to) });
}

export const segmentMethod = (kind: CountKind, segment: Segment, words: Words): string =>
  `${segmentYears(segment, words)}: ${speak(words, `unknown.${kind}.${segment.name}`)}`;

/** In percent to a tenth. */
export const surveyRange = (estimate: Estimate, words: Words): string =>
  boundPhrase(estimate, words, (end, language) => formatPercent(end, language, 1));

/** Millions in words. */
export const countFormat = ({ max }: Pick<Segment, 'max'>): typeof formatNumber =>
  max >= 1_000_000 ? formatInWords : formatNumber;

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

/** The lowest and the highest central estimate, and their ledger ids. */
export function surveySpread(
  data: Pick<StoryData, 'estimates'>,
  words: Words
): { text: string; ends: string[] } {
  const ends = labelledIntervals(unknownFrame(data).intervals);
  const [low = '', high = low] = ends.map(({ value }) => formatPercent(value, words.language, 1));
  return {
    text: speak(words, 'bound.range', { low, high }),
    ends: ends.map(({ estimate }) => estimate.id)
  };
}

/** Surveys, shares, and each count by segment with the reason of each break (A13). */
export function describeUnknown(data: Pick<StoryData, 'estimates'>, words: Words): Description {
  const { intervals, shares, counts } = unknownFrame(data);
  const share = (value: number) => formatPercent(value, words.language, 1);
  const [first, last] = labelledIntervals(intervals);
  const segmentText = (kind: CountKind, segment: Segment) => {
    const points = segment.points.map(({ estimate, year }) =>
      speak(words, 'unknown.describe.point', {
        figure: boundPhrase(estimate, words),
        year: String(year)
      })
    );
    return speak(words, 'unknown.describe.segment', {
      years: segmentYears(segment, words),
      how: speak(words, `unknown.${kind}.${segment.name}`),
      points: formatList(points, words.language, 'unit')
    });
  };
  return {
    name: speak(words, 'unknown.describe.name'),
    text: [
      ...(first && last
        ? [
            speak(words, 'unknown.describe.surveys', {
              count: intervals.length,
              first: share(first.value),
              firstLow: share(first.low),
              firstHigh: share(first.high),
              last: share(last.value),
              lastLow: share(last.low),
              lastHigh: share(last.high)
            })
          ]
        : []),
      ...shares.map(({ estimate }) => shareSentence(estimate, words)),
      ...(['reports', 'pages'] as const).flatMap((kind) => [
        speak(words, `unknown.${kind}.title`) + ':',
        ...counts[kind].map((segment) => segmentText(kind, segment))
      ]),
      speak(words, 'unknown.describe.limits')
    ].join(' ')
  };
}
