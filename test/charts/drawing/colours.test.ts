import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { colours } from '../../../src/charts/drawing/colours.ts';

it('draws pictures in the very colours of the printed page', () => {
  const css = readFileSync(
    join(import.meta.dirname, '../../../src/pages/styles/colours.css'),
    'utf8'
  );
  const printed = css.match(/:root\s*\{([^}]*--c0[^}]*)\}/)?.[1] ?? '';
  const found = Object.fromEntries(
    [...printed.matchAll(/--([\w-]+):\s*(#[0-9a-f]+)/g)].map(([, name, value]) => [name, value])
  );
  expect(found).toMatchObject(colours);
});
