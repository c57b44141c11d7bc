import {
  colours,
  type Colour,
  drawing,
  element,
  moveTo,
  textLine,
  type Captioned
} from './element.ts';
import type { Face, MeasureText } from './face.ts';
import { blockOf, fittedBlock, stack, wrappedBlock, type BlockSetting } from './text-block.ts';

export interface PosterPicture {
  height: number;
  /** SVG markup; it may bleed into the poster's margins. */
  markup: string;
  accent: Colour;
}

export interface PosterWords extends Captioned {
  site: string;
  title: string;
  subtitle: string;
  limits: string;
  sources: readonly string[];
  checked: string;
}

/** In user units. Newsletters show a poster at half this width. */
export const posterWidth = 1200;
const posterMargin = 64;
export const pictureWidth = posterWidth - 2 * posterMargin;

/** Smallest text: 12 px in a newsletter that is 600 px wide (A18). */
const posterFontSize = 24;
const posterLeading = 1.3;
const spacing = { head: 68, title: 40, picture: 52, rule: 34, note: 22, foot: 56 } as const;

export const boldLabel = { face: 'sans-bold', size: posterFontSize, fill: colours.ink } as const;
const softLabel = { face: 'sans', size: posterFontSize, fill: colours['ink-soft'] } as const;

function titleBlock(title: string, setting: BlockSetting, measure: MeasureText) {
  const one = [62, 58, 54, 50].find((size) => measure(title, setting.face, size) <= pictureWidth);
  if (one !== undefined) return blockOf([title], one, setting);
  return fittedBlock(
    title,
    { width: pictureWidth, most: 2, sizes: [60, 56, 52, 48] },
    setting,
    measure
  );
}

export function poster(words: PosterWords, picture: PosterPicture, measure: MeasureText) {
  const at = (face: Face, fill: Colour, leading: number) => ({
    x: posterMargin,
    face,
    fill,
    leading,
    measure
  });
  const note = (text: string, { size, face, fill }: typeof softLabel | typeof boldLabel) =>
    wrappedBlock(text, { width: pictureWidth, size }, at(face, fill, posterLeading), measure);
  const title = titleBlock(words.title, at('serif-bold', colours.ink, 1.14), measure);
  const subtitle = fittedBlock(
    words.subtitle,
    { width: pictureWidth, most: 3, sizes: [30, 28, 26] },
    at('sans', colours['ink-soft'], 1.32),
    measure
  );
  const head = stack([title, subtitle], spacing.title);
  const pictureTop = spacing.head + head.height + spacing.picture;
  const rule = pictureTop + picture.height + spacing.rule;
  const limits = words.limits ? [note(words.limits, boldLabel)] : [];
  const notes = stack([...limits, note(words.sources.join(' '), softLabel)], spacing.note);
  const notesTop = rule + spacing.rule;
  const last = notesTop + notes.height + spacing.note + posterFontSize;
  const height = Math.ceil(last + spacing.foot);
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
      head.draw(spacing.head),
      element('g', { transform: moveTo(posterMargin, pictureTop) }, picture.markup),
      element('rect', {
        x: posterMargin,
        y: rule,
        width: pictureWidth,
        height: 2,
        fill: colours.line
      }),
      notes.draw(notesTop),
      textLine(words.checked, { ...softLabel, measure, x: posterMargin, y: last }),
      textLine(words.site, {
        ...boldLabel,
        measure,
        x: posterWidth - posterMargin,
        y: last,
        anchor: 'end'
      })
    ].join('')
  );
}
