import type { Scene } from '../../chapters/chapter.ts';
import { figureOf } from '../../charts/figures.ts';
import type { FigureCard } from '../card.ts';

/** A figure of a scene, and the steps that are read after it. */
export interface StoryAct {
  card: FigureCard;
  /** Their ids. */
  steps: string[];
}

/** Returns a scene's figures with their steps, in order: the map's two layers are two figures, each followed by the steps that it shows. */
export function storyActs(scene: Exclude<Scene, { form: 'text' }>): StoryAct[] {
  const steps = scene.form === 'sticky' ? scene.steps : [];
  const isShown = (view: (typeof steps)[number]['view'], layer: string | undefined) => !('layer' in view) || view.layer === layer;
  return figureOf(scene.figure).cards.map(({ id, layer }) => ({
    card: id,
    steps: steps.filter(({ view }) => isShown(view, layer)).map((step) => step.id)
  }));
}
