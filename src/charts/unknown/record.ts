import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import { estimateCredit } from '../../story/ledgers/estimate-credit.ts';
import type { StoryData } from '../../story/data.ts';
import { boundEnd, boundPhrase } from '../phrases/bound-phrase.ts';
import { creditsOf } from '../figure.ts';
import type { LargeNumber, PictureRecord, ShownNumber } from '../picture-record.ts';
import { verificationSentence } from '../phrases/verification-sentence.ts';
import { countForm, sharePhrase, shareSentence } from './describe.ts';
import {
  labelledIntervals,
  labelledPoints,
  unknownEstimates,
  unknownFrame,
  type CountKind,
  type CountPoint,
  type Segment
} from './frame.ts';

/** Returns what the figure says in its labels: the lowest and the highest survey, the two shares, and the counts that are printed. */
export function unknownRecord(data: Pick<StoryData, 'estimates'>, words: Words): PictureRecord {
  const { intervals, shares, counts } = unknownFrame(data);
  const surveys = labelledIntervals(intervals).flatMap((interval) =>
    (['low', 'value', 'high'] as const).map((end): ShownNumber => ({
      id: `${interval.estimate.id}-${end}`,
      value: interval[end],
      text: formatPercent(interval[end], words.language, 1),
      label: speak(words, `share.survey.${end}`, { row: interval.index + 1 })
    }))
  );
  const stated = shares.map(({ id, estimate, value }): ShownNumber => ({
    id,
    value,
    text: sharePhrase(estimate, words),
    label: speak(words, `share.${id}`)
  }));
  const countOf = (kind: CountKind, segment: Segment, { estimate, year }: CountPoint): ShownNumber[] => {
    const label = speak(words, `share.${kind}`, { year: String(year) });
    if (estimate.bound !== 'range') {
      const value = boundEnd(estimate, estimate.bound === 'at_least' ? 'low' : 'value');
      return [{ id: estimate.id, value, text: boundPhrase(estimate, words, countForm(segment)), label }];
    }
    return (['low', 'high'] as const).map((end) => {
      const value = boundEnd(estimate, end);
      return {
        id: `${estimate.id}-${end}`,
        value,
        text: countForm(segment)(value, words.language),
        label: speak(words, `share.${end}`, { label })
      };
    });
  };
  const counted = (['reports', 'pages'] as const).flatMap((kind) =>
    counts[kind].flatMap((segment) => labelledPoints(segment).flatMap((point) => countOf(kind, segment, point)))
  );
  const [told] = shares;
  return {
    ...(told ? { headline: shareSentence(told.estimate, words).replace(/\.$/, '') } : {}),
    numbers: [...surveys, ...stated, ...counted],
    // A card has room for two of them: its headline says who told nobody, they say who told those that could help.
    large: shares.flatMap(({ estimate, value }, index): LargeNumber[] => {
      if (!['dh-helpline', 'dh-police'].includes(estimate.id)) return [];
      const { id, text, label } = stated[index]!;
      const source = { credit: estimateCredit(estimate), ...verificationSentence([estimate.verification], words) };
      return [{ text, label, of: [id], mark: { form: 'part', filled: value, of: 100 }, kind: 'count', source }];
    }),
    sources: [{ credit: `${creditsOf(unknownEstimates(data)).join('; ')}.` }]
  };
}
