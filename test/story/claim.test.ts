import { describe, expect, it } from 'vitest';
import { openEdition } from '../../src/story/edition.ts';
import { committedEstimates, committedProtection } from './committed-ledgers.ts';
import { claimOf, claims, smallParts, smallVintage, smallVintages } from './small-edition.ts';

const parts = smallParts({
  ledger: committedEstimates(),
  protection: committedProtection()
});
const edition = openEdition(parts);

it('refuses a number that cannot be printed', () => {
  expect(() => claimOf({ value: '1 / 0' }).compute(edition)).toThrow(/Infinity/);
});

describe('a year that follows the release', () => {
  const now = claimOf({ id: 'now', year: 'newest(WLD)', value: 'share(WLD, year)' });
  const earlier = openEdition({
    ...parts,
    pins: { ...parts.pins, 'internet-use': smallVintages.use2018 }
  });

  it('is the newest year with a figure of the place', () => {
    expect([now.yearIn(edition), now.compute(edition)]).toEqual([2023, 67.4]);
    expect([now.yearIn(earlier), now.compute(earlier)]).toEqual([2018, 52.4]);
  });

  it('is that of the shown release when an earlier one is read', () => {
    expect(() => now.compute(earlier, edition)).toThrow(
      /no value for WLD in 2023; its newest is for 2018/
    );
    expect(claimOf({ year: '2018', value: 'share(WLD, year)' }).compute(earlier, edition)).toBe(
      52.4
    );
  });

  it('is refused when it is not an integer', () => {
    expect(() => claimOf({ year: 'share(WLD, 2018)', value: 'year' }).yearIn(edition)).toThrow(
      /48\.6, which is no year/
    );
  });
});

it('has no value when its series starts above the threshold, and its promise says why', () => {
  const late = openEdition({
    ...parts,
    pins: {
      ...parts.pins,
      'internet-use': smallVintage('wb-internet-users', '2026-07-13', {
        WLD: { 2005: 15.6, 2018: 49, 2020: 59 },
        IDN: { 2000: 0.9, 2010: 10.9, 2020: 53.7 },
        GBR: { 1990: 0.1, 1998: 13.7, 2002: 56.5 }
      })
    }
  });
  const span = claimOf({
    value: 'year_reached(WLD, 50) - year_reached(WLD, 10)',
    unit: 'years',
    holds: 'value > 0'
  });
  expect(() => span.compute(late)).toThrow(
    /starts in 2005 for WLD, at 15.6 percent: the year in which it reached 10 percent is unknown/
  );
  expect(claims.get('span-gbr')!.compute(late)).toBe(4);
  const promised = claimOf({
    value: 'year_reached(IDN, 10)',
    unit: 'year',
    holds: 'value > year_reached(WLD, 10)'
  });
  expect(() => promised.holds(2010, late)).toThrow(/starts in 2005 for WLD/);
});

describe('the claims of the story', () => {
  it.each([
    ['world-2018', 48.6, true],
    ['world-2018', 53.1, false],
    ['idn-2000', 0.9, true],
    ['idn-2000', 1.1, false],
    ['world-now', 63, false],
    ['coverage-2018', 40, false],
    ['icmec-2018', 27, false],
    ['nca-2018', 80_050, false]
  ])('%s at %d keeps its promise: %s', (id, value, holds) => {
    expect(claims.get(id)!.holds(value, edition)).toBe(holds);
  });

  it('each have a promise, and a bound when they print an estimate', () => {
    for (const one of claims.values()) {
      expect(one.promise).not.toBe('');
      if (one.estimate !== undefined) expect(one.bound).toBeDefined();
    }
  });
});
