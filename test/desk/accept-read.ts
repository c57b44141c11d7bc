import { expect } from 'vitest';
import { accept, textsToReview } from '../../src/desk/review/accept.ts';
import { openStory } from '../../src/site/story/open-story.ts';
import { projectOf } from '../../src/desk/files/disk-project.ts';
import type { SmallProject } from './memory-project.ts';

/** Names texts that changed, or all that wait and whose names begin so, with their wordings. */
export const namedWithCodes = async ({ desk }: SmallProject, asked: readonly string[]) =>
  textsToReview(openStory(await projectOf(desk).read()))
    .filter(({ id, isUnread }) =>
      asked.length === 0 ? !isUnread : asked.some((one) => id.startsWith(one))
    )
    .map(({ id, code }) => `${id}@${code}`);

export async function acceptRead(project: SmallProject, asked: readonly string[], by = 'Made Up') {
  const named = await namedWithCodes(project, asked);
  expect(await accept([...named, '--by', by], project.desk)).toBe(0);
}
