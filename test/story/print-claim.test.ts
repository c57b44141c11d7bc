import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages, locales } from '../../src/locale/languages.ts';
import { printClaim, roundClaim } from '../../src/story/lock.ts';

/** Parses a printed number by the locale's own thousands and decimal marks. */
function readBack(text: string, language: (typeof languages)[number]) {
  const parts = new Intl.NumberFormat(locales[language]).formatToParts(12345.6);
  const mark = (type: 'group' | 'decimal') => parts.find((part) => part.type === type)!.value;
  return Number(text.replace(/%$/, '').replaceAll(mark('group'), '').replace(mark('decimal'), '.'));
}

describe.each(languages)('a claim in %s', (language) => {
  it('reads back as the rounded number, whatever its size and decimals', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        fc.integer({ min: 0, max: 3 }),
        fc.constantFrom('percent', 'people', 'states', 'ratio'),
        (value, digits, unit) => {
          const claim = { unit, digits } as const;
          expect(readBack(printClaim(claim, value, language), language)).toBe(
            Number(roundClaim(claim, value))
          );
          expect(Math.abs(Number(roundClaim(claim, value)) - value)).toBeLessThanOrEqual(
            0.5 * 10 ** -digits * (1 + 1e-6)
          );
        }
      )
    );
  });
});

it.each([
  ['percent', 1, 45.7845, '45,8%', '45.8%'],
  ['percent', 0, 48.6, '49%', '49%'],
  ['percent', 2, 0.0488, '0,05%', '0.05%'],
  ['people', 0, 80_000, '80.000', '80,000'],
  ['states', 0, 173, '173', '173'],
  ['year', 0, 2018, '2018', '2018'],
  ['years', 0, 12, '12', '12']
] as const)(
  'prints a number of %s with %i decimals in each language’s form',
  (unit, digits, value, id, en) => {
    expect(printClaim({ unit, digits }, value, 'id')).toBe(id);
    expect(printClaim({ unit, digits }, value, 'en')).toBe(en);
  }
);
