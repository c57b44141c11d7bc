import type { Component } from 'svelte';
import type { Description, Table } from '../charts/chart.ts';
import { describeChoropleth } from '../charts/choropleth/describe.ts';
import { choroplethTable } from '../charts/choropleth/table.ts';
import { describeLines } from '../charts/lines/describe.ts';
import { describePanels } from '../charts/panels/describe.ts';
import { describeResponse } from '../charts/response/describe.ts';
import { describeRevision } from '../charts/revision/describe.ts';
import { describeSince } from '../charts/since/describe.ts';
import { describeUnit } from '../charts/unit/describe.ts';
import { describeUnknown } from '../charts/unknown/describe.ts';
import type { Words } from '../copy/words.ts';
import { figures, type FigureName } from '../pages/figures.ts';
import type { StoryData } from '../story/data.ts';
import type { VintageRecord } from '../vintages/vintage.ts';
import type { FigureCard } from './card.ts';

/** A part of a picture that a reader can show alone; without a style sheet all stand one below the other. */
export interface CardPart {
  /** Key of its label. */
  label: string;
  /** What selects it inside the picture. */
  selector: string;
}

/** A figure as a card shows it. */
export interface CardFigure {
  /** The scene whose words and address it takes. */
  scene: FigureName;
  Chart: Component<{ data: StoryData; words: Words; idPrefix: string }>;
  describe: (data: StoryData, words: Words) => Description;
  tables: (data: StoryData, words: Words) => Table[];
  vintages: (data: StoryData) => VintageRecord[];
  ledger: (data: StoryData, words: Words) => string[];
  isDrawable: (data: StoryData) => boolean;
  /** Shown one at a time when there are several. */
  parts: readonly CardPart[];
  /** Label of the sentence that stands beside every map (standards S05). */
  limits?: string;
}

const of = (scene: FigureName, describe: CardFigure['describe'], parts: readonly CardPart[] = []): CardFigure => {
  const { Chart, tables, vintages, ledger, isDrawable } = figures[scene];
  return { scene, Chart, describe, tables, vintages, ledger, isDrawable, parts };
};

const newest = (years: readonly number[]) => years.at(-1) ?? 0;

/** Every card's figure. The map's two layers are two cards, so that each carries one series only. */
export const cardFigures: Readonly<Record<FigureCard, CardFigure>> = {
  demand: of(
    'demand',
    describeUnit,
    ['2018', '2020', '2021'].map((year) => ({ label: `card.part.nca-${year}`, selector: `[data-estimate="nca-${year}"]` }))
  ),
  response: of('response', describeResponse),
  world: {
    ...of('world', ({ internetUse }, words) =>
      describeChoropleth(internetUse, { layer: 'internet-use', year: newest(internetUse.years) }, words)
    ),
    tables: ({ internetUse }, words) => [choroplethTable(internetUse, 'internet-use', words)],
    vintages: ({ internetUse }) => [internetUse.vintage],
    limits: 'map.limits.internet-use'
  },
  coverage: {
    ...of('world', ({ coverage4g }, words) =>
      coverage4g ? describeChoropleth(coverage4g, { layer: 'coverage-4g', year: newest(coverage4g.years) }, words) : { name: '', text: '' }
    ),
    tables: ({ coverage4g }, words) => (coverage4g ? [choroplethTable(coverage4g, 'coverage-4g', words)] : []),
    vintages: ({ coverage4g }) => (coverage4g ? [coverage4g.vintage] : []),
    isDrawable: ({ coverage4g }) => coverage4g !== undefined,
    limits: 'map.limits.coverage-4g'
  },
  speed: of('speed', describeLines),
  revision: of('revision', describeRevision),
  protection: of('protection', describePanels),
  unknown: of('unknown', describeUnknown),
  since: of('since', describeSince)
};
