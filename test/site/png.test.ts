import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colours, drawing, textLine } from '../../src/charts/drawing/element.ts';
import { faces, type Face } from '../../src/charts/drawing/face.ts';
import { pngOf } from '../../src/site/pictures/png.ts';
import { openTypeFaces, type TypeFaces } from '../../src/site/pictures/type-faces.ts';

const root = join(import.meta.dirname, '../..');
let type: TypeFaces;
beforeAll(async () => {
  type = await openTypeFaces(root);
});
afterAll(() => type.close());

/** Both ends have a straight stem, so that ink and advance differ by two side bearings only. */
const words = 'H80.000 orang, AVATAR, 550,000H';
const line = (face: Face) => textLine(words, { x: 10, y: 40, face, size: 30, fill: colours.ink });
const svg = (children: string) =>
  drawing({ width: 900, height: 60, language: 'en', name: 'n', description: 'd' }, children);

function inkOf(markup: string) {
  const { pixels, width } = new Resvg(svg(markup), {
    font: { loadSystemFonts: false, fontFiles: type.files }
  }).render();
  const columns: number[] = [];
  for (let at = 0; at < pixels.length; at += 4)
    if (pixels[at]! < 128) columns.push((at / 4) % width);
  return { from: Math.min(...columns), to: Math.max(...columns), pixels: columns.length };
}

describe('pngOf', () => {
  it('is reproducible and has the drawing’s size', async () => {
    const [one, other] = await Promise.all([
      pngOf(svg(line('serif')), type),
      pngOf(svg(line('serif')), type)
    ]);
    expect(Buffer.compare(one, other)).toBe(0);
    const header = Buffer.from(one);
    expect(header.subarray(1, 4).toString()).toBe('PNG');
    expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([900, 60]);
  });

  it('throws when a font is missing', async () => {
    const gone = { files: type.files.map((file) => `${file}.gone`) };
    await expect(pngOf(svg(line('serif')), gone)).rejects.toThrow(/ENOENT/);
  });
});

describe('openTypeFaces', () => {
  it.each(Object.keys(faces) as Face[])('measures as it draws: %s', (face) => {
    const { from, to } = inkOf(line(face));
    const width = type.measure(words, face, 30);
    expect(to - from).toBeGreaterThan(width - 7);
    expect(to - from).toBeLessThan(width);
  });

  it('names a missing glyph', () => {
    expect(() => type.measure('ab 語', 'serif', 10)).toThrow('“語”');
  });
});
