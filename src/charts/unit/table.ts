import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { boundedCell, endColumn, numberCell, startColumn, textCell } from '../table/cells.ts';
import type { Table } from '../chart.ts';
import { estimateSources } from '../table/table-source.ts';
import { verificationPhrase } from '../phrases/verification-phrase.ts';
import { unitEstimatesOf, unitFrame } from './frame.ts';

/** Returns the figures and squares of the unit chart as a table: one row a card, ends of the bound in people (standards A12, V01). */
export function unitTable(data: StoryData, words: Words): Table {
  const estimates = unitEstimatesOf(data);
  return {
    id: 'nca-estimates',
    caption: speak(words, 'unit.table.caption'),
    columns: [
      ...(['date', 'publisher', 'who', 'figure'] as const).map((key) => startColumn(speak(words, `unit.table.${key}`))),
      ...(['low', 'high', 'per', 'filled', 'outlined'] as const).map((key) => endColumn(speak(words, `unit.table.${key}`))),
      startColumn(speak(words, 'table.checked'))
    ],
    rows: estimates.map((estimate) => {
      const { per, filled, outlined } = unitFrame(estimate, 1);
      return {
        header: formatDate(estimate.published, words.language),
        cells: [
          textCell(speak(words, `unit.${estimate.id}.publisher`)),
          textCell(speak(words, `unit.${estimate.id}.who`)),
          boundedCell(estimate, words),
          ...[estimate.low, estimate.high, per, filled, outlined].map((value) => numberCell(value, words)),
          textCell(verificationPhrase(estimate.verification, words))
        ]
      };
    }),
    notes: [speak(words, 'unit.describe.apart'), ...estimates.map((estimate) => speak(words, `unit.${estimate.id}.note`))],
    sources: estimateSources(estimates)
  };
}
