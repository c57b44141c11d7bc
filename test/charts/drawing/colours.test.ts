import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { colours } from '../../../src/charts/drawing/element.ts';

it('uses the colours of the light page', () => {
  const css = readFileSync('src/pages/styles/colours.css', 'utf8');
  const printed = css.match(/:root\s*\{([^}]*--k0[^}]*)\}/)?.[1] ?? '';
  const found = Object.fromEntries(
    [...printed.matchAll(/--([\w-]+):\s*(#[0-9a-f]+)/g)].map(([, name, value]) => [name, value])
  );
  expect(found).toMatchObject(colours);
});
