import { atStart } from '../../sources/source-error.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';
import type { ReadChapter } from '../read-chapter.ts';

/** How long the whole story may be in each language, in words: ten minutes of a reader's time, once. */
export const storyWords = { least: 1200, most: 1500 } as const;

/** Returns how many words the scenes have together, a printed number as one; not what is set around the text, such as labels, tables and help. */
export const countStory = (scenes: readonly ReadChapter[]): number => scenes.reduce((sum, { chapter }) => sum + chapter.words, 0);

/** Returns a problem, for judgement, when a story is longer than a reader was promised. */
export function storyLength(scenes: readonly ReadChapter[]): Problem[] {
  const count = countStory(scenes);
  const longest = [...scenes].sort((one, other) => other.chapter.words - one.chapter.words)[0];
  if (count <= storyWords.most || !longest) return [];
  const found = `a story of ${count} words (${longest.language}); this is its longest scene`;
  const expected = `${storyWords.least} to ${storyWords.most}, all scenes together`;
  const remedy = 'shorten it, or move detail of method to methods.md';
  return [problemsOf('story-length', longest.file, undefined, 'warning')(atStart, found, expected, remedy)];
}
