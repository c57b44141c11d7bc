import { describe, expect, it } from 'vitest';
import { readClaims } from '../../../src/story/claims/read-claims.ts';
import { StoryRefused, type Problem } from '../../../src/story/problem.ts';
import { claimOf, claimsOf, claimsText, ledgers, type MadeRow } from '../made-claims.ts';

function problemsOf(text: string): readonly Problem[] {
  try {
    readClaims(text, ledgers);
  } catch (error) {
    if (error instanceof StoryRefused) return error.problems;
    throw error;
  }
  return [];
}

describe('a row that cannot be read', () => {
  const release = 'wb-internet-users/2018-08-28';
  it.each<[string, MadeRow, string, RegExp]>([
    [
      'an unknown word',
      { id: 'aa', value: 'shar(WLD, 2018)' },
      'shar(',
      /“shar” in the value of “aa”; expected one of the known words: .*share\(/
    ],
    [
      'a promise that every share keeps',
      { holds: 'value between 0 to 100' },
      'value between',
      /true of every value, in the holds of “a”/
    ],
    ['a promise of some share at all', { holds: 'value > 0' }, 'value >', /true of every value/],
    [
      'a promise kept whatever a figure says',
      { holds: 'value >= 0 or value < share(WLD, 2018)' },
      '"value >=',
      /true of every value/
    ],
    [
      'a promise of a number that no figure is in',
      { holds: 'earlier(value, 50) <= 50' },
      '"earlier',
      /true of every value/
    ],
    [
      'a promise that is always true',
      { holds: '1 = 1' },
      '1 = 1',
      /“1 = 1”, which does not read the value, in the holds of “a”/
    ],
    [
      'a promise about its year alone',
      { year: '2018', holds: 'year = 2018' },
      'year = 2018',
      /does not read the value/
    ],
    [
      'a promise about another place',
      { value: 'share(IDN, 2018)', holds: 'share(GBR, 2018) > 1' },
      '"share(GBR',
      /does not read the value/
    ],
    [
      'an unknown word behind a quotation mark',
      { value: 'share(WLD, yeer)' },
      'yeer)',
      /“yeer” in the value of “a”/
    ],
    ['an unknown word behind spaces', { value: '  shar' }, 'shar,', /“shar” in the value of “a”/],
    [
      'an unknown word in a promise',
      { holds: 'value < 5 and valve > 1' },
      'valve >',
      /“valve” in the holds of “a”/
    ],
    ['a year where there is none', { value: 'share(WLD, year)' }, 'year)', /“year” in the value/],
    [
      'a unit nobody knows',
      { unit: 'per cent' },
      'per cent',
      /“per cent” in the unit of “a”; expected one of percent, people/
    ],
    ['no number of decimals', { digits: 'two' }, 'two', /“two” in the digits/],
    ['more decimals than one digit says', { digits: '10' }, '10', /“10” in the digits/],
    ['no promise', { promise: '' }, ',value != 77', /an empty cell in the promise/],
    [
      'a source nobody knows',
      { source: 'internet' },
      'internet',
      /“internet” in the source of “a”; expected an indicator/
    ],
    [
      'a release that its source does not name',
      { value: `share(WLD, 2016, ${release})` },
      'internet-use',
      /also wb-internet-users\/2018-08-28/
    ],
    [
      'a calculation with an estimate',
      { value: '2 * estimate(nca-2018, value)', source: 'nca-2018' },
      '"2 *',
      /the estimate alone/
    ],
    [
      'an end that its publisher did not give',
      { unit: 'people', value: 'estimate(nca-2020, value)', source: 'nca-2020' },
      '"estimate(',
      /expected low/
    ],
    [
      'another unit than its row of a ledger',
      { unit: 'percent', value: 'estimate(nca-2018, value)', source: 'nca-2018' },
      'percent',
      /“percent” in the unit of “a”; expected the unit of “nca-2018”, which its ledger counts in “people”/
    ],
    [
      'children where a percentage of men is counted',
      {
        unit: 'children',
        value: 'estimate(childlight-2024-ukmen, value)',
        source: 'childlight-2024-ukmen'
      },
      'children',
      /counts in “percent of men”/
    ],
    [
      'people where billions are counted',
      { unit: 'people', value: 'estimate(itu-2018, value)', source: 'itu-2018' },
      'people',
      /counts in “billion people”/
    ],
    [
      'another unit than a fact of protection',
      { unit: 'people', value: 'fact(icmec-2018)', source: 'icmec-2018' },
      'people',
      /“icmec-2018”, which its ledger counts in “countries”/
    ],
    [
      'the later of two readings, which the story states under the id of the first',
      { unit: 'people', value: 'estimate(nca-2018-speech, value)', source: 'nca-2018' },
      'nca-2018-speech',
      /the id of its first row \(data\/read-again\.json\); the most like it are .*nca-2018,/
    ],
    [
      'an id of a country that the report named',
      { id: 'phl-2018' },
      'phl-2018',
      /2018 report named/
    ],
    ['an id that copy could not write', { id: '2018-world' }, '2018-world', /lower-case words/]
  ])('is named with its column: %s', (_, row, there, message) => {
    const text = claimsText({ id: 'first' }, row);
    const [problem, ...more] = problemsOf(text);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ file: 'data/story/claims.csv', line: 3 });
    expect(text.split('\n')[2]?.slice(problem!.column - 1)).toMatch(
      new RegExp(`^${there.replace(/[()*]/g, '\\$&')}`)
    );
    expect(problem?.message).toMatch(message);
  });

  it('does not hide the next', () => {
    expect(
      problemsOf(claimsText({ value: 'x' }, { id: 'b', holds: 'y' })).map(({ line }) => line)
    ).toEqual([2, 3]);
  });

  it('is refused where claims lead back to each other', () => {
    const [problem] = problemsOf(
      claimsText({ id: 'a', value: '$b + 1' }, { id: 'b', value: '$a + 1' })
    );
    expect(problem?.message).toContain('$a → $b → $a');
    const [ofYear] = problemsOf(
      claimsText({ id: 'a', year: '$b', value: '1' }, { id: 'b', unit: 'year', value: '$a + 1' })
    );
    expect(ofYear?.message).toContain('$a → $b → $a');
    expect(
      problemsOf(
        claimsText({ id: 'a', value: '$b', holds: 'value < $b' }, { id: 'b', holds: 'value > $a' })
      )
    ).toEqual([]);
  });

  it('is refused where two have one id', () => {
    expect(problemsOf(claimsText({ id: 'a' }, { id: 'a' }))[0]?.message).toMatch(
      /the id “a” a second time/
    );
  });

  it('is refused where a spreadsheet left it, or a column, empty', () => {
    const empty = problemsOf(`${claimsText({ id: 'a' })},,,,,,,\n`);
    expect(empty.map(({ message }) => message)).toEqual([
      expect.stringMatching(/:3:1: found an empty row; .*take the empty line out/)
    ]);
    expect(problemsOf(claimsText({ id: 'a' }).replaceAll('\n', ',\n'))[0]?.message).toMatch(
      /:1:\d+: found the column “”; .*delete the empty columns/
    );
  });
});

it('takes the bound of an estimate from its ledger', () => {
  const claims = claimsOf(
    { unit: 'people', value: 'estimate(nca-2021, low)', source: 'nca-2021' },
    { id: 'b', value: '1' }
  );
  expect(claims.get('a')).toMatchObject({ estimate: 'nca-2021', bound: 'range' });
  expect(claims.get('b')).not.toHaveProperty('bound');
});

it('says what a number measures, and which way it moved, of one alone', () => {
  const of = (value: string) => {
    const source = 'internet-use; coverage-3g; wb-internet-users/2018-08-28';
    const { measures, moves } = claimOf({ value, source });
    return { measures, moves };
  };
  expect(of('share(IDN, 2018)')).toEqual({ measures: 'use' });
  expect(of('moved(IDN, 2016, wb-internet-users/2018-08-28)')).toEqual({ measures: 'use' });
  expect(of('coverage(IDN, 2018, 3G) - share(IDN, 2018)')).toEqual({});
  expect(of('revised_up(2016, wb-internet-users/2018-08-28)')).toEqual({ moves: 'up' });
  expect(
    of(
      'revised_up(2016, wb-internet-users/2018-08-28) / in_both(2016, wb-internet-users/2018-08-28)'
    )
  ).toEqual({});
});

it('is of the places of the claims that it is made of', () => {
  const claims = claimsOf(
    { value: 'share(IDN, 2018)' },
    { id: 'b', value: '$a - 5' },
    { id: 'c', value: '$b + share(GBR, 2018)' }
  );
  expect(claims.get('b')).toMatchObject({ places: ['IDN'], measures: 'use' });
  expect(claims.get('c')).toMatchObject({ places: ['GBR', 'IDN'] });
});

it('a promise may read a figure of the claim’s own place in place of the number, and any number of people above none', () => {
  expect(() =>
    claimOf({
      value: 'share(IND, 2016)',
      holds: 'moved(IND, 2016, wb-internet-users/2018-08-28) <= -10'
    })
  ).not.toThrow();
  expect(() =>
    claimOf({ unit: 'economies', value: 'economies()', holds: 'value > 0', source: 'population' })
  ).not.toThrow();
  expect(() =>
    claimOf({ value: 'share(IDN, 2018)', holds: 'value < share(WLD, 2018)' })
  ).not.toThrow();
});
