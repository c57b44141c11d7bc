import type { Correction } from '../pages/correction.ts';
import type { Card } from './card.ts';

/** Returns the scene of the story that a card comes from; undefined for the whole story. */
export function cardScene(card: Card): string | undefined {
  if (card === 'story') return undefined;
  return card === 'coverage' ? 'world' : card;
}

/** Returns the corrections that concern a card, in the order given: those of its figure, its scene and the steps of that. */
export function correctionsOf(card: Card, corrections: readonly Correction[]): Correction[] {
  const scene = cardScene(card);
  return corrections.filter(({ place }) => scene === undefined || place === card || place === scene || place.startsWith(`${scene}-`));
}
