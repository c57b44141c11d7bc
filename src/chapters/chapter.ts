import { type FigureKind, type FigureName, figureOf } from '#charts/figures.ts';
import { speak, type Words } from '#copy/words.ts';
import { figuresOn, type MovingFigure, type SceneTag } from './scene-kinds.ts';
import type { PictureRecord } from '#charts/chart.ts';
import type { StoryData } from '#story/data.ts';

/** A step shows a whole picture, never a change to the one before; or it is text alone. */
export interface Step<View = never> {
  id: string;
  /** Earlier addresses of the step, which still lead to it. */
  was: readonly string[];
  /** Absent when the step has no mark: its picture stays as before, or is empty in “unknown”. */
  view?: View;
  /**
   * A row of `data/estimates.csv` whose sentence is shared in place of the picture's number, which
   * would seem to count somebody else.
   */
  statement?: string;
}

interface SceneBase {
  /** Also the section's address and the name of its copy file. */
  id: string;
  tags: readonly SceneTag[];
  steps: readonly Step[];
}
/** The steps of a figure that moves have views of the figure's own kind. */
type FigureScene<One extends FigureKind> = One extends { id: MovingFigure }
  ? Omit<SceneBase, 'steps'> & {
      form: 'sticky';
      figure: One['id'];
      steps: readonly Step<Parameters<One['record']>[2]>[];
    }
  : SceneBase & { form: 'still'; figure: One['id'] };
export type Scene = (SceneBase & { form: 'text' }) | FigureScene<FigureKind>;

/** Earlier places of a step on the page. The scene's own id stays a place of the scene. */
export const placesBefore = (scene: Scene, id: string) =>
  scene.steps.find((step) => step.id === id)?.was.filter((name) => name !== scene.id) ?? [];

export const stepIds = (scene: Scene) => scene.steps.map(({ id }) => id);

/** In reading order; those beside the story come after it. */
export const figuresInOrder = (scenes: readonly Scene[]): FigureName[] => [
  ...scenes.flatMap((scene) => (scene.form === 'text' ? [] : [scene.figure])),
  ...figuresOn('data'),
  ...figuresOn('methods')
];

/** Pages beside the story and figures on them, whose words follow the same rules. */
export const articles: Extract<Scene, { form: 'text' }>[] = [
  'methods',
  'partners',
  'safety',
  ...figuresOn('data'),
  ...figuresOn('methods')
].map((id) => ({ id, form: 'text', tags: [], steps: [] }));

export const storyTitle = (chapters: readonly { id: string; title: string }[], words: Words) =>
  chapters.find(({ id }) => id === 'opening')?.title ?? speak(words, 'site.name');

/** A step's state of a figure, or a still figure. */
export interface PictureState {
  id: string;
  scene: Exclude<Scene, { form: 'text' }>;
  record: (data: StoryData, words: Words) => PictureRecord;
}

export function statesOf(scene: Scene): PictureState[] {
  if (scene.form === 'text') return [];
  const figure = figureOf(scene.figure);
  const states: { id: string; view?: unknown }[] =
    scene.form === 'still' ? [{ id: scene.id }] : scene.steps.filter(({ view }) => view);
  // A scene's views are of its figure's kind.
  return states.map(({ id, view }) => ({
    id,
    scene,
    record: (data, words) => figure.record(data, words, view as never)
  }));
}
