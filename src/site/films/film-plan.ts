import type { Colour } from '../../charts/drawing/colours.ts';
import type { Block } from '../../charts/drawing/text-block.ts';
import type { PictureRecord } from '../../charts/picture-record.ts';
import type { SheetIn } from './film-sheet.ts';

/** One picture of a film: how long it stands, what a caption says of it, and the record that holds its numbers. */
export interface FilmStep {
  seconds: number;
  sheet: SheetIn;
  /** Said from here on; left out where the words before still hold. */
  caption?: string;
  record: PictureRecord;
}

/** A film before it has a shape. */
export interface FilmPlan {
  title: string;
  limits: string;
  /** On every picture, and on the last. */
  source: string;
  credits: string[];
  accent: Colour;
  steps: FilmStep[];
  /** The step that stands for the film where nothing moves. */
  still: number;
}

/** Seconds between two pictures at the least: every length is a whole number of them. */
export const beat = 0.2;
/** How long a year, a year at which the story stops, and the last picture stand, in seconds. */
export const pace = { year: 0.4, stop: 1.6, last: 3.6 } as const;

/** Returns a block of a height. */
export const block = (height: number, draw: (top: number) => string): Block => ({ height, draw });

/** Returns where a group of a drawing stands, and how large. */
export const at = (x: number, y: number, scale = 1) => ({
  transform: `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(5)})`
});
