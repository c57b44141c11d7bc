import { access } from 'node:fs/promises';
import { renderAsync } from '@resvg/resvg-js';
import { indexedPng } from './indexed-png.ts';
import type { TypeFaces } from './type-faces.ts';

/** What makes a picture of a drawing. */
export type DrawPng = (svg: string, type: Pick<TypeFaces, 'files'>, scale?: number) => Promise<Uint8Array>;

/**
 * Returns a drawing as PNG, `scale` pixels to a unit. Only the house's typefaces are used, never those of the machine: the same
 * drawing gives the same bytes. The work is done on other threads, so several can be asked for at once.
 * @throws Error when the text is no SVG, or a typeface is gone: resvg would draw without words.
 */
export async function pngOf(svg: string, { files }: Pick<TypeFaces, 'files'>, scale = 1): Promise<Uint8Array> {
  const image = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles: files },
    fitTo: { mode: 'zoom', value: scale }
  });
  await Promise.all(files.map((file) => access(file)));
  return indexedPng(image);
}

/**
 * Returns a drawing as pixels, red, green, blue and opacity a byte each, row by row: what an encoder of films reads. Drawn as `pngOf`
 * draws, with the house's typefaces alone: the same drawing gives the same bytes. @throws Error when the text is no SVG.
 */
export async function rawFrame(svg: string, { files }: Pick<TypeFaces, 'files'>): Promise<Uint8Array> {
  const image = await renderAsync(svg, { font: { loadSystemFonts: false, fontFiles: files } });
  return image.pixels;
}
