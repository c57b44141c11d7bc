import { groups } from 'd3';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';
import { largeOf, type PictureRecord, type ShownNumber } from '../picture-record.ts';
import { estimateCredit } from '../../story/ledgers/cite-estimate.ts';
import { estimateSource, verificationSentence } from '../phrases/verification-phrase.ts';
import { responseFrame, type ResponseKind, type ResponsePoint } from './frame.ts';

/** Returns what the two panels say: every statement with its date. The newest of each stands for them. */
export function responseRecord(data: StoryData, words: Words): PictureRecord {
  const numberOf = (kind: ResponseKind, { estimate, value }: ResponsePoint): ShownNumber => ({
    id: estimate.id,
    value,
    text: boundPhrase(estimate, words),
    label: speak(words, `share.${kind}`, {
      who: estimate.verification === 'secondary' ? speak(words, 'share.quoted') : estimate.publisher,
      date: formatDate(estimate.published, words.language)
    })
  });
  const panels = responseFrame(data);
  const estimates = panels.flatMap(({ points }) => points.map(({ estimate }) => estimate));
  return {
    numbers: panels.flatMap(({ kind, points }) => points.map((point) => numberOf(kind, point))),
    large: panels.flatMap(({ kind, points }) =>
      points.slice(-1).map((point) => largeOf(numberOf(kind, point), { kind: 'count', source: estimateSource(point.estimate, words) }))
    ),
    sources: groups(estimates, estimateCredit).map(([credit, rows]) => ({ credit, ...verificationSentence(rows, words) })),
    limits: speak(words, 'response.describe.limits'),
    inBrief: speak(words, 'share.limits.response')
  };
}
