import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { headersTable } from '../../src/site/server-config/headers-table.ts';

const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'publishing.md'), 'utf8');

it('docs/publishing.md has the tables of `npm run desk -- headers --table`', () => {
  expect(guide).toContain(`\n\n${headersTable()}\n`);
});
