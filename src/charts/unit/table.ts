import { speak, type Words } from '../../copy/words.ts';
import { formatDate, formatNumber } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { boundedCell } from '../table/bounded-cell.ts';
import type { Cell, Table } from '../chart.ts';
import { estimateSources } from '../table/table-source.ts';
import { verificationPhrase } from '../phrases/verification-phrase.ts';
import { unitEstimatesOf, unitFrame } from './frame.ts';

/** Returns the figures and squares of the unit chart as a table: one row a card, ends of the bound in people (standards A12, V01). */
export function unitTable(data: StoryData, words: Words): Table {
  const estimates = unitEstimatesOf(data);
  const number = (value: number | null): Cell =>
    value === null ? { text: speak(words, 'table.not-stated'), value: null } : { text: formatNumber(value, words.language), value };
  const text = (said: string): Cell => ({ text: said, value: null });
  return {
    id: 'nca-estimates',
    caption: speak(words, 'unit.table.caption'),
    columns: [
      { label: speak(words, 'unit.table.date'), align: 'start' },
      { label: speak(words, 'unit.table.publisher'), align: 'start' },
      { label: speak(words, 'unit.table.who'), align: 'start' },
      { label: speak(words, 'unit.table.figure'), align: 'start' },
      { label: speak(words, 'unit.table.low'), align: 'end' },
      { label: speak(words, 'unit.table.high'), align: 'end' },
      { label: speak(words, 'unit.table.per'), align: 'end' },
      { label: speak(words, 'unit.table.filled'), align: 'end' },
      { label: speak(words, 'unit.table.outlined'), align: 'end' },
      { label: speak(words, 'table.checked'), align: 'start' }
    ],
    rows: estimates.map((estimate) => {
      const frame = unitFrame(estimate, 1);
      const count = (kind: 'filled' | 'outlined') => frame.groups.find((group) => group.kind === kind)?.count ?? 0;
      return {
        header: formatDate(estimate.published, words.language),
        cells: [
          text(speak(words, `unit.${estimate.id}.publisher`)),
          text(speak(words, `unit.${estimate.id}.who`)),
          boundedCell(estimate, words),
          number(estimate.low),
          number(estimate.high),
          number(frame.per),
          number(count('filled')),
          number(count('outlined')),
          text(verificationPhrase(estimate.verification, words))
        ]
      };
    }),
    notes: [speak(words, 'unit.describe.apart'), ...estimates.map((estimate) => speak(words, `unit.${estimate.id}.note`))],
    sources: estimateSources(estimates)
  };
}
