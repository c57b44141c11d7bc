import { figuresOn } from '#chapters/scene-kinds.ts';
import { figureOf, figures, type FigureName, type StoryFigure } from '#charts/figures.ts';
import type { Language } from '#locale/languages.ts';
import { correctionsAt, concernsPlace, type Correction } from '#pages/side/correction.ts';

export type FigureCard = StoryFigure['cards'][number]['id'];

const cardsOf = ({ cards }: Pick<StoryFigure, 'cards'>) => cards.map(({ id }) => id);

/** In the order of the story. The map's two layers are two cards. */
export const figureCards: readonly FigureCard[] = figures.flatMap((figure) => cardsOf(figure));

/** The whole story shows the first card of each figure in it. */
export const storyCards: readonly FigureCard[] = figuresOn('story').flatMap((figure) =>
  cardsOf(figureOf(figure)).slice(0, 1)
);

export type Card = FigureCard | 'story';
export const cards: readonly Card[] = [...figureCards, 'story'];

/** The version changes only with a redesign (E16). */
export const embedFolder = 'embed/v1/';

export const editionFolder = (edition?: string) =>
  edition === undefined ? embedFolder : `${embedFolder}editions/${edition}/`;

/** A pinned path keeps its edition for ever, with later corrections (E16). */
export function cardPath(language: Language, card: Card, edition?: string) {
  return `${editionFolder(edition)}${language}/${card}.html`;
}

export const cardHome = (edition?: string) =>
  edition === undefined ? '../../../' : '../../../../../';

/** Pictures and films here follow the newest edition. */
export const downloadFolder = (language: Language, card: Card) =>
  `${embedFolder}packs/${language}/${card}`;

export const picturePath = (language: Language, card: Card) =>
  `${downloadFolder(language, card)}/figure.png`;

export const kitPath = (language: Language, edition: string) =>
  `${embedFolder}terhubung-${language}-${edition}.zip`;

export const embedsPath = `${embedFolder}embeds.json`;
export const editionEmbedsPath = (edition: string) => `${editionFolder(edition)}embeds.json`;

export const changesPath = (language: Language) => `${embedFolder}changes.${language}.atom`;

export const figureOfCard = (card: Card): FigureName | undefined =>
  figures.find((figure) => cardsOf(figure).some((id) => id === card))?.id;

export function correctionsOf(card: Card, corrections: readonly Correction[]) {
  const figure = figureOfCard(card);
  if (figure === undefined) return [...corrections];
  // Former steps of the map's second layer were named after its card.
  const others = cardsOf(figureOf(figure)).filter((id) => id !== card && id !== figure);
  return correctionsAt(figure, corrections).filter(
    (correction) => !others.some((id) => concernsPlace(id, correction))
  );
}
