import { creditsOf, type Figure } from '../figure.ts';
import { colours } from '../drawing/element.ts';
import { drawTold, toldSheet } from './draw.ts';
import {
  describeTold,
  toldShares,
  unknownEstimates,
  unknownRecord,
  unknownTable
} from './record.ts';
import {
  describeSignal,
  drawSignal,
  risingStage,
  signalRecord,
  signalReleases,
  signalSheet,
  signalTable,
  signalYears
} from './signal.ts';

export const signal = {
  id: 'signal',
  chart: 'level',
  role: 'connection',
  draw: drawSignal,
  sheet: signalSheet,
  stage: risingStage,
  record: signalRecord,
  tables: (data, words) => [signalTable(data, words)],
  vintages: signalReleases,
  shownIn: 'text',
  frame: signalYears,
  cards: [
    {
      id: 'signal',
      describe: (data, words) => describeSignal(data, words),
      record: (data, words) => signalRecord(data, words, { stage: 'all' })
    }
  ]
} as const satisfies Figure;

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
