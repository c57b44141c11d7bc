import type { StoryData } from '../../src/story/data.ts';
import { openCommitted } from '../open-committed.ts';

export const committedStory = (): Promise<StoryData> => openCommitted().then(({ data }) => data);
