import { expect, it } from 'vitest';
import { figureScenes } from '../../src/chapters/scene-kinds.ts';
import { figures } from '../../src/charts/figures.ts';

it('has a scene for each figure, in the order of the cards', () => {
  expect(Object.entries(figureScenes).map(([id, { cards }]) => [id, cards])).toEqual(
    figures.map(({ id, cards }) => [id, cards.map((card) => card.id)])
  );
});
