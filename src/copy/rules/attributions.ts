import type { Problem } from '../../story/problem.ts';
import { saidInBoth, type Said } from './parity.ts';
import { spansOf, wordsIn } from './phrase.ts';
import type { ReadChapter } from '../read-chapter.ts';

/** How one language names each body, by a key that the languages share. */
export type Attributions = Readonly<Record<string, readonly string[]>>;

/** Returns where a text names which bodies, by their keys. */
function mentionsIn(text: string, attributions: Attributions): { body: string; start: number }[] {
  const words = wordsIn(text);
  return Object.entries(attributions).flatMap(([body, names]) => spansOf(names, text, words).map(({ start }) => ({ body, start })));
}

/** Returns the keys of the bodies that a text names. */
export const bodiesIn = (text: string, attributions: Attributions): string[] => mentionsIn(text, attributions).map(({ body }) => body);

function namedIn(read: ReadChapter, attributions: Attributions): Said[] {
  return read.passages.flatMap(({ text, place, locate }) =>
    mentionsIn(text, attributions).map(({ body, start }) => ({ what: `“${body}” named`, place, ...locate(start) }))
  );
}

/** Returns a problem for each body that one language names in a part of a scene and the other does not: its source was lost on the way (S39). */
export function attributionParity(one: ReadChapter, ones: Attributions, other: ReadChapter, others: Attributions): Problem[] {
  return saidInBoth({ read: one, said: namedIn(one, ones) }, { read: other, said: namedIn(other, others) }, ({ file }) => ({
    expected: 'what is said attributed to the same body in every language',
    remedy: `name it in ${file} too, or add the name it goes by there to “attributions” in wording.json`
  }));
}
