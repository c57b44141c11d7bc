import { openStory, type OpenedStory } from '../src/site/story/open-story.ts';
import { committedProject } from './committed-project.ts';

let story: OpenedStory | undefined;

/** Returns the committed edition, opened once for all files of a worker: they only read it. */
export const openCommitted = async (): Promise<OpenedStory> =>
  (story ??= openStory(committedProject));
