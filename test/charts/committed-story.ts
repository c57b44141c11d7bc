import { openStory } from '../../src/site/story/open-story.ts';
import type { StoryData } from '../../src/story/data.ts';

let opened: Promise<StoryData> | undefined;

/** Returns the data of the committed edition, opened once. */
export function committedStory(): Promise<StoryData> {
  opened ??= openStory('.').then(({ data }) => data);
  return opened;
}
