import { StoryRefused } from '../../src/story/problem.ts';

export function problemsOf(read: () => unknown) {
  try {
    read();
  } catch (error) {
    if (error instanceof StoryRefused) return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}
