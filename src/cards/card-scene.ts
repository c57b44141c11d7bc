import { correctionsAt, type Correction } from '../pages/side/correction.ts';
import { figures } from '../charts/figures.ts';
import type { Card } from './card.ts';

/** Returns the scene of the story that a card comes from; undefined for the whole story. */
export function cardScene(card: Card): string | undefined {
  return figures.find(({ cards }) => cards.some(({ id }) => id === card))?.id;
}

/** Returns the corrections that concern a card, in the order given: those of its figure, its scene and the steps of that. */
export function correctionsOf(card: Card, corrections: readonly Correction[]): Correction[] {
  const scene = cardScene(card);
  if (scene === undefined) return [...corrections];
  // Steps of the map's second layer are named after its card.
  return correctionsAt([scene, card], corrections);
}
