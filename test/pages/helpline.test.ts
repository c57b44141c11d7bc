import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countryName } from '../../src/copy/words.ts';
import { homeCountry, languages } from '../../src/locale/languages.ts';
import { helplinesByCountry, helplinesFor, nearestHelp, needs, readHelplines } from '../../src/pages/helpline.ts';
import { openCommitted } from '../open-committed.ts';

const committed = readFileSync(new URL('../../data/care/helplines.json', import.meta.url), 'utf8');
const first = () => (JSON.parse(committed) as Record<string, unknown>[])[0]!;

describe('help entries', () => {
  it('answers every need in the committed file', () => {
    const lines = readHelplines(committed);
    for (const need of needs) expect(lines.filter((line) => line.needs.includes(need)).length).toBeGreaterThan(0);
  });

  it.each(languages)(
    'names nine countries in the order of the alphabet of %s, and leaves the needs to both homes and the world',
    async (language) => {
      const lines = readHelplines(committed);
      const words = (await openCommitted()).words[language];
      const countries = helplinesByCountry(lines, words).map(([country]) => country);
      expect(countries).toHaveLength(9);
      expect(countries).toEqual([...countries].sort(new Intl.Collator(language).compare));
      expect(countries).toContain(countryName(words, 'IDN'));
      const near = needs.flatMap((need) => helplinesFor(lines, need, language).map(({ country }) => country));
      expect([...new Set(near)].sort()).toEqual(['GBR', 'IDN', 'WLD']);
    }
  );

  it.each(languages)('gives readers of %s their own country’s first, and of a need that it does not answer all that do', (language) => {
    const lines = readHelplines(committed);
    for (const need of needs) {
      const all = helplinesFor(lines, need, language);
      const own = all.filter(({ country }) => country === homeCountry[language]);
      expect([need, nearestHelp(lines, need, language)]).toEqual([need, own.length > 0 ? own : all]);
    }
    const answered = needs.map((need) => nearestHelp(lines, need, language).every(({ country }) => country === homeCountry[language]));
    expect(new Set(answered)).toEqual(new Set([true, false]));
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
