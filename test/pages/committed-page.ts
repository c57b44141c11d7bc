import type { Language } from '../../src/locale/languages.ts';
import type { ListedRelease } from '../../src/pages/side/side-page.ts';
import type { StoryPage } from '../../src/pages/story/story-page.ts';
import type { SiteInputs } from '../../src/site/site-inputs.ts';
import { storyPageOf } from '../../src/site/story/story-page-of.ts';
import { openCommitted } from '../open-committed.ts';

/** The page of the committed story, without help, corrections and statements of the newsroom. */
export async function committedPage(language: Language): Promise<StoryPage> {
  const story = await openCommitted();
  const releases = [...Object.values(story.lock.pins), ...story.lock.kept].map(
    ({ source, release }) => ({ source, release, publisher: source }) as ListedRelease
  );
  const inputs = { helplines: [], corrections: [], newsroom: { review_by: null }, draft: true };
  return storyPageOf(story, { ...inputs, releases } as unknown as SiteInputs, language);
}
