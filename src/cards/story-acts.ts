import type { Scene } from '../chapters/chapter.ts';
import type { FigureCard } from './card.ts';

/** A figure of a scene, and the steps that are read after it. */
export interface StoryAct {
  card: FigureCard;
  /** Their ids. */
  steps: string[];
}

/** Returns a scene's figures with their steps, in order: the map's two layers are two figures, each followed by the steps that it shows. */
export function storyActs(scene: Exclude<Scene, { form: 'text' }>): StoryAct[] {
  if (scene.form === 'still') return [{ card: scene.figure, steps: [] }];
  if (scene.figure !== 'world') return [{ card: scene.figure, steps: scene.steps.map(({ id }) => id) }];
  const showing = (layer: string) => scene.steps.filter(({ view }) => view.layer === layer).map(({ id }) => id);
  return [
    { card: 'world', steps: showing('internet-use') },
    { card: 'coverage', steps: showing('coverage-3g') }
  ];
}
