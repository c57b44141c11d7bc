import { figureOf } from '../charts/figures.ts';
import type { PictureRecord } from '../charts/picture-record.ts';
import type { Words } from '../copy/words.ts';
import type { StoryData } from '../story/data.ts';
import type { Scene } from './chapter.ts';

/** A step's state of a figure, or a still figure. */
export interface PictureState {
  /** Id of the step or scene: its address on the page. */
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
