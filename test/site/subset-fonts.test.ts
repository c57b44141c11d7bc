import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { letters, subsetFonts } from '../../src/site/pictures/type-faces.ts';

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

it('have every letter of the words that readers meet', () => {
  const copy = languages.flatMap((language) =>
    readdirSync(join(root, 'data/copy', language)).map((name) => `copy/${language}/${name}`)
  );
  for (const file of [...copy, 'estimates.csv', 'protection.csv', 'corrections.json']) {
    if (file.endsWith('/wording.json')) continue;
    const text = readFileSync(join(root, 'data', file), 'utf8').replaceAll(/\s/g, '');
    expect([file, [...text].filter((letter) => !letters.includes(letter))]).toEqual([file, []]);
  }
});
