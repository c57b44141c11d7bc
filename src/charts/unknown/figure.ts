import { creditsOf, type Figure } from '../figure.ts';
import { describeUnknown } from './describe.ts';
import { unknownEstimates, unknownFrame } from './frame.ts';
import { unknownPoster } from './poster.ts';
import { unknownRecord, unknownTable } from './record.ts';

export const unknown = {
  id: 'unknown',
  chart: 'unknown',
  role: 'limits',
  record: unknownRecord,
  tables: (data, words) => [unknownTable(data, words)],
  estimates: unknownEstimates,
  ledger: (data) => creditsOf(unknownEstimates(data)),
  frame: unknownFrame,
  cards: [
    {
      id: 'unknown',
      describe: describeUnknown,
      record: (data, words) => unknownRecord(data, words, { told: 'all' }),
      poster: unknownPoster,
      summary: [[/^dh-nottold/, 'all']],
      subtitle: 'card.unknown.subtitle',
      // A card has none of the surveys by country (S42).
      ledger: (data) => creditsOf(unknownFrame(data).shares.map(({ estimate }) => estimate))
    }
  ]
} as const satisfies Figure;
