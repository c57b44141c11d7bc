import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claim, claimHolds, computeClaim, estimateClaim, registerClaims, type ClaimTerms } from '../../src/story/claim.ts';
import { claims } from '../../src/story/claims/claims.ts';
import { openEdition } from '../../src/story/edition.ts';
import { readEstimates } from '../../src/story/estimates.ts';
import { readProtection } from '../../src/story/protection-facts.ts';
import { smallParts } from './small-edition.ts';

const edition = openEdition(
  smallParts({
    ledger: readEstimates(readFileSync('data/estimates.csv', 'utf8')),
    protection: readProtection(readFileSync('data/protection.csv', 'utf8'))
  })
);
const terms: ClaimTerms = { unit: 'percent', digits: 0, holds: () => true, promise: 'any', source: ['internet-use'] };

describe('the registry of claims', () => {
  it('refuses two claims with one id', () => {
    const one = claim('online', () => 1, terms);
    expect(() => registerClaims([one], [claim('online', () => 2, terms)])).toThrow(/two claims have the id “online”/);
  });

  it.each(['phl', 'ken', 'khm', 'vnm', 'tha'])('refuses a claim named after %s, one of the five countries the report named', (code) => {
    expect(() => registerClaims([claim(`${code}-2018`, () => 1, terms)])).toThrow(/S01/);
  });

  it.each([
    ['its share', () => claim('quiet', (e) => e.share('PHL', 2016), terms)],
    ['its share in a kept vintage', () => claim('quiet', (e) => e.vintageShare('wb-internet-users/2018-08-28', 'PHL', 2016), terms)],
    ['its population', () => claim('quiet', (e) => e.population('PHL', 2018), terms)],
    ['its coverage', () => claim('quiet', (e) => e.coverage('THA', 2018), terms)]
  ])('refuses a claim under any name that reads %s', (_, make) => {
    expect(() => computeClaim(make(), edition)).toThrow(/makes no claim about a country that the 2018 report named/);
  });

  it('refuses a promise that reads one of them', () => {
    const quiet = claim('quiet', () => 1, { ...terms, holds: (value, e) => value < e.share('PHL', 2016) });
    expect(() => claimHolds(quiet, 1, edition)).toThrow(/S01/);
  });

  it.each(['Online', 'online_2018', '-online', 'online 2018', ''])('refuses the id “%s”, which copy could not write', (id) => {
    expect(() => claim(id, () => 1, terms)).toThrow(/claim id/);
  });

  it('refuses a number that cannot be printed', () => {
    expect(() =>
      computeClaim(
        claim('ratio', () => 1 / 0, terms),
        edition
      )
    ).toThrow(/Infinity/);
  });
});

it('refuses an estimate whose bound in the ledger is not the one the claim was written for', () => {
  const wrong = estimateClaim(
    'nca',
    { estimate: 'nca-2020', bound: 'about', end: 'value' },
    { unit: 'people', holds: () => true, promise: 'any' }
  );
  expect(() => computeClaim(wrong, edition)).toThrow(/bounds “nca-2020” as at_least and the claim “nca” as about/);
});

describe('the claims of the story', () => {
  const valueOf = (id: string) => computeClaim(claims.get(id)!, edition);

  it.each([
    ['nca-2018', 80_000],
    ['nca-2020', 300_000],
    ['nca-2021-low', 550_000],
    ['nca-2021-high', 850_000],
    ['ukresp-arrests-2026', 1000],
    ['ukresp-safeguarded-2018', 500],
    ['icmec-2006', 27],
    ['icmec-2018', 118],
    ['icmec-total', 196],
    ['world-2018', 48.6],
    ['coverage-2018', 79.3],
    ['parties-2018', 173],
    ['economies-without-2023', 3],
    ['revised-2016-total', 3],
    ['revised-2016-big-down', 1],
    ['revised-2016-world-then', 45.8],
    ['revised-2016-world-now', 42.9]
  ])('%s is %d', (id, value) => {
    expect(valueOf(id)).toBe(value);
  });

  it.each([
    ['world-2018', 48.6, true],
    ['world-2018', 53.1, false],
    ['world-2000', 9.9, true],
    ['world-2000', 10.2, false],
    ['world-2023', 63, false],
    ['coverage-2018', 40, false],
    ['icmec-2018', 27, false],
    ['nca-2018', 80_050, false]
  ])('%s at %d keeps its promise: %s', (id, value, holds) => {
    expect(claimHolds(claims.get(id)!, value, edition)).toBe(holds);
  });

  it('each say what their words promise, and the bound where they print an estimate', () => {
    for (const one of claims.values()) {
      expect(one.promise).not.toBe('');
      expect(one.bound === undefined).toBe(one.estimate === undefined);
    }
  });
});
