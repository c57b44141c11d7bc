import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const ascii = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).join('');
/** Punctuation of both languages and the letters that country names need. */
const letters = `${ascii}\u00a0\u202f©·×–—‘’“”…−ÅÇÉÎÔÜáãäåçèéêëíîïñóôöúü`;

/** The two families of the page: a serif for reading at one weight, a sans for labels at 400 to 700. */
const families = [
  { file: 'source-serif-4', path: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2', weight: 400 },
  {
    file: 'public-sans',
    path: '@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2',
    weight: { min: 400, max: 700 }
  }
];

/**
 * Writes the subset variable fonts into `static/fonts`. Run by hand when a country
 * name needs a new letter (`npm run desk -- fonts`); the results are committed, so that
 * an ordinary build does not depend on the subsetter.
 * @returns the bytes of each file written.
 */
export async function subsetFonts(root: string): Promise<{ file: string; bytes: number }[]> {
  const written = [];
  for (const family of families) {
    const font = await readFile(join(root, 'node_modules', family.path));
    const subset = await subsetFont(font, letters, { targetFormat: 'woff2', variationAxes: { wght: family.weight } });
    const file = join(root, 'static', 'fonts', `${family.file}.woff2`);
    await writeFile(file, subset);
    written.push({ file, bytes: subset.length });
  }
  return written;
}
