import { speak, type Words } from '../copy/words.ts';
import type { Scene } from './chapter.ts';

/** Texts with a page of their own beside the story. Their words are held to the same rules as the story's. */
export const articles: Extract<Scene, { form: 'text' }>[] = [
  { id: 'methods', form: 'text', tags: [] },
  { id: 'partners', form: 'text', tags: [] },
  { id: 'safety', form: 'text', tags: [] }
];

/** Returns the story's own title, which its opening says; the site's name where there is none. */
export const storyTitle = (chapters: readonly { id: string; title: string }[], words: Words): string =>
  chapters.find(({ id }) => id === 'opening')?.title ?? speak(words, 'site.name');
