import type { Problem } from '../story/problem.ts';
import type { Wording } from './copy-rules.ts';
import type { GivenName } from './read-chapter.ts';
import { refusedWords } from './wording.ts';

/**
 * Returns a problem for each name of a step, a place on the page or a file in which the rules of some language refuse a word:
 * an address and a file name are read, shared and searched like any label (standards S09). `hotspot-map` is read as two words.
 */
export function refusedNames(names: readonly GivenName[], file: string, wordings: readonly Wording[]): Problem[] {
  return names.flatMap(({ name, line, column }) => {
    // One character for one, so that a place in the words is a place in the name.
    const words = name.replace(/[^\p{L}\p{N}]/gu, ' ');
    return wordings.flatMap((wording) => refusedWords(words, words, file, wording, (offset) => ({ line, column: column + offset })));
  });
}
