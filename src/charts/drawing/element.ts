import { escapeMarkup } from '#copy/markup.ts';
import type { Language } from '#locale/languages.ts';
import { colours, type Colour } from './colours.ts';
import { faces, type Face, type MeasureText } from './face.ts';

/** Finer changes no pixel, and the same drawing gives the same bytes. */
const rounded = (value: number) => String(Number(value.toFixed(Math.abs(value) < 10 ? 2 : 1)));
const long = /\d+\.\d{3,}/g;
const attribute = (key: string, value: string | number) =>
  typeof value === 'number'
    ? rounded(value)
    : // Of a path one decimal is enough.
      escapeMarkup(
        key === 'd' ? value.replace(long, (of) => String(+Number(of).toFixed(1))) : value
      );

export const moveTo = (x: number, y: number) => `translate(${rounded(x)} ${rounded(y)})`;

/** Serializes an SVG element. `children` is markup; undefined attributes are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  children = ''
) {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${attribute(key, value)}"`]))
    .join('');
  return children === '' ? `<${name}${written}/>` : `<${name}${written}>${children}</${name}>`;
}

export interface TextStyle {
  x: number;
  y: number;
  face: Face;
  /** In user units. */
  size: number;
  fill: Colour;
  anchor?: 'start' | 'middle' | 'end' | undefined;
  /** Width of the background-coloured outline, for text over lines. */
  halo?: number | undefined;
  /** Sets `textLength`, for viewers without the site's fonts. */
  measure?: MeasureText | undefined;
}

export function textLine(
  text: string,
  { x, y, face, size, fill, anchor, halo, measure }: TextStyle
) {
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

/** `y` is the first baseline, `leading` the line height. */
export function textLines(lines: readonly string[], leading: number, style: TextStyle) {
  return lines
    .map((line, index) => textLine(line, { ...style, y: style.y + index * leading }))
    .join('');
}

export interface Captioned {
  language: Language;
  name: string;
  description: string;
}

/** Returns a standalone SVG file with its text alternative. `children` is markup. */
export function drawing(
  { width, height, language, name, description }: Captioned & { width: number; height: number },
  children: string
) {
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
