import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as harfbuzz from 'harfbuzzjs';
import subsetFont from 'subset-font';
import { faces, type Face, type MeasureText } from '../../charts/drawing/face.ts';
import { nothingKept, type KeptWork } from '../output/kept-work.ts';

/** The house's typefaces as the drawing of pictures at build needs them. */
export type TypeFaces = Awaited<ReturnType<typeof openTypeFaces>>;

/** The variable fonts that all others are made from, in `node_modules`. */
const fontPackages = {
  serif: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
  sans: '@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2'
};
const packageOf = (face: Face) => fontPackages[face === 'serif' ? 'serif' : 'sans'];

/**
 * Returns the typefaces, made from the variable fonts that the page's own subsets come from: each
 * weight a face of its own, since resvg takes no variable font. Widths are shaped with kerning by
 * HarfBuzz, of which resvg's shaper is a port: what is measured is what is drawn.
 * @param kept where the weights of earlier builds are; each is made anew when left out.
 */
export async function openTypeFaces(root: string, kept: KeptWork = nothingKept) {
  const home = await mkdtemp(join(tmpdir(), 'terhubung-type-'));
  const names = Object.keys(faces) as Face[];
  const files: string[] = [];
  const fonts = {} as Record<Face, { font: harfbuzz.Font; perEm: number }>;
  for (const name of names) {
    const whole = await readFile(join(root, 'node_modules', packageOf(name)));
    const { weight } = faces[name];
    const options = {
      targetFormat: 'sfnt',
      variationAxes: { wght: weight },
      keepAllGlyphs: true
    } as const;
    const bytes = await kept.keep('faces', [whole, String(weight)], () =>
      subsetFont(whole, '', options)
    );
    const file = join(home, `${name}.ttf`);
    await writeFile(file, bytes);
    files.push(file);
    const face = new harfbuzz.Face(new harfbuzz.Blob(new Uint8Array(bytes).buffer));
    fonts[name] = { font: new harfbuzz.Font(face), perEm: face.upem };
  }
  const widths = Object.fromEntries(
    names.map((name) => [name, new Map<string, number>()])
  ) as Record<Face, Map<string, number>>;
  const widthPerEm = (text: string, face: Face): number => {
    const known = widths[face].get(text);
    if (known !== undefined) return known;
    const { font, perEm } = fonts[face];
    const buffer = new harfbuzz.Buffer();
    buffer.addText(text);
    buffer.guessSegmentProperties();
    harfbuzz.shape(font, buffer);
    const missing = buffer.getGlyphInfos().find(({ codepoint }) => codepoint === 0);
    if (missing) {
      throw new Error(
        `the face “${face}” has no sign for “${[...text.slice(missing.cluster)][0]}” in “${text}”; write it another way`
      );
    }
    const width =
      buffer.getGlyphPositions().reduce((sum, { xAdvance }) => sum + xAdvance, 0) / perEm;
    widths[face].set(text, width);
    return width;
  };
  const measure: MeasureText = (text, face, size) => widthPerEm(text, face) * size;
  return {
    measure,
    /** TrueType files, one a face: the only form that resvg reads, and only from a disk. */
    files,
    close: () => rm(home, { recursive: true, force: true })
  };
}

const ascii = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).join('');
/** Punctuation of both languages and the letters that country names need. */
const letters = `${ascii}\u00a0\u202f©·×–—‘’“”…−ÅÇÉÎÔÜáãäåçèéêëíîïñóôöúü`;

/**
 * The two families of the page: a serif for reading at one weight, a sans for labels at 400 to 700.
 */
const families = [
  { name: 'source-serif-4.woff2', path: fontPackages.serif, weight: 400 },
  { name: 'public-sans.woff2', path: fontPackages.sans, weight: { min: 400, max: 700 } }
];

/**
 * Returns the page's fonts with the letters that it needs. They are committed: `npm run fonts`
 * writes them, and no build waits for it.
 */
export async function subsetFonts(root: string): Promise<{ name: string; bytes: Buffer }[]> {
  return Promise.all(
    families.map(async ({ name, path, weight }) => {
      const font = await readFile(join(root, 'node_modules', path));
      return {
        name,
        bytes: await subsetFont(font, letters, {
          targetFormat: 'woff2',
          variationAxes: { wght: weight }
        })
      };
    })
  );
}
