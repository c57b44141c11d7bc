import type { Language } from '../../locale/languages.ts';
import type { StoryPage } from '../../pages/story/story-page.ts';
import type { OpenedStory } from './open-story.ts';
import type { SiteInputs } from '../site-inputs.ts';

function originsOf({ computed }: Pick<OpenedStory, 'computed'>) {
  return Object.fromEntries(
    [...computed].map(([id, now]) => {
      const { source, bound } = now.claim;
      return [
        id,
        {
          source,
          ...(bound && { bound }),
          ...(now.ok && now.locked.year !== undefined && { year: now.locked.year })
        }
      ];
    })
  );
}

export function storyPageOf(story: OpenedStory, inputs: SiteInputs, language: Language): StoryPage {
  const isScene = ({ id }: { id: string }) => story.scenes.some((scene) => scene.id === id);
  const copy = story.chapters[language].filter(isScene);
  return {
    data: story.data,
    words: story.words[language],
    measure: inputs.measure,
    scenes: story.scenes,
    chapters: copy,
    beside: story.chapters[language].filter((chapter) => !isScene(chapter)),
    helplines: inputs.helplines,
    printed: Object.fromEntries(
      Object.entries(story.lock.claims).map(([id, locked]) => [id, locked[language]])
    ),
    origins: originsOf(story),
    history: story.history,
    pins: story.lock.pins,
    releases: inputs.releases,
    corrections: inputs.corrections,
    wordCount: copy.reduce((sum, chapter) => sum + chapter.words, 0),
    draft: inputs.draft,
    reviewBy: inputs.newsroom.review_by,
    home: '../'
  };
}
