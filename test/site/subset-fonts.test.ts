import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { subsetFonts } from '../../src/site/pictures/type-faces.ts';

const root = join(import.meta.dirname, '..', '..');

it('gives the committed fonts (`npm run fonts`)', async () => {
  const fonts = await subsetFonts(root);
  expect(fonts.map(({ name }) => name)).toEqual(['source-serif-4.woff2', 'public-sans.woff2']);
  for (const { name, bytes } of fonts)
    expect([name, readFileSync(join(root, 'static/fonts', name)).equals(bytes)]).toEqual([
      name,
      true
    ]);
});
