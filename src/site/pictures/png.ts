import { access } from 'node:fs/promises';
import { renderAsync } from '@resvg/resvg-js';
import { indexedPng } from './indexed-png.ts';
import type { TypeFaces } from './type-faces.ts';

/** What makes a picture of a drawing. */
export type DrawPng = (svg: string, type: Pick<TypeFaces, 'files'>) => Promise<Uint8Array>;

const drawn = (svg: string, fontFiles: string[]) =>
  renderAsync(svg, { font: { loadSystemFonts: false, fontFiles } });

/**
 * Returns a drawing as PNG, one pixel to a unit. Only the house's typefaces are used, never
 * those of the machine: the same drawing gives the same bytes. The work is done on other threads,
 * so several can be asked for at once.
 * @throws Error when the text is no SVG, or a typeface is gone: resvg would draw without words.
 */
export const pngOf: DrawPng = async (svg, { files }) => {
  const image = await drawn(svg, files);
  await Promise.all(files.map((file) => access(file)));
  return indexedPng(image);
};

/**
 * Returns a drawing as pixels, red, green, blue and opacity a byte each, row by row: what an
 * encoder of films reads. Drawn as `pngOf` draws, with the house's typefaces alone: the same
 * drawing gives the same bytes.
 * @throws Error when the text is no SVG.
 */
export const rawFrame = async (
  svg: string,
  { files }: Pick<TypeFaces, 'files'>
): Promise<Uint8Array> => (await drawn(svg, files)).pixels;
