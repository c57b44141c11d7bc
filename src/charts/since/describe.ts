import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { Description } from '../chart.ts';
import { sinceFrame, type SinceItem, type SinceYear } from './frame.ts';

/** Returns the list for one language: the rows that its words name. */
export function sinceList(data: Pick<StoryData, 'protection'>, words: Words): SinceYear[] {
  return sinceFrame(data, (id) => `since.item.${id}` in words.labels);
}

/** Returns what an item is, with its count where it has one. */
export function itemPhrase({ fact }: SinceItem, words: Words): string {
  return speak(words, `since.item.${fact.id}`, fact.value === null ? {} : { value: fact.value });
}

/** Returns an item's date as precise as the ledger has it, and says when it is not confirmed. */
export function datePhrase({ fact, year, unconfirmed }: SinceItem, words: Words): string {
  if (year === undefined) return speak(words, 'since.undated');
  const date = formatDate(fact.date, words.language);
  return unconfirmed ? speak(words, 'since.unconfirmed', { date }) : date;
}

/** Returns the timeline's name, and how many things it lists between which years (standards A13). Each entry is text itself. */
export function describeSince(data: Pick<StoryData, 'protection'>, words: Words): Description {
  const years = sinceList(data, words);
  const dated = years.flatMap(({ year }) => (year === undefined ? [] : [year]));
  const count = years.reduce((sum, { items }) => sum + items.length, 0);
  return {
    name: speak(words, 'since.describe.name'),
    text: speak(words, 'since.describe.text', { count, first: String(dated[0] ?? ''), last: String(dated.at(-1) ?? '') })
  };
}
