import { figures } from '../charts/figures.ts';
import type { StoryData } from '../story/data.ts';
import { lockFile } from '../story/lock.ts';
import { makeProblem, type Problem } from '../story/problem.ts';
import { say } from '../locale/say.ts';

/** Names each figure that cannot be drawn from the pinned releases. */
export function undrawnFigures(data: StoryData): Problem[] {
  return figures.flatMap(({ id, frame }) => {
    try {
      frame?.(data);
      return [];
    } catch (error) {
      return [
        makeProblem({
          kind: 'figure',
          file: lockFile,
          wrong: say`The figure of “${id}” cannot be drawn: ${(error as Error).message.replace(/\.?$/, '.')}`,
          fix: say`Pin another release, or restore the row.`
        })
      ];
    }
  });
}
