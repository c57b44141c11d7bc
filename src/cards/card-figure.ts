import type { CardForm, Figure } from '#charts/figure.ts';
import { figures, type StoryFigure } from '#charts/figures.ts';
import type { FigureCard } from './card.ts';
import { mapCardTable } from './map/map-card-data.ts';

export const tableView = 'table';

const without = { vintages: () => [], ledger: () => [], parts: [] };

function cardFigure(figure: StoryFigure, card: CardForm) {
  const { layer } = card;
  const tables: Figure['tables'] = (data, words) =>
    layer ? [mapCardTable(data, layer, words)] : [];
  return {
    ...without,
    ...figure,
    ...card,
    ...(layer && { tables }),
    scene: figure.id
  };
}

export const cardFigures = Object.fromEntries(
  figures.flatMap((figure) => figure.cards.map((card) => [card.id, cardFigure(figure, card)]))
) as Readonly<Record<FigureCard, ReturnType<typeof cardFigure>>>;
