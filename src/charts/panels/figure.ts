import type { ProtectionFact } from '../../story/ledgers/protection.ts';
import { uniqueBy } from '../unique-by.ts';
import { type Figure } from '../figure.ts';
import { describePanels } from './describe.ts';
import { lawReadingsOf, panelReleases, panelsFrame } from './frame.ts';
import { panelsLite } from './lite.ts';
import { panelsPoster } from './poster.ts';
import { panelsRecord, panelsTable } from './record.ts';

/** The part of `instrument` after the colon repeats what the figure counts. */
const readingCredit = ({ publisher, instrument }: ProtectionFact) =>
  `${publisher}, ${instrument.split(':')[0]!.replace(/ ed\.$/, ' edition')}`;

export const protection = {
  id: 'protection',
  chart: 'panels',
  role: 'protection',
  record: panelsRecord,
  tables: (data, words) => [panelsTable(data, words)],
  vintages: panelReleases,
  shownIn: 'protection',
  facts: (data) => lawReadingsOf(data).map(({ id }) => data.protection[id]!),
  ledger: (data) => uniqueBy(lawReadingsOf(data).map(readingCredit)),
  frame: panelsFrame,
  lite: panelsLite,
  cards: [
    {
      id: 'protection',
      describe: describePanels,
      record: (data, words) => panelsRecord(data, words, { shown: 3 }),
      poster: panelsPoster,
      summary: [
        [/^online-/, 'last'],
        [/^treaty-/, 'last']
      ],
      subtitle: 'card.protection.subtitle'
    }
  ]
} as const satisfies Figure;
