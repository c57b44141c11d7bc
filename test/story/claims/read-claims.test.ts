import { describe, expect, it } from 'vitest';
import { readClaims } from '../../../src/story/claims/read-claims.ts';
import { claimOf, claimsOf, claimsText, ledgers, type MadeRow } from '../made-claims.ts';
import { problemsOf } from '../problems-of.ts';

const release = 'wb-internet-users/2018-08-28';

const said = (text: string) =>
  problemsOf(() => readClaims(text, ledgers)).map(({ message }) => message);

describe('a row that cannot be read', () => {
  const stated = (unit: string, id: string) => ({
    unit,
    value: `estimate(${id}, value)`,
    source: id
  });
  it.each<[name: string, row: MadeRow]>([
    ['an unknown word', { id: 'aa', value: 'shar(WLD, 2018)' }],
    ['a promise that every share keeps', { holds: 'value between 0 to 100' }],
    ['a promise of some share at all', { holds: 'value > 0' }],
    ['a promise kept whatever a figure says', { holds: 'value >= 0 or value < share(WLD, 2018)' }],
    ['a promise of a number that no figure is in', { holds: 'earlier(value, 50) <= 50' }],
    ['a promise that is always true', { holds: '1 = 1' }],
    ['a promise about its year alone', { year: '2018', holds: 'year = 2018' }],
    ['a promise about another place', { value: 'share(IDN, 2018)', holds: 'share(GBR, 2018) > 1' }],
    ['an unknown word behind a quotation mark', { value: 'share(WLD, yeer)' }],
    ['an unknown word behind spaces', { value: '  shar' }],
    ['an unknown word in a promise', { holds: 'value < 5 and valve > 1' }],
    ['a year where there is none', { value: 'share(WLD, year)' }],
    ['a unit nobody knows', { unit: 'per cent' }],
    ['no number of decimals', { digits: 'two' }],
    ['more decimals than one digit says', { digits: '10' }],
    ['no promise', { promise: '' }],
    ['a source nobody knows', { source: 'internet' }],
    ['a release that its source does not name', { value: `share(WLD, 2016, ${release})` }],
    [
      'a calculation with an estimate',
      { value: '2 * estimate(nca-2018, value)', source: 'nca-2018' }
    ],
    ['an end that its publisher did not give', stated('people', 'nca-2020')],
    ['another unit than its row of a ledger', stated('percent', 'nca-2018')],
    ['children where a percentage of men is counted', stated('children', 'childlight-2024-ukmen')],
    ['people where billions are counted', stated('people', 'itu-2024')],
    [
      'another unit than a fact of protection',
      { unit: 'people', value: 'fact(icmec-2018)', source: 'icmec-2018' }
    ],
    [
      'the later of two readings, which the story states under the id of the first',
      { unit: 'people', value: 'estimate(nca-2018-speech, value)', source: 'nca-2018' }
    ],
    ['an id of a country that the report named', { id: 'phl-2018' }],
    ['an id that copy could not write', { id: '2018-world' }]
  ])('is refused at its cell: %s', (_, row) => {
    expect(said(claimsText({ id: 'first' }, row))).toMatchSnapshot();
  });

  const one = claimsText({ id: 'a' });
  it.each([
    ['together with the next', claimsText({ value: 'x' }, { id: 'b', holds: 'y' })],
    [
      'where claims lead back to each other',
      claimsText({ id: 'a', value: '$b + 1' }, { id: 'b', value: '$a + 1' })
    ],
    [
      'where years do',
      claimsText({ id: 'a', year: '$b', value: '1' }, { id: 'b', unit: 'year', value: '$a + 1' })
    ],
    ['where two have one id', claimsText({ id: 'a' }, { id: 'a' })],
    ['where a spreadsheet left a row empty', `${one},,,,,,,\n`],
    ['where it left a column empty', one.replaceAll('\n', ',\n')]
  ])('is refused %s', (_, text) => {
    expect(said(text)).toMatchSnapshot();
  });

  it('is accepted where only promises lead back to each other', () => {
    expect(() =>
      readClaims(
        claimsText({ id: 'a', value: '$b', holds: 'value < $b' }, { id: 'b', holds: 'value > $a' }),
        ledgers
      )
    ).not.toThrow();
  });
});

it('takes the bound of an estimate from the ledger', () => {
  const claims = claimsOf(
    { unit: 'people', value: 'estimate(nca-2021, low)', source: 'nca-2021' },
    { id: 'b', value: '1' }
  );
  expect(claims.get('a')).toMatchObject({ estimate: 'nca-2021', bound: 'range' });
  expect(claims.get('b')).not.toHaveProperty('bound');
});

it('has a measure when all its parts agree', () => {
  const of = (value: string) =>
    claimOf({ value, source: `internet-use; coverage-3g; ${release}` }).measures;
  expect(of('share(IDN, 2018)')).toBe('use');
  expect(of(`moved(IDN, 2016, ${release})`)).toBe('use');
  expect(of('coverage(IDN, 2018, 3G) - share(IDN, 2018)')).toBeUndefined();
});

it('has the places of the claims that it is computed from', () => {
  const claims = claimsOf(
    { value: 'share(IDN, 2018)' },
    { id: 'b', value: '$a - 5' },
    { id: 'c', value: '$b + share(GBR, 2018)' }
  );
  expect(claims.get('b')).toMatchObject({ places: ['IDN'], measures: 'use' });
  expect(claims.get('c')).toMatchObject({ places: ['GBR', 'IDN'] });
});

it('accepts a promise about another figure of the same place, and any count above zero', () => {
  expect(() =>
    claimOf({
      value: 'share(IND, 2016)',
      holds: `moved(IND, 2016, ${release}) <= -10`
    })
  ).not.toThrow();
  expect(() =>
    claimOf({ unit: 'economies', value: 'economies()', holds: 'value > 0', source: 'population' })
  ).not.toThrow();
  expect(() =>
    claimOf({ value: 'share(IDN, 2018)', holds: 'value < share(WLD, 2018)' })
  ).not.toThrow();
});
