import type { FilmForm } from '../../cards/embed/film-names.ts';
import { colours, type Colour } from '../../charts/drawing/colours.ts';
import { drawing, element, textLine } from '../../charts/drawing/element.ts';
import type { Face, MeasureText } from '../../charts/drawing/face.ts';
import { fittedBlock, stack, wrappedBlock, type Block } from '../../charts/drawing/text-block.ts';
import type { PictureRecord } from '../../charts/picture-record.ts';
import type { Language } from '../../locale/languages.ts';

interface FilmShape {
  /** In pixels, even as H.264 asks. */
  width: number;
  height: number;
  /** What stays free at the upper and the lower edge. */
  top: number;
  foot: number;
  /** Of text, to be tried, largest first. */
  sizes: readonly number[];
  /** Whether words stand beside the picture. */
  beside: boolean;
}

const margin = 64;

/**
 * The shapes of a film. Over an upright one the apps of telephones lay their own names and buttons:
 * 14% above, 20% below.
 */
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

/**
 * What stands on every picture of a film: all that must go where it goes (standards S05, E14, D11).
 */
interface FilmWords extends Pick<FilmPlan, 'title' | 'limits' | 'source' | 'accent'> {
  language: Language;
  site: string;
  /** The day of the data. */
  checked: string;
}

/** What may be drawn of a picture: a room across, from `x` on, and the size of its letters. */
export interface Room {
  x?: number;
  width: number;
  /** Height that the picture alone may take. */
  most: number;
  text: number;
  measure: MeasureText;
}

/** One picture: blocks in reading order. Where the shape is wide the picture stands beside them. */
export interface FilmSheet {
  above: readonly Block[];
  picture?: Block;
  below: readonly Block[];
}

const leading = 1.3;

/** Returns a text as a block across a room. */
export function said(
  text: string,
  { x = 0, width, text: size, measure }: Room,
  face: Face = 'sans',
  fill: Colour = colours.ink
): Block {
  return wrappedBlock(text, { width, size }, { x, face, fill, leading }, measure);
}

/** Returns one line, larger than the text by `times`. */
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

/**
 * How a film of one shape is laid out at one size of text; `from` and `to` are where its middle
 * starts and ends, from the top.
 */
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
      said(words.limits, room, 'sans-bold'),
      said(words.source, small, 'sans', colours['ink-soft']),
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

/** How tall the middle of a sheet is: beside each other the taller of the two counts. */
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

/**
 * What a film says and shows, before it is laid out: each sheet is a function of the room that
 * there is.
 */
export type SheetIn = (rooms: { words: Room; picture: Room }) => FilmSheet;

/**
 * Returns every sheet as SVG of one shape, at the largest size of text that fits all; title and
 * foot keep their places.
 * @throws Error when none fits.
 */
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
    `the film “${words.title}” does not fit ${shape} at any size; shorten its title, remarks or credit`
  );
}

/**
 * One picture of a film: how long it stands, what a caption says of it, and the record that holds
 * its numbers.
 */
export interface FilmStep {
  seconds: number;
  sheet: SheetIn;
  /** Said from here on; left out where the words before still hold. */
  caption?: string;
  /** The same at length, where a caption of it could not be read in its time. */
  told?: string;
  record: PictureRecord;
}

/** A film before it has a shape. */
export interface FilmPlan {
  title: string;
  /** What the picture does not say: of a map, that of standards S05. */
  limits: string;
  /** Whose numbers, shortly, on every picture; the last has all of it. */
  source: string;
  credits: string[];
  accent: Colour;
  /** In order; the last stands for the film where nothing moves. */
  steps: FilmStep[];
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
