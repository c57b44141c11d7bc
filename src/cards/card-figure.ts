import { type CardForm, type Figure, type FigurePart } from '../charts/figure.ts';
import { figures, type FigureName, type StoryFigure } from '../charts/figures.ts';
import { pictureOf, type Picture } from '../charts/pictures.ts';
import type { FigureCard } from './card.ts';
import { mapCardTable } from './map/map-card-table.ts';
import MapPicture from './map/MapPicture.svelte';

/** Values of the choice for the whole picture and for the table; a part's is its id. */
export const pictureView = 'figure';
export const tableView = 'table';

/** A figure as a card shows it. */
export interface CardFigure
  extends
    Omit<CardForm, 'vintages' | 'isDrawable' | 'parts'>,
    Required<Pick<Figure, 'vintages' | 'ledger' | 'isDrawable'>>,
    Pick<Figure, 'chart' | 'tables' | 'shownIn' | 'namesItsOwn'> {
  /** The scene whose words and address it takes. */
  scene: FigureName;
  Chart: Picture;
  parts: readonly FigurePart[];
}

function cardFigure(figure: StoryFigure, card: CardForm): CardFigure {
  const { layer } = card;
  return {
    vintages: () => [],
    ledger: () => [],
    isDrawable: () => true,
    parts: [],
    ...figure,
    ...card,
    scene: figure.id,
    Chart: layer ? MapPicture : pictureOf(figure),
    ...(layer ? { tables: (data, words) => (card.isDrawable?.(data) ? [mapCardTable(data, layer, words)] : []) } : {})
  };
}

/** Every card's figure. */
export const cardFigures = Object.fromEntries(
  figures.flatMap((figure) => figure.cards.map((card) => [card.id, cardFigure(figure, card)]))
) as Readonly<Record<FigureCard, CardFigure>>;
