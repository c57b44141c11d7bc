import type { Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { type Figure, type SummaryRow } from '../figure.ts';
import { describeSince, sinceList } from './describe.ts';
import { sincePoster } from './poster.ts';
import { sinceRecord, sinceTable } from './record.ts';

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
      poster: sincePoster,
      summary: summaryRows,
      scrolls: true
    }
  ]
} as const satisfies Figure;
