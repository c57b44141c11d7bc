import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { needs, readHelplines } from '../../src/pages/helpline.ts';

const committed = readFileSync(new URL('../../data/care/helplines.json', import.meta.url), 'utf8');
const first = () => (JSON.parse(committed) as Record<string, unknown>[])[0]!;

describe('help entries', () => {
  it('answers every need in the committed file', () => {
    const lines = readHelplines(committed);
    for (const need of needs) expect(lines.filter((line) => line.needs.includes(need)).length).toBeGreaterThan(0);
  });

  it.each([
    ['a need nobody has', { needs: ['other'] }],
    ['an address that is not https', { page: 'http://example.org/' }],
    ['a field nobody knows', { note: 'x' }],
    ['a date that is none', { last_checked: 'yesterday' }],
    ['no contact', { contacts: [] }]
  ])('refuses %s', (_, change) => {
    expect(() => readHelplines(JSON.stringify([{ ...first(), ...change }]))).toThrow();
  });
});
