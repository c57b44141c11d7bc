import { speak, type Words } from '../../copy/words.ts';
import { asBeginning } from '../../locale/sentence.ts';
import { formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { boundNumbers } from '../phrases/bound-phrase.ts';
import { creditsOf } from '../figure.ts';
import { largeOf, type LargeNumber, type PictureRecord, type ShownNumber } from '../picture-record.ts';
import { estimateSource, verificationSentence } from '../phrases/verification-phrase.ts';
import { countForm, sharePhrase, shareSentence, surveySpread } from './describe.ts';
import { countedEstimates, labelledIntervals, labelledPoints, sharesTold, unknownEstimates, unknownFrame } from './frame.ts';
import type { CountKind, CountPoint, Segment, ToldView } from './frame.ts';

/** Returns what the figure or one of its sheets says in its labels: the lowest and the highest survey, the shares, and the counts that are printed. */
export function unknownRecord(data: Pick<StoryData, 'estimates'>, words: Words, { told }: ToldView): PictureRecord {
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
  const countOf = (kind: CountKind, segment: Segment, { estimate, year }: CountPoint) =>
    boundNumbers(estimate, speak(words, `share.${kind}`, { year: String(year) }), words, countForm(segment));
  const counted = (['reports', 'pages'] as const).flatMap((kind) =>
    counts[kind].flatMap((segment) => labelledPoints(segment).flatMap((point) => countOf(kind, segment, point)))
  );
  const large = (...ids: string[]): LargeNumber[] =>
    shares.flatMap(({ estimate, value }, index): LargeNumber[] => {
      if (!ids.includes(estimate.id)) return [];
      const source = { shown: speak(words, 'share.surveyed.shown'), ...estimateSource(estimate, words) };
      return [largeOf(stated[index]!, { mark: { form: 'share', filled: value, of: 100 }, kind: 'estimate', source })];
    });
  const [named] = shares;
  const headline = named && { headline: shareSentence(named.estimate, words).replace(/\.$/, '') };
  if (told === 'all') {
    const sources = [{ credit: `${creditsOf(unknownEstimates(data)).join('; ')}.` }];
    // A card has room for two of them: its headline says who told nobody, they say who told those that could help.
    return { ...headline, numbers: [...surveys, ...stated, ...counted], large: large(...sharesTold.reached), sources };
  }
  if (told === 'surveys') {
    const { text, ends } = surveySpread(data, words);
    const estimates = intervals.map(({ estimate }) => estimate);
    const label = speak(words, 'share.surveys', { count: intervals.length });
    const source = { credit: `${creditsOf(estimates).join('; ')}.`, ...verificationSentence(estimates, words) };
    return {
      numbers: [...surveys, ...counted],
      large: [{ text, label, of: ends.map((id) => `${id}-value`), kind: 'estimate', source }],
      sources: [{ credit: `${creditsOf([...estimates, ...countedEstimates(counts)]).join('; ')}.` }]
    };
  }
  const ids: readonly string[] = sharesTold[told];
  const said = large(...ids);
  const [first, ...others] = said;
  return {
    numbers: stated.filter(({ id }) => ids.includes(id)),
    // Of whom the second share is, its source does not say: it is told in words, below the first.
    large:
      told === 'nobody' && first ? [{ ...first, beside: others.map(({ text, label }) => `${asBeginning(text)} ${label}`).join(' ') }] : said
  };
}
