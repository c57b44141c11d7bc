import { estimateIn } from '../phrases/ledger-phrases.ts';
import { unitEstimates } from '#story/data.ts';
import { colours } from '../drawing/element.ts';
import { creditsOf, figurePart, type Figure } from '../figure.ts';
import { drawUnit, unitType } from './draw.ts';
import { describeUnit, unitEstimatesOf, unitRecord, unitTable } from './record.ts';

export const demand = {
  id: 'demand',
  chart: 'unit',
  role: 'demand',
  draw: drawUnit,
  type: unitType,
  still: { view: 'all' },
  accent: colours.ink,
  record: unitRecord,
  tables: (data, words) => [unitTable(data, words)],
  estimates: unitEstimatesOf,
  ledger: (data) => creditsOf(unitEstimatesOf(data)),
  frame: unitEstimatesOf,
  cards: [
    {
      id: 'demand',
      describe: describeUnit,
      record: (data, words) => unitRecord(data, words, { estimate: 'all' }),
      // Each alone: they count different groups and never share a picture (V04).
      parts: unitEstimates.map((id) =>
        figurePart(id, {
          sources: { of: (data) => creditsOf([estimateIn(data, id)]), publishersOnly: false }
        })
      )
    }
  ]
} as const satisfies Figure;
