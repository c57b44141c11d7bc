import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { boundedCell } from '../table/bounded-cell.ts';
import type { Table } from '../chart.ts';
import { estimateSources } from '../table/table-source.ts';
import { verificationPhrase } from '../phrases/verification-phrase.ts';
import { responseFrame, type ResponsePoint } from './frame.ts';

/** Returns the statements as a table, one row a date: arrests and children safeguarded in columns of their own (standards A12, V07). */
export function responseTable(data: StoryData, words: Words): Table {
  const panels = responseFrame(data);
  const points = panels.flatMap((panel) => panel.points);
  const dates = [...new Set(points.map(({ estimate }) => estimate.published))].sort();
  const cell = (point: ResponsePoint | undefined) =>
    point ? boundedCell(point.estimate, words) : { text: speak(words, 'table.none'), value: null };
  return {
    id: 'uk-monthly-response',
    caption: speak(words, 'response.table.caption'),
    columns: [
      { label: speak(words, 'response.table.date'), align: 'start' },
      ...panels.map((panel) => ({ label: speak(words, `response.table.${panel.kind}`), align: 'end' as const })),
      { label: speak(words, 'table.checked'), align: 'start' }
    ],
    rows: dates.map((date) => {
      const ofDate = points.find(({ estimate }) => estimate.published === date);
      return {
        header: formatDate(date, words.language),
        cells: [
          ...panels.map((panel) => cell(panel.points.find(({ estimate }) => estimate.published === date))),
          { text: verificationPhrase(ofDate?.estimate.verification ?? 'primary', words), value: null }
        ]
      };
    }),
    notes: [speak(words, 'response.note.rounded'), speak(words, 'response.describe.limits'), speak(words, 'response.note.safeguarded')],
    sources: estimateSources(points.map(({ estimate }) => estimate))
  };
}
