import { creditsOf, type Figure } from '../figure.ts';
import { colours } from '../drawing/colours.ts';
import { drawTold, toldSheet } from './draw.ts';
import {
  describeTold,
  toldShares,
  unknownEstimates,
  unknownRecord,
  unknownTable
} from './record.ts';

export const unknown = {
  id: 'unknown',
  chart: 'level',
  role: 'limits',
  draw: drawTold,
  sheet: toldSheet,
  accent: colours.warm,
  record: unknownRecord,
  tables: (data, words) => [unknownTable(data, words)],
  estimates: unknownEstimates,
  ledger: (data) => creditsOf(unknownEstimates(data)),
  frame: toldShares,
  cards: [
    {
      id: 'unknown',
      describe: (data, words) => describeTold(data, words),
      record: (data, words) => unknownRecord(data, words, { told: 'all' }),
      subtitle: 'card.unknown.subtitle',
      // A card has none of the surveys by country (S42).
      ledger: (data) => creditsOf(toldShares(data).map(({ estimate }) => estimate))
    }
  ]
} as const satisfies Figure;
