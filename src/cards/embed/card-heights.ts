import type { Language } from '#locale/languages.ts';
import type { Card } from '../card.ts';

/** Column widths in CSS px whose heights partners are given (E04). */
export const cardWidths = [320, 480, 640] as const;
export type CardWidth = (typeof cardWidths)[number];

/** Breakpoints of a figure's height, in CSS px. */
export const figureWidths = [240, 280, ...cardWidths] as const;

/** Denser at phone widths, where the height of running text changes most. */
export const storyWidths = [
  280, 300, 320, 340, 350, 360, 380, 400, 440, 480, 540, 600, 640, 720
] as const;

export type CardHeights = Readonly<Record<CardWidth, number>> & Readonly<Record<number, number>>;
export type HeightTable = Readonly<Record<Language, Readonly<Record<Card, CardHeights>>>>;

export const widthsOf = (card: Card): readonly number[] =>
  card === 'story' ? storyWidths : figureWidths;
