import type { Language } from '../locale/languages.ts';
import type { StoryPage } from '../pages/story-page.ts';
import type { OpenedStory } from './open-story.ts';
import type { SiteInputs } from './site-inputs.ts';

/** Returns what the story's page and the cards of one language are made of. */
export function storyPageOf(story: OpenedStory, inputs: SiteInputs, language: Language): StoryPage {
  const copy = story.chapters[language].filter((chapter) => story.scenes.some((scene) => scene.id === chapter.id));
  return {
    data: story.data,
    words: story.words[language],
    scenes: story.scenes,
    chapters: copy,
    helplines: inputs.helplines,
    printed: Object.fromEntries(Object.entries(story.lock.claims).map(([id, locked]) => [id, locked[language]])),
    origins: Object.fromEntries(
      [...story.computed].map(([id, { claim }]) => [id, { source: claim.source, ...(claim.bound && { bound: claim.bound }) }])
    ),
    history: story.history,
    pins: story.lock.pins,
    releases: inputs.releases,
    wordCount: copy.reduce((sum, chapter) => sum + chapter.words, 0),
    draft: inputs.draft,
    home: '../'
  };
}
