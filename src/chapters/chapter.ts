import type { FigureKind } from '../charts/figures.ts';
import { speak, type Words } from '../copy/words.ts';
import type { MovingFigure, SceneTag } from './scene-kinds.ts';

/**
 * One step: an id that is its address on the page, and the whole picture it shows (never a change
 * to the one before).
 */
export interface Step<View> {
  id: string;
  /** Addresses that it had before: they still lead to it. */
  was: readonly string[];
  view: View;
  /**
   * A row of `data/estimates.csv` whose sentence it shares in place of its picture's number, which
   * beside its heading would seem to count somebody else.
   */
  statement?: string;
}

interface SceneBase {
  /** Also the section's address and the name of its copy file. */
  id: string;
  tags: readonly SceneTag[];
}
/** The scene of a figure: with steps where the figure moves, each with a view of its own kind. */
type FigureScene<One extends FigureKind> = One extends { id: MovingFigure }
  ? SceneBase & {
      form: 'sticky';
      figure: One['id'];
      steps: readonly Step<Parameters<One['record']>[2]>[];
    }
  : SceneBase & { form: 'still'; figure: One['id'] };
export type Scene = (SceneBase & { form: 'text' }) | FigureScene<FigureKind>;

/** Returns the places on the page that a step had before: not its scene's, which is one still. */
export const placesBefore = (scene: Scene, id: string): readonly string[] =>
  scene.form === 'sticky'
    ? (scene.steps.find((step) => step.id === id)?.was.filter((name) => name !== scene.id) ?? [])
    : [];

/** Returns the ids of a scene's steps in order; none where it has no steps. */
export const stepIds = (scene: Scene): string[] =>
  scene.form === 'sticky' ? scene.steps.map(({ id }) => id) : [];

/**
 * Texts with a page of their own beside the story. Their words are held to the same rules as the
 * story's.
 */
export const articles: Extract<Scene, { form: 'text' }>[] = [
  { id: 'methods', form: 'text', tags: [] },
  { id: 'partners', form: 'text', tags: [] },
  { id: 'safety', form: 'text', tags: [] }
];

/** Returns the story's own title, which its opening says; the site's name where there is none. */
export const storyTitle = (
  chapters: readonly { id: string; title: string }[],
  words: Words
): string => chapters.find(({ id }) => id === 'opening')?.title ?? speak(words, 'site.name');
