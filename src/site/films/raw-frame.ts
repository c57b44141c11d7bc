import { renderAsync } from '@resvg/resvg-js';
import type { TypeFaces } from '../pictures/type-faces.ts';

/**
 * Returns a drawing as pixels, red, green, blue and opacity a byte each, row by row: what an encoder of films reads. Drawn as `pngOf`
 * draws, with the house's typefaces alone: the same drawing gives the same bytes. @throws Error when the text is no SVG.
 */
export async function rawFrame(svg: string, { files }: Pick<TypeFaces, 'files'>): Promise<Uint8Array> {
  const image = await renderAsync(svg, { font: { loadSystemFonts: false, fontFiles: files } });
  return image.pixels;
}
