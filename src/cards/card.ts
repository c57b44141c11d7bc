import type { Language } from '../locale/languages.ts';

/** The figures that a partner can embed, one card each, in the order of the story; the map's two layers are two cards. */
export const figureCards = ['demand', 'response', 'world', 'coverage', 'speed', 'revision', 'protection', 'unknown', 'since'] as const;
export type FigureCard = (typeof figureCards)[number];

/** Everything that can be embedded: the figures, and the story as a plain article (standards E01). */
export const cards = [...figureCards, 'story'] as const;
export type Card = (typeof cards)[number];

/** Where all that is embedded lives. The number changes only with a redesign (standards E16). */
export const embedFolder = 'embed/v1/';

/**
 * Returns a card's path from the site's root: its live address, which follows the newsroom's edition, or with `edition` its
 * pinned one, which shows that edition for ever and takes later corrections only (standards E16).
 */
export function cardPath(language: Language, card: Card, edition?: string): string {
  return `${embedFolder}${edition === undefined ? '' : `editions/${edition}/`}${language}/${card}.html`;
}

/** Returns the way from a card back to the site's root. */
export function cardHome(edition?: string): string {
  return edition === undefined ? '../../../' : '../../../../../';
}

/** Returns the folder of a card's pictures from the site's root; the pack of the card is `….zip` beside it. Both follow the newsroom's edition. */
export function packFolder(language: Language, card: Card): string {
  return `${embedFolder}packs/${language}/${card}`;
}

/** Returns where everything that can be hosted by oneself lies, from the site's root, as one zip (standards E18). */
export function kitPath(edition: string): string {
  return `${embedFolder}terhubung-${edition}.zip`;
}
