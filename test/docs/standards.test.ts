import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const book = readFileSync(join(root, 'docs', 'standards.md'), 'utf8');
/** A rule is a list item (`- **S01 MUST.**`) or the row of a table (`| R01 MUST |`). */
const rules = [...book.matchAll(/^(?:- \*\*|\| )([SVARCED]\d{2}) (?:MUST|SHOULD)/gm)].map(
  ([, rule]) => rule!
);

const cited = ['src', 'test'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|mjs|svelte|css)$/.test(path))
    .flatMap((path) =>
      [
        ...readFileSync(join(root, folder, path), 'utf8').matchAll(
          /\bstandards? ((?:[A-Z]\d{2}(?:, | and | to )?)+)/g
        )
      ].flatMap(([, list = '']) =>
        list.match(/[A-Z]\d{2}/g)!.map((rule) => ({ rule, where: `${folder}/${path}` }))
      )
    )
);

it('names each rule once', () => expect(rules).toEqual([...new Set(rules)]));

it('holds every rule that the code cites', () => {
  expect(cited.length).toBeGreaterThan(50);
  expect(cited.filter(({ rule }) => !rules.includes(rule))).toEqual([]);
});
