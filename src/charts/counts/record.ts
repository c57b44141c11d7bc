import type { Label } from '../../copy/label.ts';
import { speak, type Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import type { Table } from '../chart.ts';
import { creditsOf } from '../figure.ts';
import { boundNumbers } from '../phrases/bound-phrase.ts';
import { verificationPhrase } from '../phrases/verification-phrase.ts';
import type { PictureRecord } from '../picture-record.ts';
import { boundedCell, endColumn, numberCell, startColumn, textCell } from '../table/cells.ts';
import { estimateSources } from '../table/table-source.ts';
import { countFormat, segmentMethod } from './describe.ts';
import {
  countsEstimates,
  countsFrame,
  estimatesOf,
  labelledPoints,
  type CountKind,
  type CountPoint,
  type Segment
} from './frame.ts';

/** The labelled counts. None is large: a count of reports says nothing of children (S06). */
export function countsRecord(data: Pick<StoryData, 'estimates'>, words: Words): PictureRecord {
  const counts = countsFrame(data);
  const countOf = (kind: CountKind, segment: Segment, { estimate, year }: CountPoint) =>
    boundNumbers(
      estimate,
      speak(words, `share.${kind}`, { year: String(year) }),
      words,
      countFormat(segment)
    );
  return {
    numbers: (['reports', 'pages'] as const).flatMap((kind) =>
      counts[kind].flatMap((segment) =>
        labelledPoints(segment).flatMap((point) => countOf(kind, segment, point))
      )
    ),
    large: [],
    sources: [{ credit: `${creditsOf(countsEstimates(data)).join('; ')}.` }],
    limits: speak(words, 'counts.describe.limits')
  };
}

/** Every mark that is drawn (A12). */
export function countsTables(data: Pick<StoryData, 'estimates'>, words: Words): Table[] {
  const counts = countsFrame(data);
  const start = (key: Label) => startColumn(speak(words, key));
  const end = (key: Label) => endColumn(speak(words, key));
  const seen = (verification: string) => textCell(verificationPhrase(verification, words));
  const countTable = (kind: CountKind): Table => ({
    id: kind === 'reports' ? 'reports-received' : 'pages-confirmed',
    long: true,
    caption: speak(words, `counts.table.${kind}`),
    columns: [
      start('counts.table.year'),
      end('counts.table.figure'),
      end('counts.table.least'),
      end('counts.table.most'),
      start('counts.table.how'),
      start('table.checked')
    ],
    rows: counts[kind].flatMap((segment) =>
      segment.points.map(({ estimate, year }) => ({
        header: String(year),
        cells: [
          boundedCell(estimate, words),
          // A single number has no ends (V03).
          numberCell(estimate.low, words),
          numberCell(estimate.high, words),
          textCell(segmentMethod(kind, segment, words)),
          seen(estimate.verification)
        ]
      }))
    ),
    notes: [speak(words, `counts.note.${kind}`), speak(words, 'counts.describe.limits')],
    sources: estimateSources(estimatesOf(counts[kind]))
  });
  return [countTable('reports'), countTable('pages')];
}
