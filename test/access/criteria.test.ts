import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chartability } from './chartability.ts';
import type { HoldingTest } from './criterion.ts';
import { wcag } from './wcag.ts';

const all = [...wcag, ...chartability];

/** The titles of a file's tests, as it writes them. */
function titlesIn(file: string): Set<string> {
  const text = readFileSync(file, 'utf8');
  return new Set(
    [...text.matchAll(/\(\s*(['`])((?:(?!\1).)+)\1,\s*(?:async )?(?:\(|function|[a-z]+ =>)/g)].map(
      ([, , title]) => title!
    )
  );
}
const known = new Map<string, Set<string>>();
function isThere({ file, title }: HoldingTest): boolean {
  if (!known.has(file)) known.set(file, titlesIn(file));
  return known.get(file)!.has(title);
}

describe('the table of access', () => {
  it('has every criterion of WCAG 2.2 at A and AA, and every test of Chartability, once', () => {
    expect(wcag.map(({ level }) => level).filter((level) => level === 'A')).toHaveLength(31);
    expect(wcag.map(({ level }) => level).filter((level) => level === 'AA')).toHaveLength(24);
    expect(new Set(wcag.map(({ id }) => id)).size).toBe(55);
    expect(chartability.map(({ id }) => id)).toEqual(
      Array.from({ length: 50 }, (_, index) => String(index + 1))
    );
  });

  it.each(all)(
    '$id $name: is held by tests, by a named review, or does not apply and says why',
    ({ tests = [], review, absent }) => {
      expect(tests.length > 0 || Boolean(review) || Boolean(absent)).toBe(true);
      expect(tests.filter((test) => !isThere(test))).toEqual([]);
    }
  );

  it('knows a test that is not there', () => {
    expect(
      isThere({ file: 'test/access/criteria.test.ts', title: 'knows a test that is not there' })
    ).toBe(true);
    expect(isThere({ file: 'test/access/criteria.test.ts', title: 'was taken out' })).toBe(false);
  });
});
