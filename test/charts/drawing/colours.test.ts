import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { colours } from '../../../src/charts/drawing/colours.ts';

it('draws pictures in the very colours of the printed page', () => {
  const styles = join(import.meta.dirname, '../../../src/pages/styles');
  const css = readdirSync(styles)
    .sort()
    .map((file) => readFileSync(join(styles, file), 'utf8'))
    .join('\n');
  const printed = css.match(/:root\s*\{([^}]*--c0[^}]*)\}/)?.[1] ?? '';
  const found = Object.fromEntries([...printed.matchAll(/--([\w-]+):\s*(#[0-9a-f]+)/g)].map(([, name, value]) => [name, value]));
  expect(found).toMatchObject(colours);
});
