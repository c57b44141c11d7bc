import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { Description } from '../chart.ts';
import { verificationPhrase } from '../phrases/verification-phrase.ts';
import { sinceFrame, type SinceItem, type SinceYear } from './frame.ts';

/** The entries that the language has labels for. */
export function sinceList(data: Pick<StoryData, 'protection'>, words: Words): SinceYear[] {
  return sinceFrame(data, (id) => `since.item.${id}` in words.labels);
}

export const itemPhrase = ({ fact }: SinceItem, words: Words): string =>
  speak(words, `since.item.${fact.id}`);

export function datePhrase({ fact, unconfirmed }: SinceItem, words: Words): string {
  const date = formatDate(fact.date, words.language);
  return unconfirmed ? speak(words, 'since.unconfirmed', { date }) : date;
}

/** Says how an entry was verified when it was not seen at its publisher (V01). */
export const verificationNote = ({ fact }: SinceItem, words: Words): string =>
  fact.verification === 'primary' ? '' : ` (${verificationPhrase(fact.verification, words)})`;

/** The name, the count and the years (A13); the entries themselves are text. */
export function describeSince(data: Pick<StoryData, 'protection'>, words: Words): Description {
  const years = sinceList(data, words);
  const dated = years.map(({ year }) => year);
  const count = years.reduce((sum, { items }) => sum + items.length, 0);
  return {
    name: speak(words, 'since.describe.name'),
    text: speak(words, 'since.describe.text', {
      count,
      first: String(dated[0]),
      last: String(dated.at(-1))
    })
  };
}
