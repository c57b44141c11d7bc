import { colours, type Colour } from '../drawing/colours.ts';

/** Style of a place's line in posters, films and the lite edition. */
export interface LineStyle {
  stroke: Colour;
  /** A line's own colour may be too light for text (A14). */
  text: Colour;
  dashed: boolean;
}

const looks: Readonly<Record<string, LineStyle>> = {
  IDN: { stroke: colours.c3, text: colours.c4, dashed: false },
  WLD: { stroke: colours['ink-soft'], text: colours['ink-soft'], dashed: true }
};

export const lineStyle = (code: string): LineStyle =>
  looks[code] ?? { stroke: colours.ink, text: colours.ink, dashed: false };
