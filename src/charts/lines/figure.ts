import type { Figure } from '../figure.ts';
import { describeLines } from './describe.ts';
import { linesFrame } from './frame.ts';
import { linesPoster } from './poster.ts';
import { linesRecord, linesTable } from './record.ts';

export const speed = {
  id: 'speed',
  chart: 'lines',
  role: 'connection',
  record: linesRecord,
  tables: (data, words) => [linesTable(data, words)],
  vintages: (data) =>
    [data.internetUse, data.internetUse.earlier].flatMap((series) => series?.vintage ?? []),
  shownIn: 'speed',
  frame: linesFrame,
  clientLabels: /^speed\.(describe\.(line|below)|above|pick|end|years)/,
  cards: [
    {
      id: 'speed',
      describe: describeLines,
      record: linesRecord,
      poster: linesPoster,
      summary: [[/^(IDN|WLD)-last$/, 'all']]
    }
  ]
} as const satisfies Figure;
