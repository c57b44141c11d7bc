import { z } from 'zod';
import { languages, type Language } from '../../locale/languages.ts';
import { readJson } from '../../story/read-json.ts';

/**
 * Widths of the window in CSS px at which the parts of the story's page are measured; each height
 * stands up to the next width.
 */
export const partWidths = [360, 390, 600, 768, 1440] as const;

/** Heights in CSS px, by the id of a part of the story's page and by the width of the window. */
export type PartHeights = Readonly<Record<string, Readonly<Record<number, number>>>>;

const heights = z.strictObject(
  Object.fromEntries(partWidths.map((width) => [width, z.number().int().positive()]))
);
const schema = z.record(z.enum(languages), z.record(z.string().regex(/^[a-z][a-z-]*$/), heights));

export const partHeightsFile = 'data/part-heights.json';

/**
 * Returns the heights of `partHeightsFile`.
 * @throws StoryRefused naming the line and the part that lacks a height.
 */
export function readPartHeights(text: string): Readonly<Record<Language, PartHeights>> {
  const read = readJson(
    text,
    partHeightsFile,
    schema,
    'a height of each part at each width',
    'restore it from the last commit'
  );
  return read as Readonly<Record<Language, PartHeights>>;
}

/**
 * Returns the styles by which a browser lays out the far parts, `[data-far]`, only when the reader
 * comes near or acts, or the page has loaded: until then each keeps the room that is known of it,
 * so that a link to what stands below lands right. A scene keeps that of no scene in particular:
 * before it matters the reader has acted, and all is laid out (far-parts.ts). Only on a visit that
 * the boot script found to be a first one (`data-near`): a return lands where the whole layout puts
 * it. Once their own sheet has come (after-map.css) they are found, reached by key and printed all
 * the same. Where a browser knows no `content-visibility` they are laid out at once.
 */
export function laidOutWhenNear(parts: PartHeights): string {
  const room = (width: number) =>
    Object.entries(parts).map(([id, of]) => `#${id}{contain-intrinsic-height:auto ${of[width]}px}`);
  const [narrowest, ...wider] = partWidths;
  const stepped = wider.map((width) => `@media (min-width:${width}px){${room(width).join('')}}`);
  return `@media screen{[data-near] [data-far]{content-visibility:hidden}li[data-far]{contain-intrinsic-height:auto 8rem}.scene{contain-intrinsic-height:auto 1700px}${room(narrowest).join('')}${stepped.join('')}}`;
}
