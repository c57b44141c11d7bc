import { eachOnce } from '../each-once.ts';
import { citeEstimate } from '../../story/ledgers/cite-estimate.ts';
import type { StoryData } from '../../story/data.ts';
import { creditsOf, partSelector, type Figure, type FigurePart } from '../figure.ts';
import { describeUnknown } from './describe.ts';
import { toldSheets, unknownEstimates, unknownFrame, type CountKind, type ToldView } from './frame.ts';
import { unknownLite } from './lite.ts';
import { unknownPoster } from './poster.ts';
import { unknownRecord } from './record.ts';
import { unknownTables } from './table.ts';

/** What the surveys found in common, or each by itself. */
function surveyPart(id: 'told' | 'surveys'): FigurePart {
  const drawn = (data: StoryData) => {
    const { intervals, shares } = unknownFrame(data);
    return (id === 'told' ? shares : intervals).map(({ estimate }) => estimate);
  };
  return {
    id,
    label: `card.part.${id}`,
    selector: partSelector(id),
    isDrawn: (data) => drawn(data).length > 0,
    sources: { of: (data) => creditsOf(drawn(data)), publishersOnly: false }
  };
}

/** A count over many years, each from a publication of its own. */
function countPart(kind: CountKind): FigurePart {
  const drawn = (data: StoryData) => unknownFrame(data).counts[kind].flatMap(({ points }) => points.map(({ estimate }) => estimate));
  const publishersOf = (data: StoryData) =>
    eachOnce(
      drawn(data)
        .flatMap(citeEstimate)
        .map(({ publisher }) => publisher)
    );
  return {
    id: kind,
    label: `card.part.${kind}`,
    selector: partSelector(kind),
    isDrawn: (data) => drawn(data).length > 0,
    sources: { of: publishersOf, publishersOnly: true }
  };
}

export const unknown = {
  id: 'unknown',
  chart: 'unknown',
  tags: [],
  role: 'limits',
  steps: {
    attributes: ['told'],
    prefixes: ['told-'],
    read({ choice }): ToldView | undefined {
      const told = choice('told', toldSheets);
      return told && { told };
    }
  },
  record: unknownRecord,
  tables: unknownTables,
  estimates: unknownEstimates,
  ledger: (data) => creditsOf(unknownEstimates(data)),
  isDrawable: (data) => unknownFrame(data).intervals.length > 0,
  frame: unknownFrame,
  lite: unknownLite,
  cards: [
    {
      id: 'unknown',
      describe: describeUnknown,
      record: (data, words) => unknownRecord(data, words, { told: 'all' }),
      poster: unknownPoster,
      letter: [
        [/^ncmec-/, 'last'],
        [/^iwf-/, 'last']
      ],
      parts: [surveyPart('told'), surveyPart('surveys'), countPart('reports'), countPart('pages')],
      subtitle: 'card.unknown.subtitle'
    }
  ]
} as const satisfies Figure;
