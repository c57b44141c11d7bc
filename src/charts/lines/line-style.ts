import { colours, type Colour } from '../drawing/colours.ts';

/**
 * How a place's line is told from the others where it is drawn on its own: in a poster, a film, the
 * lite edition.
 */
export interface LineStyle {
  stroke: Colour;
  /**
   * Of words beside it: a line's own colour may be too light for words on paper (standards A14).
   */
  text: Colour;
  /** Whether it is broken, in lengths that fit its width. */
  dashed: boolean;
}

const looks: Readonly<Record<string, LineStyle>> = {
  IDN: { stroke: colours.c3, text: colours.c4, dashed: false },
  WLD: { stroke: colours['ink-soft'], text: colours['ink-soft'], dashed: true }
};

/**
 * Returns the look of a place's line; that of one without a look of its own, as the UK's, is plain
 * ink.
 */
export const lineStyle = (code: string): LineStyle =>
  looks[code] ?? { stroke: colours.ink, text: colours.ink, dashed: false };
