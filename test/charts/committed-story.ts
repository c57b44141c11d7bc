import type { StoryData } from '../../src/story/data.ts';
import { openCommitted } from '../open-committed.ts';

/** Returns the data of the committed edition. */
export const committedStory = (): Promise<StoryData> => openCommitted().then(({ data }) => data);
