import { eachOnce } from '../each-once.ts';
import type { Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { factPublisher } from '../phrases/fact-publisher.ts';
import { type Figure, type LetterRow } from '../figure.ts';
import { describeSince, sinceList } from './describe.ts';
import { sincePoster } from './poster.ts';
import { sinceRecord } from './record.ts';
import { sinceTable } from './table.ts';

const factsOf = (data: StoryData, words: Words) => sinceList(data, words).flatMap(({ items }) => items.map(({ fact }) => fact));

/** What was put in place, oldest first. */
const letterRows = (data: StoryData, words: Words): LetterRow[] =>
  sinceTable(data, words).rows.map(({ header, cells }) => ({ label: header, text: cells[0]?.text ?? '' }));

export const since = {
  id: 'since',
  chart: 'since',
  tags: [],
  role: 'protection',
  record: sinceRecord,
  tables: (data, words) => [sinceTable(data, words)],
  facts: factsOf,
  ledger: (data, words) => eachOnce(factsOf(data, words).map((fact) => factPublisher(fact, words))),
  isDrawable: (data) => Object.keys(data.protection).length > 0,
  cards: [{ id: 'since', describe: describeSince, record: sinceRecord, poster: sincePoster, letter: letterRows, scrolls: true }]
} as const satisfies Figure;
