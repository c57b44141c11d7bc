import { access } from 'node:fs/promises';
import { renderAsync } from '@resvg/resvg-js';
import type { TypeFaces } from './type-faces.ts';

export type DrawPng = (svg: string, type: Pick<TypeFaces, 'files'>) => Promise<Uint8Array>;

const drawn = (svg: string, fontFiles: string[]) =>
  renderAsync(svg, { font: { loadSystemFonts: false, fontFiles } });

/**
 * One pixel per unit, with the project's fonts only, so that the bytes are reproducible.
 * @throws Error when the SVG is invalid or a font is missing: resvg would draw without words.
 */
export const pngOf: DrawPng = async (svg, { files }) => {
  const image = await drawn(svg, files);
  await Promise.all(files.map((file) => access(file)));
  return image.asPng();
};

export const rawFrame = async (
  svg: string,
  { files }: Pick<TypeFaces, 'files'>
): Promise<Uint8Array> => (await drawn(svg, files)).pixels;
