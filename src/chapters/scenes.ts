import type { FigureTag } from '../charts/figure.ts';
import { figures, type FigureName } from '../charts/figures.ts';
import type { Scene } from './chapter.ts';

export type SceneId = 'opening' | FigureName | 'closing';

interface SceneKind {
  form: Scene['form'];
  tags: readonly FigureTag[];
}
const text: SceneKind = { form: 'text', tags: [] };
const ofFigures = Object.fromEntries(figures.map(({ id, steps, tags }) => [id, { form: steps ? 'sticky' : 'still', tags }])) as Record<
  FigureName,
  SceneKind
>;

/** The scenes that the page can show, by id: one for each figure, and two of words alone. The outline orders them and gives the moving ones their steps. */
export const sceneKinds: Readonly<Record<SceneId, SceneKind>> = { opening: text, ...ofFigures, closing: text };
