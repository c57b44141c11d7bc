import { z } from 'zod';
import { byLanguage } from '#locale/languages.ts';
import { readJson } from '#story/read-json.ts';
import { figureWidths, storyWidths, type CardHeights, type HeightTable } from './card-heights.ts';
import { cards, figureCards } from '../card.ts';

const height = z.number().int().min(100);
const heightsAt = (widths: readonly number[]) =>
  z.strictObject(Object.fromEntries(widths.map((width) => [width, height])));
const [ofFigure, ofStory] = [heightsAt(figureWidths), heightsAt(storyWidths)];
const ofCards = z.strictObject({
  ...Object.fromEntries(figureCards.map((card) => [card, ofFigure])),
  story: ofStory
});
const schema = z.record(z.string(), ofCards);

export const cardHeightsFile = 'data/card-heights.json';

export function readHeightTable(text: string) {
  const fix = 'Measure the cards with `npm run desk -- heights`.';
  const read = readJson(text, cardHeightsFile, schema, fix);
  // A draft has those of Indonesian until somebody measures it.
  return byLanguage((language) => read[language] ?? read['id']) as unknown as HeightTable;
}

/** Gives new cards the heights of the first, and removes unknown ones. */
export function withEveryCard(text: string) {
  let table: Record<string, Record<string, CardHeights>>;
  try {
    table = JSON.parse(text) as typeof table;
  } catch {
    return text;
  }
  for (const [language, kept] of Object.entries(table)) {
    table[language] = Object.fromEntries(
      cards.map((card) => [card, kept[card] ?? Object.values(kept)[0]!])
    );
  }
  return `${JSON.stringify(table, null, 2)}\n`;
}
