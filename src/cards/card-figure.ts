import type { Component } from 'svelte';
import type { Description, Table } from '../charts/chart.ts';
import { describeChoropleth } from '../charts/choropleth/describe.ts';
import { newestYear } from '../story/newest-year.ts';
import { describeLines } from '../charts/lines/describe.ts';
import { describePanels } from '../charts/panels/describe.ts';
import { describeResponse } from '../charts/response/describe.ts';
import { describeRevision } from '../charts/revision/describe.ts';
import { describeSince } from '../charts/since/describe.ts';
import type { ShownIn } from '../charts/source-line.ts';
import { describeUnit } from '../charts/unit/describe.ts';
import { unitEstimates } from '../charts/unit/frame.ts';
import { describeUnknown } from '../charts/unknown/describe.ts';
import { unknownFrame, type CountKind } from '../charts/unknown/frame.ts';
import type { Words } from '../copy/words.ts';
import { figures, type FigureName } from '../pages/figures.ts';
import { citeEstimate } from '../story/cite-estimate.ts';
import { estimateCredit } from '../story/estimate-credit.ts';
import type { StoryData } from '../story/data.ts';
import type { Estimate } from '../story/estimate.ts';
import type { VintageRecord } from '../vintages/vintage.ts';
import type { FigureCard } from './card.ts';
import { mapCardTable } from './map-card-table.ts';
import MapOfCoverage from './MapOfCoverage.svelte';
import MapOfUse from './MapOfUse.svelte';

/** A part of a picture that a reader can show alone; on paper all stand one below the other. */
interface CardPart {
  id: string;
  /** Key of its label. */
  label: string;
  /** What selects it inside the picture. */
  selector: string;
  /** False where nothing of it had been published by the day of the edition. */
  isDrawn: (data: StoryData) => boolean;
  /** Where the whole picture's sources would be a long list: those of the part. */
  sources?: PartSources;
}

/** Whose figures a part shows. */
interface PartSources {
  of: (data: StoryData) => string[];
  /** True where only publishers are named, and every publication below the table. */
  publishersOnly: boolean;
}

/** Values of the choice for the whole picture and for the table; a part's is its id. */
export const pictureView = 'figure';
export const tableView = 'table';

/** A figure as a card shows it. */
export interface CardFigure {
  /** The scene whose words and address it takes. */
  scene: FigureName;
  Chart: Component<{ data: StoryData; words: Words; idPrefix: string }>;
  describe: (data: StoryData, words: Words) => Description;
  tables: (data: StoryData, words: Words) => Table[];
  vintages: (data: StoryData) => VintageRecord[];
  shownIn?: ShownIn;
  ledger: (data: StoryData, words: Words) => string[];
  isDrawable: (data: StoryData) => boolean;
  /** Shown one at a time when there are several. */
  parts: readonly CardPart[];
  /** True where the picture is a list of any length, which scrolls in its place. */
  scrolls?: boolean;
  /** Labels of the message and of what is counted, where the card has its own and not the scene's. */
  title?: string;
  subtitle?: string;
  /** Label of the sentence that stands beside every map (standards S05). */
  limits?: string;
}

const of = (scene: FigureName, describe: CardFigure['describe'], parts: readonly CardPart[] = []): CardFigure => {
  const { Chart, tables, vintages, shownIn, ledger, isDrawable } = figures[scene];
  return { scene, Chart, describe, tables, vintages, ...(shownIn ? { shownIn } : {}), ledger, isDrawable, parts };
};

const selectPart = (id: string) => `[data-part="${id}"]`;
const citations = (drawn: (data: StoryData) => Estimate | Estimate[]): PartSources => ({
  of: (data) => [...new Set([drawn(data)].flat().map((estimate) => estimateCredit(estimate)))],
  publishersOnly: false
});

/** One NCA figure, alone: they count different groups and are never set in one picture (standards V04). */
function estimatePart(id: string): CardPart {
  return {
    id,
    label: `card.part.${id}`,
    selector: `[data-estimate="${id}"]`,
    isDrawn: ({ estimates }) => id in estimates,
    sources: citations(({ estimates }) => estimates[id] ?? [])
  };
}

/** The surveys and what they found in common. */
function surveyPart(): CardPart {
  const drawn = (data: StoryData) => {
    const { intervals, shares } = unknownFrame(data);
    return [...intervals, ...shares].map(({ estimate }) => estimate);
  };
  return {
    id: 'surveys',
    label: 'card.part.surveys',
    selector: selectPart('surveys'),
    isDrawn: (data) => drawn(data).length > 0,
    sources: citations(drawn)
  };
}

/** A count over many years, each from a publication of its own. */
function countPart(kind: CountKind): CardPart {
  const drawn = (data: StoryData) => unknownFrame(data).counts[kind].flatMap(({ points }) => points.map(({ estimate }) => estimate));
  return {
    id: kind,
    label: `card.part.${kind}`,
    selector: selectPart(kind),
    isDrawn: (data) => drawn(data).length > 0,
    sources: {
      of: (data) => [
        ...new Set(
          drawn(data)
            .flatMap(citeEstimate)
            .map(({ publisher }) => publisher)
        )
      ],
      publishersOnly: true
    }
  };
}

/** Every card's figure. The map's two layers are two cards, so that each carries one series only. */
export const cardFigures: Readonly<Record<FigureCard, CardFigure>> = {
  demand: of('demand', describeUnit, unitEstimates.map(estimatePart)),
  response: of('response', describeResponse),
  world: {
    ...of('world', ({ internetUse }, words) =>
      describeChoropleth(internetUse, { layer: 'internet-use', year: newestYear(internetUse) }, words)
    ),
    Chart: MapOfUse,
    tables: (data, words) => [mapCardTable(data, 'internet-use', words)],
    vintages: ({ internetUse }) => [internetUse.vintage],
    title: 'card.world.title',
    subtitle: 'card.world.subtitle',
    limits: 'map.limits.internet-use'
  },
  coverage: {
    ...of('world', ({ coverage }, words) =>
      coverage ? describeChoropleth(coverage, { layer: 'coverage-3g', year: newestYear(coverage) }, words) : { name: '', text: '' }
    ),
    Chart: MapOfCoverage,
    tables: (data, words) => (data.coverage ? [mapCardTable(data, 'coverage-3g', words)] : []),
    vintages: ({ coverage }) => (coverage ? [coverage.vintage] : []),
    isDrawable: ({ coverage }) => coverage !== undefined,
    title: 'card.coverage.title',
    subtitle: 'card.coverage.subtitle',
    limits: 'map.limits.coverage-3g'
  },
  speed: of('speed', describeLines),
  revision: of(
    'revision',
    describeRevision,
    ['then-now', 'changes'].map((id) => ({ id, label: `card.part.${id}`, selector: selectPart(id), isDrawn: () => true }))
  ),
  protection: { ...of('protection', describePanels), subtitle: 'card.protection.subtitle' },
  unknown: {
    ...of('unknown', describeUnknown, [surveyPart(), countPart('reports'), countPart('pages')]),
    subtitle: 'card.unknown.subtitle'
  },
  since: { ...of('since', describeSince), scrolls: true }
};
