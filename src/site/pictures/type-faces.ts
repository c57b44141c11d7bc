import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Font } from 'harfbuzzjs';
import type subsetFont from 'subset-font';
import { faces, type Face, type MeasureText } from '#charts/drawing/face.ts';
import { noCache, type BuildCache } from '../output/build-cache.ts';

// Imported where it is used: it is not needed when the weights are cached.
const subset = async (...how: Parameters<typeof subsetFont>) =>
  (await import('subset-font')).default(...how);

export type TypeFaces = Awaited<ReturnType<typeof openTypeFaces>>;

const fontPackages = {
  serif: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
  sans: '@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2'
};
const packageOf = (face: Face) => fontPackages[face.startsWith('serif') ? 'serif' : 'sans'];

/**
 * One static file per weight, because resvg takes no variable fonts. HarfBuzz measures text as
 * resvg's port of it draws.
 * @param cache cache of the weights.
 */
export async function openTypeFaces(root: string, cache: BuildCache = noCache) {
  // Its top-level await would keep the server bundle from being loaded by `require`.
  const harfbuzz = await import('harfbuzzjs');
  const home = await mkdtemp(join(tmpdir(), 'terhubung-type-'));
  const names = Object.keys(faces) as Face[];
  const files: string[] = [];
  const fontOf = (bytes: Uint8Array) => {
    const face = new harfbuzz.Face(new harfbuzz.Blob(new Uint8Array(bytes).buffer));
    return { font: new harfbuzz.Font(face), perEm: face.upem };
  };
  const fonts = {} as Record<Face, { font: Font; perEm: number }[]>;
  for (const name of names) {
    const whole = await readFile(join(root, 'node_modules', packageOf(name)));
    const { weight } = faces[name];
    const options = {
      targetFormat: 'sfnt',
      variationAxes: { wght: weight },
      keepAllGlyphs: true
    } as const;
    const bytes = await cache.getOrMake('faces', [whole, String(weight)], () =>
      subset(whole, '', options)
    );
    const file = join(home, `${name}.ttf`);
    await writeFile(file, bytes);
    files.push(file);
    fonts[name] = [fontOf(bytes)];
  }
  // Added languages bring typefaces for letters that these lack.
  const folder = join(root, 'data/languages');
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith('.ttf')) continue;
    files.push(join(folder, name));
    const other = fontOf(await readFile(join(folder, name)));
    for (const face of names) fonts[face].push(other);
  }
  const widths = Object.fromEntries(
    names.map((name) => [name, new Map<string, number>()])
  ) as Record<Face, Map<string, number>>;
  const widthPerEm = (text: string, face: Face) => {
    const known = widths[face].get(text);
    if (known !== undefined) return known;
    const shaped = fonts[face].map(({ font, perEm }) => {
      const buffer = new harfbuzz.Buffer();
      buffer.addText(text);
      buffer.guessSegmentProperties();
      harfbuzz.shape(font, buffer);
      const width = buffer.getGlyphPositions().reduce((sum, { xAdvance }) => sum + xAdvance, 0);
      const missing = buffer.getGlyphInfos().find(({ codepoint }) => codepoint === 0);
      return { missing, width: width / perEm };
    });
    const { missing, width } = shaped.find((one) => !one.missing) ?? shaped[0]!;
    if (missing) {
      throw new Error(
        `“${text}” has a letter that the font “${face}” lacks, “${[...text.slice(missing.cluster)][0]}”. Write it another way, or add a .ttf with it to data/languages.`
      );
    }
    widths[face].set(text, width);
    return width;
  };
  const measure: MeasureText = (text, face, size) => widthPerEm(text, face) * size;
  return {
    measure,
    /** resvg reads only TrueType files on disk. */
    files,
    close: () => rm(home, { recursive: true, force: true })
  };
}

const ascii = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).join('');
/** Of all words and names in `data`. */
export const letters = `${ascii}\u00a0\u202f©·×–—‘’“”…−Åãçéíôü`;

/** A serif for reading, to 600 for titles and numerals; a sans for labels. */
const families = [
  { name: 'source-serif-4.woff2', path: fontPackages.serif, weight: { min: 400, max: 600 } },
  { name: 'public-sans.woff2', path: fontPackages.sans, weight: { min: 400, max: 700 } }
];

/** Committed: `npm run fonts` writes them, and builds only read them. */
export async function subsetFonts(root: string) {
  return Promise.all(
    families.map(async ({ name, path, weight }) => {
      const font = await readFile(join(root, 'node_modules', path));
      return {
        name,
        bytes: await subset(font, letters, {
          targetFormat: 'woff2',
          variationAxes: { wght: weight }
        })
      };
    })
  );
}
