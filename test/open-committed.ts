import { openStory, type OpenedStory } from '../src/site/story/open-story.ts';

let opened: Promise<OpenedStory> | undefined;

/** Returns the committed edition, opened once for all files of a worker: they only read it. */
export function openCommitted(): Promise<OpenedStory> {
  return (opened ??= openStory('.'));
}
