import { countryName, speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { Description } from '../chart.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';
import { verificationPhrase } from '../phrases/verification-phrase.ts';
import { namedMeasures, sinceFrame, type SinceItem, type SinceYear } from './frame.ts';

/** Returns the list for one language: the rows that its words name. */
export function sinceList(
  data: Pick<StoryData, 'protection' | 'estimates'>,
  words: Words
): SinceYear[] {
  return sinceFrame(data, (id) => `since.item.${id}` in words.labels);
}

/** Returns what an item is, a statement with its figures as they were bounded. */
export function itemPhrase({ fact, stated }: SinceItem, words: Words): string {
  if (stated) {
    const { arrests, safeguarded } = stated;
    const quoted = arrests.verification === 'secondary';
    const numbers = {
      arrests: boundPhrase(arrests, words),
      safeguarded: boundPhrase(safeguarded, words)
    };
    return speak(words, quoted ? 'since.item.ukresp-quoted' : 'since.item.ukresp', numbers);
  }
  const named = namedMeasures[fact.id];
  return speak(
    words,
    `since.item.${fact.id}`,
    named === undefined ? {} : { country: countryName(words, named) }
  );
}

/** Returns an item's date as precise as the ledger has it, and says when it is not confirmed. */
export function datePhrase({ fact, unconfirmed }: SinceItem, words: Words): string {
  const date = formatDate(fact.date, words.language);
  return unconfirmed ? speak(words, 'since.unconfirmed', { date }) : date;
}

/**
 * Returns how an item was seen that was not at its publisher, to stand after the publisher's name
 * (standards V01); nothing where it was.
 */
export const seenPhrase = ({ fact }: SinceItem, words: Words): string =>
  fact.verification === 'primary' ? '' : ` (${verificationPhrase(fact.verification, words)})`;

/**
 * Returns the timeline's name, and how many things it lists between which years (standards A13).
 * Each entry is text itself.
 */
export function describeSince(
  data: Pick<StoryData, 'protection' | 'estimates'>,
  words: Words
): Description {
  const years = sinceList(data, words);
  const dated = years.map(({ year }) => year);
  const count = years.reduce((sum, { items }) => sum + items.length, 0);
  return {
    name: speak(words, 'since.describe.name'),
    text: speak(words, 'since.describe.text', {
      count,
      first: String(dated[0] ?? ''),
      last: String(dated.at(-1) ?? '')
    })
  };
}
