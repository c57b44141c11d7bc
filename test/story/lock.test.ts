import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/site/story/open-pins.ts';
import { openEdition } from '../../src/story/edition.ts';
import {
  changedClaims,
  computeClaims,
  readLock,
  writeLock,
  type Lock,
  type LockedClaim
} from '../../src/story/lock.ts';
import { indicators } from '../../src/story/data.ts';
import { claimsOf, smallParts } from './small-edition.ts';
import { problemsOf } from './problems-of.ts';

const sha256 = 'a'.repeat(64);
const pin = (source: string, release: string) => ({ source, release, sha256 });
const lock: Lock = {
  edition: '2026-01-02',
  pins: Object.fromEntries(
    indicators.map((indicator) => [indicator, pin(indicator, '2024-11')])
  ) as Lock['pins'],
  kept: [pin('wb', '2020-03-18'), pin('wb', '2018-08-28')],
  claims: {
    'world-2018': { value: 49, id: '49%', en: '49%' },
    'nca-2018': { value: 80_000, id: '80.000', en: '80,000' }
  }
};

describe('the lock', () => {
  it('round-trips to the same bytes', () => {
    const claimed = fc.record({
      value: fc.integer({ min: 0, max: 1e9 }),
      id: fc.string({ minLength: 1 }),
      en: fc.string({ minLength: 1 })
    });
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/), claimed),
        (claims) => {
          const written = writeLock({ ...lock, claims });
          const read = readLock(written);
          expect(read.claims).toEqual({ ...claims });
          expect(writeLock(read)).toBe(written);
        }
      )
    );
  });

  it('does not depend on insertion order', () => {
    const turned = {
      ...lock,
      kept: [...lock.kept].reverse(),
      claims: Object.fromEntries(Object.entries(lock.claims).reverse())
    };
    expect(writeLock(turned)).toBe(writeLock(lock));
    expect(writeLock(lock).indexOf('nca-2018')).toBeLessThan(writeLock(lock).indexOf('world-2018'));
  });

  it.each([
    ['text that is not JSON', '"pins"', 'pins'],
    ['a pin that is missing', '"population"', '"people"'],
    ['a release that is no date', '"2024-11"', '"latest"'],
    ['a checksum that is none', sha256, 'abc'],
    ['a claim without a language', '"en": "80,000"', '"fr": "80 000"'],
    ['a field nobody knows', '"edition"', '"note": "x",\n  "edition"']
  ])('refuses %s with its place', (_, from, to) => {
    const text = writeLock(lock).replace(from, to);
    expect(problemsOf(() => readLock(text)).map(({ message }) => message)).toMatchSnapshot();
  });
});

it('lists only changed, new and deleted claims', () => {
  const now = (value: LockedClaim) => ({
    ok: true as const,
    locked: value,
    value: value.value,
    holds: true,
    claim: undefined as never
  });
  const computed = new Map([
    ['world-2018', now({ value: 52, id: '52%', en: '52%' })],
    ['nca-2018', now({ value: 80_000, id: '80.000', en: '80,000' })],
    ['new', now({ value: 1, id: '1', en: '1' })]
  ]);
  const changes = changedClaims(
    { ...lock, claims: { ...lock.claims, gone: { value: 3, id: '3', en: '3' } } },
    computed
  );
  expect(changes.map(({ id, before, after }) => [id, before?.en, after?.en])).toEqual([
    ['gone', '3', undefined],
    ['new', undefined, '1'],
    ['world-2018', '49%', '52%']
  ]);
});

it('fingerprints names and bytes of a vintage in any order', () => {
  const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
  const one = fingerprint([file('a', 'x'), file('b', 'y')]);
  expect(fingerprint([file('b', 'y'), file('a', 'x')])).toBe(one);
  expect(fingerprint([file('a', 'x'), file('b', 'z')])).not.toBe(one);
  expect(fingerprint([file('a', 'x'), file('c', 'y')])).not.toBe(one);
});

it('computes every claim, with the reason for each one without a value or judgement', () => {
  const computed = computeClaims(
    claimsOf(
      { id: 'fine', value: 'share(WLD, 2018)', holds: 'value > 40' },
      { id: 'gone', value: 'share(WLD, 1999)' },
      { id: 'doubtful', value: 'share(WLD, 2018)', holds: 'value > share(WLD, 1999)' }
    ),
    openEdition(smallParts())
  );
  expect(computed.get('fine')).toMatchObject({
    ok: true,
    value: 48.6,
    locked: { value: 49, id: '49%', en: '49%' },
    holds: true
  });
  expect(computed.get('gone')).toMatchObject({
    ok: false,
    why: expect.stringContaining('no value for WLD in 1999')
  });
  expect(computed.get('doubtful')).toMatchObject({
    ok: true,
    holds: false,
    doubt: expect.stringContaining('no value for WLD in 1999')
  });
});
