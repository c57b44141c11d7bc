import { figureScenes } from '../chapters/scene-kinds.ts';
import type { FigureName, StoryFigure } from '../charts/figures.ts';
import type { Language } from '../locale/languages.ts';
import { correctionsAt, concernsPlace, type Correction } from '../pages/side/correction.ts';

export type FigureCard = StoryFigure['cards'][number]['id'];

/**
 * The figures that a partner can embed, one card each, in the order of the story; the map's two
 * layers are two cards.
 */
export const figureCards: readonly FigureCard[] = Object.values(figureScenes).flatMap(
  ({ cards }) => cards
);

/**
 * Everything that can be embedded: the figures, and the story as a plain article (standards E01).
 */
export type Card = FigureCard | 'story';
export const cards: readonly Card[] = [...figureCards, 'story'];

/** Where all that is embedded lives. The number changes only with a redesign (standards E16). */
export const embedFolder = 'embed/v1/';

/** Returns where all that is embedded is live or, with `edition`, where it stays as it was then. */
export const editionFolder = (edition?: string): string =>
  edition === undefined ? embedFolder : `${embedFolder}editions/${edition}/`;

/**
 * Returns a card's path from the site's root: live or, with `edition`, as it stays for ever but for
 * corrections (standards E16).
 */
export function cardPath(language: Language, card: Card, edition?: string): string {
  return `${editionFolder(edition)}${language}/${card}.html`;
}

/** Returns the way from a card back to the site's root. */
export const cardHome = (edition?: string): string =>
  edition === undefined ? '../../../' : '../../../../../';

/** Returns the folder of a card's pictures and films, which follow the newsroom's edition. */
export const downloadFolder = (language: Language, card: Card): string =>
  `${embedFolder}packs/${language}/${card}`;

/** Returns the path of the zip of every card of a language to host oneself (standards E18). */
export const kitPath = (language: Language, edition: string): string =>
  `${embedFolder}terhubung-${language}-${edition}.zip`;

/**
 * Where everything that can be embedded is listed, and the list of one edition's cards, which stays
 * beside them.
 */
export const embedsPath = `${embedFolder}embeds.json`;
export const editionEmbedsPath = (edition: string): string =>
  `${editionFolder(edition)}embeds.json`;

/** Returns the path of the feed of changes in one language. */
export const changesPath = (language: Language): string => `${embedFolder}changes.${language}.atom`;

const figureNames = Object.keys(figureScenes) as FigureName[];
const cardsOf = (figure: FigureName): readonly Card[] => figureScenes[figure].cards;
const figureOfCard = (card: Card): FigureName | undefined =>
  figureNames.find((figure) => cardsOf(figure).includes(card));

/** Returns the scene of the story that a card comes from; undefined for the whole story. */
export const cardScene = (card: Card): string | undefined => figureOfCard(card);

/**
 * Returns the corrections that concern a card, in the order given: those of its figure, its scene
 * and the steps of that.
 */
export function correctionsOf(card: Card, corrections: readonly Correction[]): Correction[] {
  const figure = figureOfCard(card);
  if (figure === undefined) return [...corrections];
  // Steps of the map's second layer are named after its card.
  const others = cardsOf(figure).filter((id) => id !== card && id !== figure);
  return correctionsAt(figure, corrections).filter(
    (correction) => !others.some((id) => concernsPlace(id, correction))
  );
}
