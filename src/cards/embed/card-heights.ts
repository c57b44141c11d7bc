import type { Language } from '../../locale/languages.ts';
import type { Card } from '../card.ts';

/**
 * Widths in CSS px of the columns that cards are made for, smallest first: partners are told the
 * height in each (standards E04).
 */
export const cardWidths = [320, 480, 640] as const;
export type CardWidth = (typeof cardWidths)[number];

/**
 * Widths from which a figure's card has a height of its own, smallest first; between two of them
 * the height stays the same.
 */
export const figureWidths = [240, 280, ...cardWidths] as const;

/**
 * The same of the whole story, which is mostly text: closest together where telephones are, where
 * its height changes most.
 */
export const storyWidths = [
  280, 300, 320, 340, 350, 360, 380, 400, 440, 480, 540, 600, 640, 720
] as const;

/** Height in CSS px by width. */
export type CardHeights = Readonly<Record<CardWidth, number>> & Readonly<Record<number, number>>;
export type HeightTable = Readonly<Record<Language, Readonly<Record<Card, CardHeights>>>>;

/** Returns the widths from which a card has a height of its own, smallest first, in CSS px. */
export const widthsOf = (card: Card): readonly number[] =>
  card === 'story' ? storyWidths : figureWidths;
