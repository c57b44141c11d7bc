import { escapeMarkup } from '../../copy/markup.ts';
import type { Language } from '../../locale/languages.ts';
import { colours, type Colour } from './colours.ts';
import { faces, type Face, type MeasureText } from './face.ts';

/**
 * A coordinate to two decimals: a finer one changes no pixel, and the same drawing has the same
 * bytes.
 */
const rounded = (value: number) => String(Number(value.toFixed(2)));
const attribute = (value: string | number) =>
  typeof value === 'number' ? rounded(value) : escapeMarkup(value);

/** Returns the transform that draws markup from a place on. */
export const moveTo = (x: number, y: number): string => `translate(${rounded(x)} ${rounded(y)})`;

/** Returns one element of SVG. `children` is markup already; undefined attributes are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  children = ''
): string {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${attribute(value)}"`]))
    .join('');
  return children === '' ? `<${name}${written}/>` : `<${name}${written}>${children}</${name}>`;
}

/** Where and how a line of text stands. `y` is its baseline. */
export interface TextStyle {
  x: number;
  y: number;
  face: Face;
  /** In the units of the drawing. */
  size: number;
  fill: Colour;
  anchor?: 'start' | 'middle' | 'end' | undefined;
  /** Width of the paper around each letter, for words with lines behind them that go on. */
  halo?: number | undefined;
  /**
   * Holds the line to the width that it was measured at, for a picture that is shown where the
   * house's typefaces are not.
   */
  measure?: MeasureText | undefined;
}

/** Returns a line of real text: it can be selected, searched and read aloud. */
export function textLine(
  text: string,
  { x, y, face, size, fill, anchor, halo, measure }: TextStyle
): string {
  const { family, weight } = faces[face];
  const style = { 'font-family': family, 'font-size': size, 'font-weight': weight, fill };
  const held = measure
    ? { textLength: measure(text, face, size), lengthAdjust: 'spacingAndGlyphs' }
    : {};
  const paper = halo
    ? {
        stroke: colours.paper,
        'stroke-width': 2 * halo,
        'stroke-linejoin': 'round',
        'paint-order': 'stroke'
      }
    : {};
  return element(
    'text',
    { x, y, ...style, ...paper, 'text-anchor': anchor === 'start' ? undefined : anchor, ...held },
    escapeMarkup(text)
  );
}

/**
 * Returns lines of text, one below the other; `y` is the first baseline and `leading` the way to
 * the next.
 */
export function textLines(lines: readonly string[], leading: number, style: TextStyle): string {
  return lines
    .map((line, index) => textLine(line, { ...style, y: style.y + index * leading }))
    .join('');
}

/**
 * The text alternative of a picture on its own, in two parts (standards A13), and the language that
 * it speaks.
 */
export interface Captioned {
  language: Language;
  name: string;
  description: string;
}

/**
 * Returns a whole SVG file on the house's paper, its size in its own units, with its text
 * alternative inside. `children` is markup.
 */
export function drawing(
  { width, height, language, name, description }: Captioned & { width: number; height: number },
  children: string
): string {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    lang: language,
    role: 'img',
    'aria-labelledby': 'name description'
  };
  const ground = element('rect', { width, height, fill: colours.paper });
  const alternative =
    element('title', { id: 'name' }, escapeMarkup(name)) +
    element('desc', { id: 'description' }, escapeMarkup(description));
  return `${element('svg', attributes, `${alternative}${ground}${children}`)}\n`;
}
