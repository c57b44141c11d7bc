import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { boundedCell, endColumn, startColumn, textCell } from '../table/cells.ts';
import type { Table } from '../chart.ts';
import { estimateSources } from '../table/table-source.ts';
import { verificationPhrase } from '../phrases/verification-phrase.ts';
import { responseFrame, type ResponsePoint } from './frame.ts';

/** Returns the statements as a table, one row a date: arrests and children safeguarded in columns of their own (standards A12, V07). */
export function responseTable(data: StoryData, words: Words): Table {
  const panels = responseFrame(data);
  const points = panels.flatMap((panel) => panel.points);
  const dates = [...new Set(points.map(({ estimate }) => estimate.published))].sort();
  const cell = (point: ResponsePoint | undefined) => (point ? boundedCell(point.estimate, words) : textCell(speak(words, 'table.none')));
  return {
    id: 'uk-monthly-response',
    caption: speak(words, 'response.table.caption'),
    columns: [
      startColumn(speak(words, 'response.table.date')),
      ...panels.map((panel) => endColumn(speak(words, `response.table.${panel.kind}`))),
      startColumn(speak(words, 'table.checked'))
    ],
    rows: dates.map((date) => {
      const ofDate = points.find(({ estimate }) => estimate.published === date);
      return {
        header: formatDate(date, words.language),
        cells: [
          ...panels.map((panel) => cell(panel.points.find(({ estimate }) => estimate.published === date))),
          textCell(verificationPhrase(ofDate?.estimate.verification ?? 'primary', words))
        ]
      };
    }),
    notes: [speak(words, 'response.note.rounded'), speak(words, 'response.describe.limits'), speak(words, 'response.note.safeguarded')],
    sources: estimateSources(points.map(({ estimate }) => estimate))
  };
}
