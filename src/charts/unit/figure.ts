import type { LabelIn } from '../../copy/label.ts';
import { estimateIn } from '../phrases/bound-phrase.ts';
import { creditsOf, figurePart, type Figure, type FigurePart } from '../figure.ts';
import { describeUnit } from './describe.ts';
import { unitEstimates, unitEstimatesOf } from './frame.ts';
import { unitPoster } from './poster.ts';
import { unitRecord, unitTable } from './record.ts';

/** Each NCA figure alone: they count different groups and never share a picture (V04). */
const estimatePart = (id: LabelIn<'card.part'>): FigurePart =>
  figurePart(id, {
    selector: `[data-estimate="${id}"]`,
    sources: {
      of: (data) => creditsOf([estimateIn(data, id)]),
      publishersOnly: false
    }
  });

export const demand = {
  id: 'demand',
  chart: 'unit',
  role: 'demand',
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
      poster: unitPoster,
      parts: unitEstimates.map(estimatePart)
    }
  ]
} as const satisfies Figure;
