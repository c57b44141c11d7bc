import type { Language } from '../../src/locale/languages.ts';
import type { SiteInputs } from '../../src/site/route.ts';
import { storyPageOf } from '../../src/site/build-pages.ts';
import { keptReleases, openCommitted } from '../open-committed.ts';

export async function committedPage(language: Language) {
  const story = await openCommitted();
  const inputs = { helplines: [], corrections: [], newsroom: { review_by: null }, draft: true };
  return storyPageOf(
    story,
    { ...inputs, releases: keptReleases(story) } as unknown as SiteInputs,
    language
  );
}
