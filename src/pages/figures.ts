import type { Component } from 'svelte';
import type { Scene } from '../chapters/chapter.ts';
import type { Table } from '../charts/chart.ts';
import Choropleth from '../charts/choropleth/Chart.svelte';
import { choroplethTables } from '../charts/choropleth/table.ts';
import { choroplethViewsTable } from '../charts/choropleth/views-table.ts';
import { layersOf, stopsOf } from '../charts/choropleth/world.ts';
import { factPublisher } from '../charts/fact-publisher.ts';
import Lines from '../charts/lines/Chart.svelte';
import { linesTable } from '../charts/lines/table.ts';
import Panels from '../charts/panels/Chart.svelte';
import { lawReadingsOf } from '../charts/panels/frame.ts';
import { panelsTable } from '../charts/panels/table.ts';
import Response from '../charts/response/Chart.svelte';
import { responseTable } from '../charts/response/table.ts';
import Revision from '../charts/revision/Chart.svelte';
import { revisionTables } from '../charts/revision/table.ts';
import Since from '../charts/since/Chart.svelte';
import { sinceList } from '../charts/since/describe.ts';
import { sinceTable } from '../charts/since/table.ts';
import { releaseLines, type ShownIn, type SourceLine } from '../charts/source-line.ts';
import Unit from '../charts/unit/Chart.svelte';
import { unitEstimatesOf } from '../charts/unit/frame.ts';
import { unitTable } from '../charts/unit/table.ts';
import Unknown from '../charts/unknown/Chart.svelte';
import { unknownCredits } from '../charts/unknown/credits.ts';
import { unknownFrame } from '../charts/unknown/frame.ts';
import { unknownTables } from '../charts/unknown/table.ts';
import type { Words } from '../copy/words.ts';
import { estimateCredit } from '../story/estimate-credit.ts';
import type { StoryData } from '../story/data.ts';
import type { VintageRecord } from '../vintages/vintage.ts';

/** A figure as the page sets it: the picture, its tables and where its numbers come from. */
export interface Figure {
  Chart: Component<{ data: StoryData; words: Words; idPrefix: string }>;
  tables: (data: StoryData, words: Words) => Table[];
  vintages: (data: StoryData) => VintageRecord[];
  /** Whose notice of change goes with those releases; left out where it shows none. */
  shownIn?: ShownIn;
  /** False where nothing of what the picture shows had been published by the day of the edition: the page says so instead. */
  isDrawable: (data: StoryData) => boolean;
  /** `Publisher, title` of each ledger row drawn. */
  ledger: (data: StoryData, words: Words) => string[];
  /** What a safeguarding test reads: the first figure of the page shows demand (standards S07). */
  role: 'demand' | 'response' | 'connection' | 'protection' | 'limits';
  /** True when the picture may run to the edges of a phone. */
  bleed: boolean;
}

/** Returns the credit of each release that a figure shows, as `releaseLines` does. */
export function figureReleases(
  { vintages, shownIn }: Pick<Figure, 'vintages' | 'shownIn'>,
  data: StoryData,
  words: Words,
  form?: Parameters<typeof releaseLines>[3]
): SourceLine[] {
  return shownIn === undefined ? [] : releaseLines(vintages(data), shownIn, words, form);
}

const unique = (lines: string[]) => [...new Set(lines)];

const responseOf = (data: StoryData) => Object.values(data.estimates).filter(({ id }) => id.startsWith('ukresp-'));

/** Whether the edition has two releases to set side by side: as of the day of the first, nothing had been revised. */
function hasRevisions({ then, internetUse }: StoryData): boolean {
  return then !== undefined && (then.vintage.source !== internetUse.vintage.source || then.vintage.release !== internetUse.vintage.release);
}

/** The figures by name, as scenes call them. */
export type FigureName = Exclude<Scene, { form: 'text' }>['figure'];

/** Every figure of the story by the name its scene gives. */
export const figures: Record<FigureName, Figure> = {
  demand: {
    Chart: Unit,
    tables: (data, words) => [unitTable(data, words)],
    vintages: () => [],
    ledger: (data) => unique(unitEstimatesOf(data).map(estimateCredit)),
    isDrawable: (data) => unitEstimatesOf(data).length > 0,
    role: 'demand',
    bleed: false
  },
  response: {
    Chart: Response,
    tables: (data, words) => [responseTable(data, words)],
    vintages: () => [],
    ledger: (data) => unique(responseOf(data).map((estimate) => estimateCredit(estimate))),
    isDrawable: (data) => responseOf(data).length > 0,
    role: 'response',
    bleed: false
  },
  world: {
    Chart: Choropleth,
    tables: (data, words) => [...choroplethTables(data, words), choroplethViewsTable(layersOf(data), stopsOf(data), words)],
    vintages: (data) => [data.internetUse, data.internetUse.earlier, data.coverage].flatMap((series) => series?.vintage ?? []),
    shownIn: 'world',
    ledger: () => [],
    isDrawable: () => true,
    role: 'connection',
    bleed: true
  },
  speed: {
    Chart: Lines,
    tables: (data, words) => [linesTable(data, words)],
    vintages: (data) => [data.internetUse, data.internetUse.earlier].flatMap((series) => series?.vintage ?? []),
    shownIn: 'speed',
    ledger: () => [],
    isDrawable: () => true,
    role: 'connection',
    bleed: false
  },
  revision: {
    Chart: Revision,
    tables: revisionTables,
    vintages: (data) => [...(data.then ? [data.then.vintage] : []), data.internetUse.vintage],
    shownIn: 'revision',
    ledger: () => [],
    isDrawable: hasRevisions,
    role: 'connection',
    bleed: false
  },
  protection: {
    Chart: Panels,
    tables: (data, words) => [panelsTable(data, words)],
    vintages: (data) => [data.internetUse, data.internetUse.earlier, data.opscParties].flatMap((series) => series?.vintage ?? []),
    shownIn: 'protection',
    // After the colon an instrument says what was counted, as the figure does.
    ledger: (data) => unique(lawReadingsOf(data).map(({ publisher, instrument }) => `${publisher}, ${instrument.split(':')[0]}`)),
    isDrawable: () => true,
    role: 'protection',
    bleed: false
  },
  unknown: {
    Chart: Unknown,
    tables: unknownTables,
    vintages: () => [],
    ledger: unknownCredits,
    isDrawable: (data) => unknownFrame(data).intervals.length > 0,
    role: 'limits',
    bleed: false
  },
  since: {
    Chart: Since,
    tables: (data, words) => [sinceTable(data, words)],
    vintages: () => [],
    ledger: (data, words) => unique(sinceList(data, words).flatMap(({ items }) => items.map(({ fact }) => factPublisher(fact, words)))),
    isDrawable: (data) => Object.keys(data.protection).length > 0,
    role: 'protection',
    bleed: false
  }
};
