import { z } from 'zod';
import { byLanguage, type Language } from '#locale/languages.ts';
import { readJson } from '#story/read-json.ts';

/** Viewport widths in CSS px; each height is used up to the next width. */
export const partWidths = [360, 390, 600, 768, 1440] as const;

/** In CSS px, by part id and viewport width. */
export type PartHeights = Readonly<Record<string, Readonly<Record<number, number>>>>;

const heights = z.strictObject(
  Object.fromEntries(partWidths.map((width) => [width, z.number().int().positive()]))
);
const schema = z.record(z.string(), z.record(z.string().regex(/^[a-z][a-z-]*$/), heights));

export const partHeightsFile = 'data/part-heights.json';

export function readPartHeights(text: string): Readonly<Record<Language, PartHeights>> {
  const read = readJson(text, partHeightsFile, schema, 'Restore the file from the last commit.');
  return byLanguage((language) => read[language] ?? read['id']!);
}

/**
 * Defers the layout of `[data-deferred]` until the reader comes near or acts, or the page has
 * loaded; known heights keep links accurate. Only on a first visit (`data-deferring`): a return
 * needs the full layout. Once after-map.css has loaded, deferred parts can be found, focused and
 * printed.
 */
export function deferredLayoutCss(parts: PartHeights) {
  const room = (width: number) =>
    Object.entries(parts).map(([id, of]) => `#${id}{contain-intrinsic-height:auto ${of[width]}px}`);
  const [narrowest, ...wider] = partWidths;
  const stepped = wider.map((width) => `@media (min-width:${width}px){${room(width).join('')}}`);
  return `@media screen{[data-deferring] [data-deferred]{content-visibility:hidden}.scene{contain-intrinsic-height:auto 1700px}${room(narrowest).join('')}${stepped.join('')}}`;
}
