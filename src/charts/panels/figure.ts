import type { StoryData } from '#story/data.ts';
import { uniqueBy } from '../chart.ts';
import type { Figure } from '../figure.ts';
import { drawPanels, lawBars } from './draw.ts';
import {
  describePanels,
  lawDutyOf,
  lawReadingsOf,
  panelReleases,
  panelsFrame,
  panelsRecord,
  panelsTable,
  readingCredit
} from './record.ts';

const factsOf = (data: StoryData) => [...lawReadingsOf(data), lawDutyOf(data)];

export const protection = {
  id: 'protection',
  chart: 'panels',
  role: 'protection',
  draw: drawPanels,
  still: { shown: '4' },
  asides: (data, words) => ({ 'protection-report': lawBars(data, words) }),
  record: panelsRecord,
  tables: (data, words) => [panelsTable(data, words)],
  vintages: panelReleases,
  shownIn: 'protection',
  facts: factsOf,
  ledger: (data) => uniqueBy(factsOf(data).map(readingCredit)),
  frame: panelsFrame,
  cards: [
    {
      id: 'protection',
      describe: describePanels,
      record: (data, words) => panelsRecord(data, words, { shown: 4 }),
      subtitle: 'card.protection.subtitle'
    }
  ]
} as const satisfies Figure;
