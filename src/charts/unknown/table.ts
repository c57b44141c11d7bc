import { speak, type Words } from '../../copy/words.ts';
import type { Label } from '../../copy/label.ts';
import { formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { boundedCell, endColumn, numberCell, startColumn, textCell } from '../table/cells.ts';
import type { Cell, Table } from '../chart.ts';
import { estimateSources } from '../table/table-source.ts';
import { verificationPhrase } from '../phrases/verification-phrase.ts';
import { segmentHow, sharePhrase } from './describe.ts';
import { isOneIn, unknownFrame, type CountKind } from './frame.ts';

/** Returns the figure's four tables: surveys without names, shares, reports and pages; every mark that is drawn (standards A12). */
export function unknownTables(data: Pick<StoryData, 'estimates'>, words: Words): Table[] {
  const { intervals, shares, counts } = unknownFrame(data);
  const share = (value: number, digits = 1): Cell => ({ text: formatPercent(value, words.language, digits), value, digits });
  const start = (key: Label) => startColumn(speak(words, key));
  const end = (key: Label) => endColumn(speak(words, key));
  const seen = (verification: string) => textCell(verificationPhrase(verification, words));

  const surveys: Table = {
    id: 'survey-ranges',
    long: true,
    caption: speak(words, 'unknown.table.surveys'),
    columns: [start('unknown.table.survey'), end('unknown.table.low'), end('unknown.table.central'), end('unknown.table.high')],
    rows: intervals.map(({ estimate, low, value, high }, index) => ({
      header: String(index + 1),
      cells: [share(low), { ...share(value), bound: estimate.bound }, share(high)]
    })),
    notes: (['unknown.note.surveys', 'unknown.note.unnamed'] as const).map((key) => speak(words, key)),
    sources: estimateSources(intervals.map(({ estimate }) => estimate))
  };
  const told: Table = {
    id: 'known-and-told',
    caption: speak(words, 'unknown.table.shares'),
    columns: [start('unknown.table.what'), end('unknown.table.share'), start('table.checked')],
    rows: shares.map(({ estimate, value }) => ({
      header: speak(words, `unknown.table.${estimate.id}`),
      cells: [
        // What was said in words has no number that a machine could take for a measurement.
        isOneIn(estimate)
          ? { text: sharePhrase(estimate, words), value: null, bound: estimate.bound, inWords: true }
          : { ...share(value, 0), text: sharePhrase(estimate, words), bound: estimate.bound },
        seen(estimate.verification)
      ]
    })),
    notes: [speak(words, 'unknown.note.shares')],
    sources: estimateSources(shares.map(({ estimate }) => estimate))
  };
  const countTable = (kind: CountKind): Table => ({
    id: kind === 'reports' ? 'reports-received' : 'pages-confirmed',
    long: true,
    caption: speak(words, `unknown.table.${kind}`),
    columns: [
      start('unknown.table.year'),
      end('unknown.table.figure'),
      end('unknown.table.least'),
      end('unknown.table.most'),
      start('unknown.table.how'),
      start('table.checked')
    ],
    rows: counts[kind].flatMap((segment) =>
      segment.points.map(({ estimate, year }) => ({
        header: String(year),
        cells: [
          boundedCell(estimate, words),
          // One number has no ends (standards V03).
          numberCell(estimate.low, words),
          numberCell(estimate.high, words),
          textCell(segmentHow(kind, segment, words)),
          seen(estimate.verification)
        ]
      }))
    ),
    notes: [speak(words, `unknown.note.${kind}`), speak(words, 'unknown.describe.limits')],
    sources: estimateSources(counts[kind].flatMap(({ points }) => points.map(({ estimate }) => estimate)))
  });
  return [surveys, told, countTable('reports'), countTable('pages')];
}
