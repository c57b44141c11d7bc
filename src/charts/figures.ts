import { world } from './choropleth/figure.ts';
import { counts } from './counts/figure.ts';
import type { CardForm, Figure } from './figure.ts';
import { signal, unknown } from './level/figure.ts';
import { speed } from './lines/figure.ts';
import { protection } from './panels/figure.ts';
import { revision } from './revision/figure.ts';
import { since } from './since/figure.ts';
import { demand } from './unit/figure.ts';

/** Every figure, in the order of the cards. All other lists are derived from it. */
const list = [demand, world, signal, speed, protection, since, unknown, revision, counts] as const;

export type FigureKind = (typeof list)[number];
export type FigureName = FigureKind['id'];
export type StoryFigure = Omit<Figure, 'id' | 'cards'> & {
  id: FigureName;
  cards: readonly (CardForm & { id: FigureKind['cards'][number]['id'] })[];
};

export const figures: readonly StoryFigure[] = list;

export const figureOf = (name: FigureName) => figures.find(({ id }) => id === name)!;
