import { openStory, type OpenedStory } from '../src/site/story/open-story.ts';

const opened = new Map<string | undefined, Promise<OpenedStory>>();

/**
 * Returns the committed edition, or that of a day, opened once for all files of a worker: they only
 * read it.
 */
export function openCommitted(asOf?: string): Promise<OpenedStory> {
  const story = opened.get(asOf) ?? openStory('.', asOf === undefined ? {} : { asOf });
  opened.set(asOf, story);
  return story;
}
