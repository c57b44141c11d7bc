import type { Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { type Figure, type SummaryRow } from '../figure.ts';
import { colours } from '../drawing/colours.ts';
import { drawSince } from './draw.ts';
import { describeSince, sinceList, sinceRecord, sinceTable } from './record.ts';

const factsOf = (data: StoryData, words: Words) =>
  sinceList(data, words).flatMap(({ items }) => items.map(({ fact }) => fact));

const summaryRows = (data: StoryData, words: Words): SummaryRow[] =>
  sinceTable(data, words).rows.map(({ header, cells }) => ({
    label: header,
    text: cells[0]?.text ?? ''
  }));

export const since = {
  id: 'since',
  chart: 'since',
  role: 'protection',
  behind: 'since.list',
  draw: drawSince,
  accent: colours.ink,
  record: sinceRecord,
  tables: (data, words) => [sinceTable(data, words)],
  facts: factsOf,
  ledger: (data, words) => (sinceTable(data, words).sources ?? []).map(({ credit }) => credit),
  ownCredits: 'since.credit',
  cards: [
    {
      id: 'since',
      describe: describeSince,
      record: sinceRecord,
      summary: summaryRows,
      scrolls: true
    }
  ]
} as const satisfies Figure;
