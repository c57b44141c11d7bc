import { sum } from 'd3';
import type { StoryData } from '#story/data.ts';
import type { Words } from '#copy/words.ts';
import type { MeasureText } from './face.ts';

/** SVG in real coordinates: marks by class, which `<chart>.css` styles, and short labels. */
export interface Drawing {
  width: number;
  height: number;
  markup: string;
}

export type Look =
  | ('heading' | 'plain' | 'hint' | 'axis' | 'warning')
  /** Beside a gauge: its year, its number, what that says, whom 100 counts, and a second line. */
  | ('year' | 'numeral' | 'finding' | 'scale' | 'line');

/** A drawing of one size with words at its right; `style` is an attribute. */
export interface Gauge {
  beside: Drawing;
  parts: Part[];
  style?: string;
}

/**
 * A piece of a chart. Every form stacks the same pieces: the page, cards, the lite edition, posters
 * and films.
 */
export type Part =
  /** Words that wrap, with the `sample` of a mark that they explain (SVG, 24 by 14). */
  | {
      text: string;
      look: Look;
      sample?: string;
      /** Words of less weight after a heading. */
      after?: string;
      /** The ids of the numbers that it prints, in `record.ts`, separated by spaces. */
      number?: string;
      /** True when a card leaves it out, because the card's table says it. */
      inTable?: boolean;
      /** True when only posters and films print it: a page has it beside the figure. */
      isForPosters?: boolean;
    }
  /** `name` makes it an image by itself; else the whole chart is one (A13). */
  | { drawing: Drawing; name?: string }
  /** `name`: as of a drawing. `isForStage`: a sticky stage alone shows what its step says too. */
  | {
      parts: Part[];
      data?: Readonly<Record<string, string>>;
      name?: string;
      isForStage?: boolean;
    }
  /** Side by side where there is room, in shares of the width; else below each other. */
  | { columns: { share: number; parts: Part[] }[] }
  | Gauge
  /** A bar across the whole width, of so many percent. */
  | { bar: number };

/** The room that a chart has, in units of which a label's text is 13 high. */
export interface Room {
  width: number;
  measure: MeasureText;
  /** In a card, where height is short. */
  isLow?: boolean;
}

/** Texts must not depend on the room: the page prints them once, and drawings at each width. */
export type DrawParts = (data: StoryData, words: Words, room: Room) => Part[];

/** Widths on the page, in sixteenths of a rem; drawing.css chooses one by the room in rem. */
export const pageWidths = { narrow: 168, middle: 288, wide: 580 } as const;

/** Between columns; narrower rooms stack them. */
export const columnGap = 24;
export const areBeside = (width: number) => width >= 400;

export function columnWidths(shares: readonly number[], width: number) {
  const free = width - columnGap * (shares.length - 1);
  return shares.map((share) => (areBeside(width) ? (free * share) / sum(shares) : width));
}

interface Drawn {
  draw: DrawParts;
  words: Words;
  room: Room;
  parts: Part[];
}

const drawn = new WeakMap<StoryData, Drawn[]>();

export function drawOnce(draw: DrawParts, data: StoryData, words: Words, room: Room) {
  const known = drawn.get(data) ?? [];
  const same = known.find(
    (one) =>
      one.draw === draw &&
      one.words === words &&
      one.room.width === room.width &&
      one.room.measure === room.measure &&
      Boolean(one.room.isLow) === Boolean(room.isLow)
  );
  if (same) return same.parts;
  const parts = draw(data, words, room);
  drawn.set(data, [...known, { draw, words, room, parts }]);
  return parts;
}
