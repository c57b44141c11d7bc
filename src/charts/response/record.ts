import { groups } from 'd3';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { estimateCredit } from '../../story/ledgers/cite-estimate.ts';
import type { Table } from '../chart.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';
import {
  estimateSource,
  verificationPhrase,
  verificationSentence
} from '../phrases/verification-phrase.ts';
import { largeNumberOf, type PictureRecord, type ShownNumber } from '../picture-record.ts';
import { boundedCell, endColumn, startColumn, textCell } from '../table/cells.ts';
import { estimateSources } from '../table/table-source.ts';
import { responseFrame, type ResponseKind, type ResponsePoint } from './frame.ts';

export function responseRecord(data: StoryData, words: Words): PictureRecord {
  const numberOf = (kind: ResponseKind, { estimate, value }: ResponsePoint): ShownNumber => ({
    id: estimate.id,
    value,
    text: boundPhrase(estimate, words),
    label: speak(words, `share.${kind}`, {
      who:
        estimate.verification === 'secondary' ? speak(words, 'share.quoted') : estimate.publisher,
      date: formatDate(estimate.published, words.language)
    })
  });
  const panels = responseFrame(data);
  const estimates = panels.flatMap(({ points }) => points.map(({ estimate }) => estimate));
  return {
    numbers: panels.flatMap(({ kind, points }) => points.map((point) => numberOf(kind, point))),
    large: panels.flatMap(({ kind, points }) =>
      points.slice(-1).map((point) =>
        largeNumberOf(numberOf(kind, point), {
          kind: 'count',
          source: estimateSource(point.estimate, words)
        })
      )
    ),
    sources: groups(estimates, estimateCredit).map(([credit, rows]) => ({
      credit,
      ...verificationSentence(rows, words)
    })),
    limits: speak(words, 'response.describe.limits'),
    inBrief: speak(words, 'share.limits.response')
  };
}

/** One row per date; a column per kind (A12, V07). */
export function responseTable(data: StoryData, words: Words): Table {
  const panels = responseFrame(data);
  const points = panels.flatMap((panel) => panel.points);
  const dates = [...new Set(points.map(({ estimate }) => estimate.published))].sort();
  const cell = (point: ResponsePoint | undefined) =>
    point ? boundedCell(point.estimate, words) : textCell(speak(words, 'table.none'));
  return {
    id: 'uk-monthly-response',
    caption: speak(words, 'response.table.caption'),
    columns: [
      startColumn(speak(words, 'response.table.date')),
      ...panels.map((panel) => endColumn(speak(words, `response.table.${panel.kind}`))),
      startColumn(speak(words, 'table.checked'))
    ],
    rows: dates.map((date) => {
      const ofDate = points.find(({ estimate }) => estimate.published === date)!;
      return {
        header: formatDate(date, words.language),
        cells: [
          ...panels.map((panel) =>
            cell(panel.points.find(({ estimate }) => estimate.published === date))
          ),
          textCell(verificationPhrase(ofDate.estimate.verification, words))
        ]
      };
    }),
    notes: [
      speak(words, 'response.note.rounded'),
      speak(words, 'response.describe.limits'),
      speak(words, 'response.note.safeguarded')
    ],
    sources: estimateSources(points.map(({ estimate }) => estimate))
  };
}
