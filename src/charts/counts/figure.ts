import { creditsOf, figurePart, type Figure } from '../figure.ts';
import { uniqueBy } from '../chart.ts';
import { citeEstimate } from '#story/ledgers/estimate.ts';
import { colours } from '../drawing/element.ts';
import { drawCounts } from './draw.ts';
import {
  countsEstimates,
  countsFrame,
  countsRecord,
  countsTables,
  describeCounts,
  estimatesOf
} from './record.ts';

export const counts = {
  id: 'counts',
  chart: 'counts',
  place: 'methods',
  role: 'limits',
  draw: drawCounts,
  accent: colours.ink,
  record: countsRecord,
  tables: countsTables,
  estimates: countsEstimates,
  ledger: (data) => creditsOf(countsEstimates(data)),
  frame: countsFrame,
  cards: [
    {
      id: 'counts',
      describe: describeCounts,
      record: countsRecord,
      parts: (['reports', 'pages'] as const).map((id) =>
        figurePart(id, {
          sources: {
            of: (data) =>
              uniqueBy(
                estimatesOf(countsFrame(data)[id])
                  .flatMap(citeEstimate)
                  .map(({ publisher }) => publisher)
              ),
            publishersOnly: true
          }
        })
      )
    }
  ]
} as const satisfies Figure;
