import type { Component } from 'svelte';
import type { Scene } from '../chapters/chapter.ts';
import type { Table } from '../charts/chart.ts';
import Choropleth from '../charts/choropleth/Chart.svelte';
import { choroplethTables } from '../charts/choropleth/table.ts';
import Lines from '../charts/lines/Chart.svelte';
import { linesTable } from '../charts/lines/table.ts';
import Panels from '../charts/panels/Chart.svelte';
import { panelsTable } from '../charts/panels/table.ts';
import Response from '../charts/response/Chart.svelte';
import { responseTable } from '../charts/response/table.ts';
import Revision from '../charts/revision/Chart.svelte';
import { revisionTables } from '../charts/revision/table.ts';
import Since from '../charts/since/Chart.svelte';
import { sinceList } from '../charts/since/describe.ts';
import { sinceTable } from '../charts/since/table.ts';
import Unit from '../charts/unit/Chart.svelte';
import { unitTable } from '../charts/unit/table.ts';
import Unknown from '../charts/unknown/Chart.svelte';
import { unknownFrame } from '../charts/unknown/frame.ts';
import { unknownTables } from '../charts/unknown/table.ts';
import type { Words } from '../copy/words.ts';
import type { StoryData } from '../story/data.ts';
import type { VintageRecord } from '../vintages/vintage.ts';

/** A figure as the page sets it: the picture, its tables and where its numbers come from. */
export interface Figure {
  Chart: Component<{ data: StoryData; words: Words; idPrefix: string }>;
  tables: (data: StoryData, words: Words) => Table[];
  vintages: (data: StoryData) => VintageRecord[];
  /** `Publisher, title` of each ledger row drawn. */
  ledger: (data: StoryData, words: Words) => string[];
  /** What a safeguarding test reads: the first figure of the page shows demand (standards S07). */
  role: 'demand' | 'response' | 'connection' | 'protection' | 'limits';
  /** True when the picture may run to the edges of a phone. */
  bleed: boolean;
}

const unique = (lines: string[]) => [...new Set(lines)];

type FigureName = Exclude<Scene, { form: 'text' }>['figure'];

/** Every figure of the story by the name its scene gives. */
export const figures: Record<FigureName, Figure> = {
  demand: {
    Chart: Unit,
    tables: (data, words) => [unitTable(data, words)],
    vintages: () => [],
    ledger: (data) =>
      unique(['nca-2018', 'nca-2020', 'nca-2021'].map((id) => `${data.estimates[id]?.publisher}, ${data.estimates[id]?.title}`)),
    role: 'demand',
    bleed: false
  },
  response: {
    Chart: Response,
    tables: (data, words) => [responseTable(data, words)],
    vintages: () => [],
    ledger: (data) =>
      unique(
        Object.values(data.estimates)
          .filter((estimate) => estimate.id.startsWith('ukresp-'))
          .map((estimate) => `${estimate.publisher}, ${estimate.title}`)
      ),
    role: 'response',
    bleed: false
  },
  world: {
    Chart: Choropleth,
    tables: choroplethTables,
    vintages: (data) => [data.internetUse, data.coverage4g].flatMap((series) => series?.vintage ?? []),
    ledger: () => [],
    role: 'connection',
    bleed: true
  },
  speed: {
    Chart: Lines,
    tables: (data, words) => [linesTable(data, words)],
    vintages: (data) => [data.internetUse.vintage],
    ledger: () => [],
    role: 'connection',
    bleed: false
  },
  revision: {
    Chart: Revision,
    tables: revisionTables,
    vintages: (data) => [...(data.then ? [data.then.vintage] : []), data.internetUse.vintage],
    ledger: () => [],
    role: 'connection',
    bleed: false
  },
  protection: {
    Chart: Panels,
    tables: (data, words) => [panelsTable(data, words)],
    vintages: (data) => [data.internetUse.vintage, data.opscParties.vintage],
    ledger: (data) =>
      unique(['icmec-2006', 'icmec-2018'].map((id) => `${data.protection[id]?.publisher}, ${data.protection[id]?.instrument}`)),
    role: 'protection',
    bleed: false
  },
  unknown: {
    Chart: Unknown,
    tables: unknownTables,
    vintages: () => [],
    ledger: (data) => {
      const { intervals, shares, counts } = unknownFrame(data);
      const counted = [...counts.reports, ...counts.pages].flatMap(({ points }) => points);
      return unique([...intervals, ...shares, ...counted].map(({ estimate }) => `${estimate.publisher}, ${estimate.title}`));
    },
    role: 'limits',
    bleed: false
  },
  since: {
    Chart: Since,
    tables: (data, words) => [sinceTable(data, words)],
    vintages: () => [],
    ledger: (data, words) => unique(sinceList(data, words).flatMap(({ items }) => items.map(({ fact }) => fact.publisher))),
    role: 'protection',
    bleed: false
  }
};
