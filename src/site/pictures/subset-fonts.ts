import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { fontPackages } from './type-faces.ts';

const ascii = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).join('');
/** Punctuation of both languages and the letters that country names need. */
const letters = `${ascii}\u00a0\u202f©·×–—‘’“”…−ÅÇÉÎÔÜáãäåçèéêëíîïñóôöúü`;

/** The two families of the page: a serif for reading at one weight, a sans for labels at 400 to 700. */
const families = [
  { name: 'source-serif-4.woff2', path: fontPackages.serif, weight: 400 },
  { name: 'public-sans.woff2', path: fontPackages.sans, weight: { min: 400, max: 700 } }
];

/** Returns the page's fonts with the letters that it needs. They are committed: `npm run fonts` writes them, and no build waits for it. */
export async function subsetFonts(root: string): Promise<{ name: string; bytes: Buffer }[]> {
  return Promise.all(
    families.map(async ({ name, path, weight }) => {
      const font = await readFile(join(root, 'node_modules', path));
      return { name, bytes: await subsetFont(font, letters, { targetFormat: 'woff2', variationAxes: { wght: weight } }) };
    })
  );
}
