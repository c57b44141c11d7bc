import { colours, type Colour } from './colours.ts';
import { drawing, element, moveTo, textLine, type Captioned, type TextStyle } from './element.ts';
import type { Face, MeasureText } from './face.ts';
import { textOnPaper } from './plot.ts';
import {
  blockOf,
  fittedBlock,
  stack,
  wrappedBlock,
  type Block,
  type BlockSetting
} from './text-block.ts';

/** A figure's picture on its poster, drawn from its own upper left corner, `pictureWidth` wide. */
export interface PosterPicture {
  height: number;
  /** Markup of SVG. It may reach over the poster's margins, and no further. */
  markup: string;
  /** The colour of its numbers: the warm one for estimates alone. */
  accent: Colour;
}

/** The words around the picture: all that must go where the picture goes (standards E14, D11). */
export interface PosterWords extends Captioned {
  site: string;
  /** The message (standards V26). */
  title: string;
  /** What is counted, its unit and its years. */
  subtitle: string;
  /** The sentences that stand beside every map (standards S05); empty where there is none. */
  limits: string;
  sources: readonly string[];
  checked: string;
}

/** Units across; a PNG has one pixel a unit, or two. Half of it is as wide as newsletters go. */
export const posterWidth = 1200;
export const posterMargin = 64;
export const pictureWidth = posterWidth - 2 * posterMargin;

/**
 * Size of every label and of the small print: 12 px where a newsletter sets the poster 600 px wide
 * (standards A18). No text is smaller.
 */
export const posterText = 24;
/** Way from one baseline to the next, in sizes. */
const posterLeading = 1.3;
/**
 * Way from the baseline of a label in the picture to that below it, and from the middle of a mark
 * to the baseline beside it.
 */
export const labelStep = posterText * 1.2;
export const toBaseline = posterText * 0.34;

/**
 * Free room: above the title, between it and the subtitle, around the picture, around the rule
 * below it, between notes, at the foot.
 */
const room = { head: 68, title: 40, picture: 52, rule: 34, note: 22, foot: 56 } as const;

/** How a picture's labels are set: a number, and what it counts. */
export const boldLabel = { face: 'sans-bold', size: posterText, fill: colours.ink } as const;
export const softLabel = { face: 'sans', size: posterText, fill: colours['ink-soft'] } as const;
type Look = Pick<TextStyle, 'face' | 'size' | 'fill'>;
type LabelPlace = Pick<TextStyle, 'x' | 'y' | 'anchor' | 'halo'> & { fill?: Colour };

/**
 * Returns what sets a picture's words in one size, blocks from `x` to its right edge, each line
 * held to its width without the typefaces.
 */
export function posterPen(measure: MeasureText) {
  const label = (look: Look) => (text: string, at: LabelPlace) =>
    textLine(text, { ...look, measure, ...at });
  const onPaper = (look: Look) => (text: string, at: LabelPlace) =>
    textOnPaper(text, { ...look, ...at }, measure);
  const block =
    ({ size, ...look }: Look) =>
    (
      text: string,
      { x = 0, width = pictureWidth - x }: { x?: number; width?: number } = {}
    ): Block =>
      wrappedBlock(text, { width, size }, { x, ...look, leading: posterLeading, measure }, measure);
  return {
    measure,
    bold: label(boldLabel),
    soft: label(softLabel),
    boldOnPaper: onPaper(boldLabel),
    softOnPaper: onPaper(softLabel),
    block: block({ ...softLabel, fill: colours.ink }),
    boldBlock: block(boldLabel),
    softBlock: block(softLabel)
  };
}
export type PosterPen = ReturnType<typeof posterPen>;

/** Returns a block with a mark at the middle of its first line. */
export function markedBlock({ height, draw }: Block, mark: (middle: number) => string): Block {
  return { height, draw: (top) => mark(top + toBaseline) + draw(top) };
}

/** A title stands on one line where it can be large there, and otherwise on two. */
function titleBlock(title: string, setting: BlockSetting, measure: MeasureText): Block {
  const one = [62, 58, 54, 50].find((size) => measure(title, setting.face, size) <= pictureWidth);
  if (one !== undefined) return blockOf([title], one, setting);
  return fittedBlock(
    title,
    { width: pictureWidth, most: 2, sizes: [60, 56, 52, 48] },
    setting,
    measure
  );
}

/**
 * Returns a figure as a poster that stands alone: one SVG, `posterWidth` wide and as tall as it
 * needs.
 * @throws Error naming a title that is too long.
 */
export function poster(words: PosterWords, picture: PosterPicture, measure: MeasureText): string {
  const at = (face: Face, fill: Colour, leading: number): BlockSetting => ({
    x: posterMargin,
    face,
    fill,
    leading,
    measure
  });
  const pen = posterPen(measure);
  const across = { x: posterMargin, width: pictureWidth };
  const title = titleBlock(words.title, at('serif', colours.ink, 1.14), measure);
  const subtitle = fittedBlock(
    words.subtitle,
    { width: pictureWidth, most: 3, sizes: [30, 28, 26] },
    at('sans', colours['ink-soft'], 1.32),
    measure
  );
  const head = stack([title, subtitle], room.title);
  const pictureTop = room.head + head.height + room.picture;
  const rule = pictureTop + picture.height + room.rule;
  const limits = words.limits ? [pen.boldBlock(words.limits, across)] : [];
  const notes = stack([...limits, pen.softBlock(words.sources.join(' '), across)], room.note);
  const notesTop = rule + room.rule;
  const last = notesTop + notes.height + room.note + posterText;
  const height = Math.ceil(last + room.foot);
  return drawing(
    {
      width: posterWidth,
      height,
      language: words.language,
      name: words.name,
      description: words.description
    },
    [
      element('rect', { x: posterMargin, y: 0, width: 112, height: 14, fill: picture.accent }),
      head.draw(room.head),
      element('g', { transform: moveTo(posterMargin, pictureTop) }, picture.markup),
      element('rect', {
        x: posterMargin,
        y: rule,
        width: pictureWidth,
        height: 2,
        fill: colours.line
      }),
      notes.draw(notesTop),
      pen.soft(words.checked, { x: posterMargin, y: last }),
      pen.bold(words.site, { x: posterWidth - posterMargin, y: last, anchor: 'end' })
    ].join('')
  );
}
