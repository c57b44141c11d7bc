import type { Figure } from '../figure.ts';
import { drawSpeed } from './draw.ts';
import { describeLines, linesFrame, linesRecord, linesTable } from './record.ts';

export const speed = {
  id: 'speed',
  chart: 'lines',
  role: 'connection',
  grows: true,
  draw: drawSpeed,
  record: linesRecord,
  tables: (data, words) => [linesTable(data, words)],
  vintages: (data) =>
    [data.internetUse, data.internetUse.earlier].flatMap((series) => series?.vintage ?? []),
  shownIn: 'speed',
  frame: linesFrame,
  clientLabels: /^speed\.(describe\.(line|below)|above$|pick|place|end|years|listen)/,
  cards: [
    {
      id: 'speed',
      describe: describeLines,
      record: linesRecord
    }
  ]
} as const satisfies Figure;
