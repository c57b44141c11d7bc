import type { Scene, SceneTag } from './chapter.ts';

/**
 * The scenes that the page can show, by id; the outline orders them and gives the moving ones their steps. Which scene may name
 * a country is not the outline's to say: it is a rule of the story's safety (standards S07, S09).
 */
export const sceneKinds = {
  opening: { form: 'text', tags: [] },
  demand: { form: 'sticky', tags: ['names-country', 'names-payer'] },
  response: { form: 'still', tags: [] },
  world: { form: 'sticky', tags: [] },
  speed: { form: 'still', tags: [] },
  revision: { form: 'still', tags: [] },
  protection: { form: 'sticky', tags: [] },
  unknown: { form: 'still', tags: [] },
  since: { form: 'still', tags: [] },
  closing: { form: 'text', tags: [] }
} as const satisfies Record<string, { form: Scene['form']; tags: readonly SceneTag[] }>;

export type SceneId = keyof typeof sceneKinds;
