import { StoryRefused, type Problem } from '../../src/story/problem.ts';

/** Returns the problems of a refusal. @throws Error when nothing is refused. */
export function problemsOf(read: () => unknown): readonly Problem[] {
  try {
    read();
  } catch (error) {
    if (error instanceof StoryRefused) return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}
