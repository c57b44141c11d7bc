import { colours, type Colour } from '../drawing/colours.ts';

/**
 * How a place's line is told from the others where it is drawn on its own: in a poster, a film, the
 * lite edition.
 */
export interface LineStyle {
  mark: Colour;
  /**
   * Of words beside it: a line's own colour may be too light for words on paper (standards A14).
   */
  said: Colour;
  /** Whether it is broken, in lengths that fit its width. */
  dashed: boolean;
}

const looks: Readonly<Record<string, LineStyle>> = {
  IDN: { mark: colours.c3, said: colours.c4, dashed: false },
  WLD: { mark: colours['ink-soft'], said: colours['ink-soft'], dashed: true }
};

/**
 * Returns the look of a place's line; that of one without a look of its own, as the UK's, is plain
 * ink.
 */
export const lineStyle = (code: string): LineStyle =>
  looks[code] ?? { mark: colours.ink, said: colours.ink, dashed: false };
