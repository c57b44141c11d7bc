import type { Scene } from './chapter.ts';

/** Texts with a page of their own beside the story. Their words are held to the same rules as the story's. */
export const articles: Extract<Scene, { form: 'text' }>[] = [
  { id: 'methods', form: 'text', tags: [] },
  { id: 'partners', form: 'text', tags: [] },
  { id: 'safety', form: 'text', tags: [] }
];
