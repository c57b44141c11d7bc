import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pathClasses } from '../../src/site/headers.ts';
import { headersTable } from '../../src/site/server-config/headers-table.ts';

const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'publishing.md'), 'utf8');

it('docs/publishing.md has the tables of `npm run desk -- headers --table`', () => {
  expect(guide).toContain(`\n\n${headersTable()}\n`);
});

it('the tables have every class, header and value', () => {
  const rows = headersTable().split('\n');
  for (const { name, headers } of pathClasses) {
    expect(rows.filter((row) => row.startsWith(`| ${name} |`))).toHaveLength(1);
    for (const [header, value] of Object.entries(headers)) {
      const row = rows.find((line) => line.startsWith(`| \`${header}\` | \`${value}\` |`));
      expect(row?.split(' | ').at(-1)).toMatch(new RegExp(`\\b(${name}|all)\\b`));
    }
  }
});
