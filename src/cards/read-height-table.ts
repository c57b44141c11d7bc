import { z } from 'zod';
import { languages } from '../locale/languages.ts';
import { figureWidths, storyWidths, type HeightTable } from './card-heights.ts';
import { figureCards } from './card.ts';

const height = z.number().int().min(100);
const heightsAt = (widths: readonly number[]) => z.object(Object.fromEntries(widths.map((width) => [width, height]))).strict();
const [ofFigure, ofStory] = [heightsAt(figureWidths), heightsAt(storyWidths)];
const ofCards = z.object({ ...Object.fromEntries(figureCards.map((card) => [card, ofFigure])), story: ofStory }).strict();
const schema = z.record(z.enum(languages), ofCards);

/** Returns `data/card-heights.json`, which `npm run desk -- heights` measures. @throws ZodError naming the card that has no height. */
export function readHeightTable(json: string): HeightTable {
  return schema.parse(JSON.parse(json)) as unknown as HeightTable;
}
