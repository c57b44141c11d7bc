import { z } from 'zod';
import { languages, type Language } from '../locale/languages.ts';
import { cards, type Card } from './card.ts';

/**
 * Widths in CSS px from which a card has a height of its own, smallest first. Between two of them, and beyond the last, the
 * height stays the same (standards E04).
 */
export const cardWidths = [320, 480, 640] as const;
export type CardWidth = (typeof cardWidths)[number];

/** Height in CSS px by width. */
export type CardHeights = Readonly<Record<CardWidth, number>>;
export type HeightTable = Readonly<Record<Language, Readonly<Record<Card, CardHeights>>>>;

const height = z.number().int().min(100);
const heights = z.object({ 320: height, 480: height, 640: height }).strict();
const schema = z.record(z.enum(languages), z.record(z.enum(cards), heights));

/** Returns `data/card-heights.json`, which `npm run desk -- heights` measures. @throws ZodError naming the card that has no height. */
export function readHeightTable(json: string): HeightTable {
  return schema.parse(JSON.parse(json)) as HeightTable;
}

/** Returns the height of a card at any width of its frame, in CSS px. */
export function heightAt(of: CardHeights, width: number): number {
  return of[cardWidths.findLast((from) => from <= width) ?? cardWidths[0]];
}
