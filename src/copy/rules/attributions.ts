import { makeProblem, type Problem } from '../../story/problem.ts';
import { spansOf, wordsIn } from './phrase.ts';
import type { ReadChapter } from '../read-chapter.ts';

/** How one language names each body, by a key that the languages share. */
export type Attributions = Readonly<Record<string, readonly string[]>>;

/** Where a body is named. */
interface Naming {
  body: string;
  place: string;
  line: number;
  column: number;
}

/** Returns the keys of the bodies that a text names. */
export function bodiesIn(text: string, attributions: Attributions): string[] {
  const words = wordsIn(text);
  return Object.entries(attributions).flatMap(([body, names]) => (spansOf(names, text, words).length > 0 ? [body] : []));
}

function namingsIn(read: ReadChapter, attributions: Attributions): Naming[] {
  return read.passages.flatMap(({ text, place, locate }) => {
    const words = wordsIn(text);
    return Object.entries(attributions).flatMap(([body, names]) =>
      spansOf(names, text, words).map(({ start }) => ({ body, place, ...locate(start) }))
    );
  });
}

function missingIn(one: ReadChapter, ones: Attributions, other: ReadChapter, others: Attributions): Problem[] {
  const named = new Set(namingsIn(other, others).map(({ body, place }) => `${place} ${body}`));
  const reported = new Set<string>();
  return namingsIn(one, ones).flatMap(({ body, place, line, column }): Problem[] => {
    const key = `${place} ${body}`;
    if (named.has(key) || reported.has(key)) return [];
    reported.add(key);
    return [
      makeProblem({
        kind: 'parity',
        file: one.file,
        line,
        column,
        found: `“${body}” named in “${place}” in ${one.language} and not in ${other.language}`,
        expected: 'what is said attributed to the same body in every language',
        remedy: `name it in ${other.file} too, or add the name it goes by there to “attributions” in wording.json`,
        rule: 'S39'
      })
    ];
  });
}

/**
 * Returns a problem for each body that one language names in a part of a scene and the other does not: a claim whose
 * source was lost on the way between the languages (standards S39).
 */
export function attributionParity(one: ReadChapter, ones: Attributions, other: ReadChapter, others: Attributions): Problem[] {
  return [...missingIn(one, ones, other, others), ...missingIn(other, others, one, ones)];
}
