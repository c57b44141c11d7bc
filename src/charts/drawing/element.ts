import { escapeMarkup } from '#copy/markup.ts';
import type { Language } from '#locale/languages.ts';
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

/** Else renderers begin at the left, and “118 of 196” reads “of 196 118”. */
const directed = (text: string) => (/[\u0590-\u08ff]/.test(text) ? `\u2067${text}\u2069` : text);

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
    escapeMarkup(directed(text))
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

/** The light palette of src/pages/styles/colours.css. Pictures outside the page are never dark. */
export const colours = {
  paper: '#fbfaf6',
  'paper-deep': '#f2f0e8',
  ink: '#1d2529',
  'ink-soft': '#465157',
  line: '#d6d3c8',
  'line-strong': '#858a86',
  k0: '#d1e7e2',
  k1: '#9bcec4',
  k2: '#69b3ab',
  k3: '#4a9799',
  k4: '#267580',
  k5: '#0f4a5c',
  c3: '#2b8089',
  c4: '#0f4a5c',
  'map-edge': '#35535b',
  'missing-line': '#8b8d86',
  level: '#0f4a5c',
  'level-edge': '#2b8089',
  warm: '#9a4d12',
  'warm-edge': '#b45f1e'
} as const;

export type Colour = (typeof colours)[keyof typeof colours];

export const labelSize = 13;
export const labelLeading = 16;

export const labelFace = { face: 'sans', size: labelSize } as const;
export const boldFace = { face: 'sans-bold', size: labelSize } as const;

/** A line of a label. `number` is the id of the number that it prints, in `record.ts`. */
export interface LabelLine {
  text: string;
  bold?: boolean;
  number?: string;
}

export const lineWidth = ({ text, bold }: LabelLine, measure: MeasureText) =>
  measure(text, bold ? 'sans-bold' : 'sans', labelSize);

export const labelBox = (lines: readonly LabelLine[], measure: MeasureText) => ({
  width: Math.max(0, ...lines.map((line) => lineWidth(line, measure))),
  height: lines.length * labelLeading
});

/**
 * Draws lines from a top edge, each as wide as it was measured: another typeface or the reader's own
 * spacing moves no label over another (A16).
 */
export function label(
  lines: readonly LabelLine[],
  { x, y, anchor }: { x: number; y: number; anchor?: 'middle' | 'end' | undefined },
  measure: MeasureText
) {
  return lines
    .map((line, index) =>
      element(
        'text',
        {
          x: Math.round(x),
          y: Math.round(y) + index * labelLeading + 12,
          class: line.bold ? 'bold' : undefined,
          'text-anchor': anchor,
          textLength: Math.round(lineWidth(line, measure)),
          lengthAdjust: 'spacingAndGlyphs',
          'data-number': line.number
        },
        escapeMarkup(line.text)
      )
    )
    .join('');
}
