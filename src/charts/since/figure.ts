import type { Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import type { Figure } from '../figure.ts';
import { colours } from '../drawing/colours.ts';
import { drawSince } from './draw.ts';
import { describeSince, sinceList, sinceRecord, sinceTable } from './record.ts';

const factsOf = (data: StoryData, words: Words) =>
  sinceList(data, words).flatMap(({ items }) => items.map(({ fact }) => fact));

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
      scrolls: true
    }
  ]
} as const satisfies Figure;
