import { figureOf } from '../charts/figures.ts';
import type { PictureRecord } from '../charts/picture-record.ts';
import type { Words } from '../copy/words.ts';
import type { StoryData } from '../story/data.ts';
import type { Scene } from './chapter.ts';

/** One state of one figure of the story: that of a step, or a figure that stands still. */
export interface PictureState {
  /** The step's id, or the scene's: its address on the page. */
  id: string;
  scene: Exclude<Scene, { form: 'text' }>;
  record: (data: StoryData, words: Words) => PictureRecord;
}

/** Returns every state of a scene's figure in reading order, each with what it says in numbers. */
export function statesOf(scene: Scene): PictureState[] {
  if (scene.form === 'text') return [];
  const figure = figureOf(scene.figure);
  const states: { id: string; view?: unknown }[] =
    scene.form === 'still' ? [{ id: scene.id }] : [...scene.steps];
  // A scene's views are of its figure's kind.
  return states.map(({ id, view }) => ({
    id,
    scene,
    record: (data, words) => figure.record(data, words, view as never)
  }));
}
