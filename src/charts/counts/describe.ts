import { speak, type Words } from '../../copy/words.ts';
import { formatInWords, formatList, formatNumber } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';
import type { Description } from '../chart.ts';
import { countsFrame, type CountKind, type Segment } from './frame.ts';

/** 1998 to 2010, or a single year. */
export function segmentYears({ from, to }: Segment, words: Words): string {
  return from === to
    ? String(from)
    : speak(words, 'counts.years', { from: String(from), to: String(to) });
}

export const segmentMethod = (kind: CountKind, segment: Segment, words: Words): string =>
  `${segmentYears(segment, words)}: ${speak(words, `counts.${kind}.${segment.name}`)}`;

/** Millions in words. */
export const countFormat = ({ max }: Pick<Segment, 'max'>): typeof formatNumber =>
  max >= 1_000_000 ? formatInWords : formatNumber;

/** Each count by segment with the reason of each break (A13). */
export function describeCounts(data: Pick<StoryData, 'estimates'>, words: Words): Description {
  const counts = countsFrame(data);
  const segmentText = (kind: CountKind, segment: Segment) => {
    const points = segment.points.map(({ estimate, year }) =>
      speak(words, 'counts.describe.point', {
        figure: boundPhrase(estimate, words),
        year: String(year)
      })
    );
    return speak(words, 'counts.describe.segment', {
      years: segmentYears(segment, words),
      how: speak(words, `counts.${kind}.${segment.name}`),
      points: formatList(points, words.language, 'unit')
    });
  };
  return {
    name: speak(words, 'counts.describe.name'),
    text: [
      ...(['reports', 'pages'] as const).flatMap((kind) => [
        speak(words, `counts.${kind}.title`) + ':',
        ...counts[kind].map((segment) => segmentText(kind, segment))
      ]),
      speak(words, 'counts.describe.limits')
    ].join(' ')
  };
}
