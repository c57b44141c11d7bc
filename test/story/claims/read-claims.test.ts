import { describe, expect, it } from 'vitest';
import { readClaims } from '../../../src/story/claims/read-claims.ts';
import { caseRows } from '../../case-rows.ts';
import { claimOf, claimsOf, claimsText, ledgers, type MadeRow } from '../small-edition.ts';
import { problemsOf } from '../problems-of.ts';

const release = 'wb-internet-users/2018-08-28';

const said = (text: string) =>
  problemsOf(() => readClaims(text, ledgers)).map(({ message }) => message);

describe('a row that cannot be read', () => {
  /** Only the cells that matter: the others are as in `claimsText`. */
  const rows = caseRows<'why' | keyof MadeRow>('refused-claims').map(
    ({ why, ...cells }): [string, MadeRow] => [
      why,
      Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== ''))
    ]
  );
  it.each<[name: string, row: MadeRow]>([...rows, ['no promise', { promise: '' }]])(
    'is refused at its cell: %s',
    (_, row) => {
      expect(said(claimsText({ id: 'first' }, row))).toMatchSnapshot();
    }
  );

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
