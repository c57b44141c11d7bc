import type { FilmForm } from '../../cards/embed/film-names.ts';
import { styleElement } from '../../charts/chart-styles.ts';
import type { Figure } from '../../charts/figure.ts';
import { labelSize } from '../../charts/drawing/label.ts';
import type { Part } from '../../charts/drawing/parts.ts';
import { stackParts } from '../../charts/drawing/stack-parts.ts';
import { colours, type Colour } from '../../charts/drawing/colours.ts';
import { drawing, element, textLine } from '../../charts/drawing/element.ts';
import type { Face, MeasureText } from '../../charts/drawing/face.ts';
import { fittedBlock, stack, wrappedBlock, type Block } from '../../charts/drawing/text-block.ts';
import type { PictureRecord } from '../../charts/picture-record.ts';
import type { Language } from '../../locale/languages.ts';

interface FilmShape {
  /** Pixels; H.264 needs even numbers. */
  width: number;
  height: number;
  /** Margins that stay free. */
  top: number;
  foot: number;
  /** Text sizes to try, largest first. */
  sizes: readonly number[];
  beside: boolean;
}

const margin = 64;

/** Phone apps cover an upright film with their own controls: 14% at the top, 20% at the bottom. */
export const filmShapes: Readonly<Record<FilmForm, FilmShape>> = {
  '9x16': {
    width: 1080,
    height: 1920,
    top: 274,
    foot: 390,
    sizes: [38, 36, 34, 32, 30, 28],
    beside: false
  },
  '1x1': {
    width: 1080,
    height: 1080,
    top: margin,
    foot: 51,
    sizes: [28, 27, 26, 25, 24, 23, 22],
    beside: false
  },
  '16x9': {
    width: 1920,
    height: 1080,
    top: margin,
    foot: 51,
    sizes: [32, 30, 28, 27, 26, 25, 24],
    beside: true
  }
};

/** Words on every frame (S05, E14, D11). */
interface FilmWords extends Pick<FilmPlan, 'title' | 'limits' | 'source' | 'accent'> {
  language: Language;
  site: string;
  checked: string;
}

export interface Room {
  x?: number;
  width: number;
  /** Greatest height of the picture. */
  most: number;
  text: number;
  measure: MeasureText;
}

/** Blocks in reading order. In wide shapes the picture is beside them. */
interface FilmSheet {
  above: readonly Block[];
  picture?: Block;
  below: readonly Block[];
}

const leading = 1.3;

/** A chart's parts in a room, with labels of nearly the size of its text. */
export function drawnBlock(
  figure: Pick<Figure, 'chart'>,
  { width, text, measure }: Room,
  parts: (room: { width: number; measure: MeasureText }) => Part[]
): Block {
  const scale = (text * 0.85) / labelSize;
  const room = { width: width / scale, measure };
  const { height, draw } = stackParts(parts(room), { ...figure, scale, measure }, room.width);
  return { height, draw: (top) => styleElement(figure) + draw(top) };
}

export function textBlock(
  text: string,
  { x = 0, width, text: size, measure }: Room,
  face: Face = 'sans',
  fill: Colour = colours.ink
): Block {
  return wrappedBlock(text, { width, size }, { x, face, fill, leading }, measure);
}

export function large(
  text: string,
  { width, text: size, measure }: Room,
  times: number,
  face: Face,
  fill: Colour = colours.ink
): Block {
  const sizes = [1, 0.9, 0.8, 0.7, 0.6, 0.5].map((share) => size * times * share);
  return fittedBlock(text, { width, most: 1, sizes }, { x: 0, face, fill, leading: 1 }, measure);
}

/** `from` and `to` bound the middle part, measured from the top. */
type Layout = ReturnType<typeof layOut>;

function layOut(words: FilmWords, shape: FilmForm, text: number, measure: MeasureText) {
  const { width, height, top: upper, foot: lower, beside } = filmShapes[shape];
  const across = width - 2 * margin;
  const room: Room = { width: across, most: height, text, measure };
  const titleSizes = [2, 1.9, 1.8, 1.7, 1.6, 1.5].map((times) => Math.round(text * times));
  const title = fittedBlock(
    words.title,
    { width: across, most: beside ? 1 : 2, sizes: titleSizes },
    { x: 0, face: 'serif', fill: colours.ink, leading: 1.14 },
    measure
  );
  const small = { ...room, text: Math.max(20, Math.round(text * 0.78)) };
  const line = text * 0.9;
  const last: Block = {
    height: small.text,
    draw: (top) =>
      textLine(words.checked, {
        x: 0,
        y: top + small.text,
        face: 'sans',
        size: small.text,
        fill: colours['ink-soft']
      }) +
      textLine(words.site, {
        x: across,
        y: top + small.text,
        face: 'sans-bold',
        size: small.text,
        fill: colours.ink,
        anchor: 'end'
      })
  };
  const foot = stack(
    [
      textBlock(words.limits, room, 'sans-bold'),
      textBlock(words.source, small, 'sans', colours['ink-soft']),
      last
    ],
    text * 0.75
  );
  const from = upper + title.height + text * 1.3;
  const footTop = height - lower - foot.height;
  const to = footTop - line * 1.4;
  const gap = 72;
  const left = beside ? Math.round(across * 0.36) : across;
  return {
    head: title,
    foot,
    footTop,
    words: { ...room, width: left, most: to - from },
    picture: { ...room, width: beside ? across - left - gap : across, most: to - from },
    from,
    to
  };
}

/** Side by side, the taller part counts. */
function middleOf(
  { above, picture, below }: FilmSheet,
  { words }: Layout,
  beside: boolean
): { words: Block; height: number } {
  const gap = words.text * (beside ? 0.9 : 1.1);
  const blocks = beside || !picture ? [...above, ...below] : [...above, picture, ...below];
  const column = stack(blocks, gap);
  return { words: column, height: Math.max(column.height, beside && picture ? picture.height : 0) };
}

export type SheetIn = (rooms: { words: Room; picture: Room }) => FilmSheet;

/** Uses the largest text size that fits all sheets. @throws Error when none fits. */
export function drawSheets(
  words: FilmWords,
  shape: FilmForm,
  sheets: readonly SheetIn[],
  measure: MeasureText
): string[] {
  const { width, height, top: upper, beside, sizes } = filmShapes[shape];
  for (const text of sizes) {
    let layout: Layout;
    let all: FilmSheet[];
    try {
      layout = layOut(words, shape, text, measure);
      all = sheets.map((sheet) => sheet(layout));
    } catch {
      continue;
    }
    const tallest = Math.max(...all.map((sheet) => middleOf(sheet, layout, beside).height));
    const free = layout.to - layout.from - tallest;
    if (free < 0) continue;
    const top = layout.from + Math.min(free * 0.4, 160);
    return all.map((sheet) => {
      const middle = middleOf(sheet, layout, beside);
      const pictureLeft = width - margin - layout.picture.width;
      const moved = (x: number, markup: string) =>
        element('g', { transform: `translate(${x} 0)` }, markup);
      return drawing(
        { width, height, language: words.language, name: words.title, description: words.limits },
        [
          element('rect', {
            x: margin,
            y: upper - margin,
            width: 112,
            height: 14,
            fill: words.accent
          }),
          moved(margin, layout.head.draw(upper)),
          moved(margin, middle.words.draw(top)),
          beside && sheet.picture ? moved(pictureLeft, sheet.picture.draw(top)) : '',
          element('rect', {
            x: margin,
            y: layout.footTop - text * 0.8,
            width: width - 2 * margin,
            height: 2,
            fill: colours.line
          }),
          moved(margin, layout.foot.draw(layout.footTop))
        ].join('')
      );
    });
  }
  throw new Error(
    `The film “${words.title}” does not fit ${shape} at any size. Shorten its title, remarks or credit.`
  );
}

export interface FilmStep {
  seconds: number;
  sheet: SheetIn;
  /** Left out while the caption before still holds. */
  caption?: string;
  /** Replaces the caption in the transcript: too long to be read in time. */
  transcript?: string;
  record: PictureRecord;
}

export interface FilmPlan {
  title: string;
  /** For a map, the S05 sentence. */
  limits: string;
  /** Short credit on every frame; the last frame has all credits. */
  source: string;
  credits: string[];
  accent: Colour;
  /** The last one is the still. */
  steps: FilmStep[];
}

/** Seconds. Every duration is a multiple of it. */
export const beat = 0.2;
/** Seconds per year, per year at which the story stops, and for the last picture. */
export const pace = { year: 0.4, stop: 1.6, last: 3.6 } as const;

export const block = (height: number, draw: (top: number) => string): Block => ({ height, draw });

export const at = (x: number, y: number, scale = 1) => ({
  transform: `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(5)})`
});
