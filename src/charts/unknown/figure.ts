import { uniqueBy } from '../unique-by.ts';
import { citeEstimate } from '../../story/ledgers/cite-estimate.ts';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import { creditsOf, figurePart, type Figure, type FigurePart } from '../figure.ts';
import { describeUnknown } from './describe.ts';
import { unknownEstimates, unknownFrame, type CountKind } from './frame.ts';
import { unknownLite } from './lite.ts';
import { unknownPoster } from './poster.ts';
import { unknownRecord, unknownTables } from './record.ts';

function unknownPart(id: 'told' | 'surveys' | CountKind): FigurePart {
  const drawn = (data: StoryData) => {
    const { intervals, shares, counts } = unknownFrame(data);
    const marks =
      id === 'told'
        ? shares
        : id === 'surveys'
          ? intervals
          : counts[id].flatMap(({ points }) => points);
    return marks.map(({ estimate }) => estimate);
  };
  const publishersOnly = id === 'reports' || id === 'pages';
  const publishersOf = (estimates: readonly Estimate[]) =>
    uniqueBy(estimates.flatMap(citeEstimate).map(({ publisher }) => publisher));
  return figurePart(id, {
    sources: {
      of: (data) => (publishersOnly ? publishersOf : creditsOf)(drawn(data)),
      publishersOnly
    }
  });
}

export const unknown = {
  id: 'unknown',
  chart: 'unknown',
  role: 'limits',
  record: unknownRecord,
  tables: unknownTables,
  estimates: unknownEstimates,
  ledger: (data) => creditsOf(unknownEstimates(data)),
  frame: unknownFrame,
  lite: unknownLite,
  cards: [
    {
      id: 'unknown',
      describe: describeUnknown,
      record: (data, words) => unknownRecord(data, words, { told: 'all' }),
      poster: unknownPoster,
      summary: [
        [/^dh-nottold/, 'all'],
        [/^ncmec-/, 'last'],
        [/^iwf-/, 'last']
      ],
      parts: (['told', 'surveys', 'reports', 'pages'] as const).map(unknownPart),
      subtitle: 'card.unknown.subtitle'
    }
  ]
} as const satisfies Figure;
