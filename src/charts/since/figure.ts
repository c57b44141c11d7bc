import type { Figure } from '../figure.ts';
import { colours } from '../drawing/element.ts';
import { pageWidths } from '../drawing/parts.ts';
import { drawSince } from './draw.ts';
import { describeSince, sinceItems, sinceRecord, sinceTable } from './record.ts';

export const since = {
  id: 'since',
  chart: 'since',
  role: 'protection',
  draw: drawSince,
  widths: { ...pageWidths, full: 960 },
  accent: colours.ink,
  record: sinceRecord,
  tables: (data, words) => [sinceTable(data, words)],
  facts: (data, words) => sinceItems(data, words).map(({ fact }) => fact),
  ledger: (data, words) => (sinceTable(data, words).sources ?? []).map(({ credit }) => credit),
  ownCredits: 'since.credit',
  cards: [
    {
      id: 'since',
      describe: describeSince,
      record: sinceRecord
    }
  ]
} as const satisfies Figure;
