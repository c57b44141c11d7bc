import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFormula, type FormulaScope } from '../../../src/story/claims/formula.ts';
import { FormulaFault } from '../../../src/story/claims/tokens.ts';
import {
  functions,
  type ArgumentKind,
  type FunctionName
} from '../../../src/story/claims/functions.ts';
import { idsOf } from '../../../src/story/claims/read-claims.ts';
import { namedIn2018 } from '../../../src/story/claim.ts';
import { openEdition } from '../../../src/story/edition.ts';
import { vintageName, type Vintage } from '../../../src/vintages/vintage.ts';
import { ledgers, smallParts } from '../small-edition.ts';
import { caseRows } from '../../case-rows.ts';

const older = 'wb-internet-users/2018-08-28';
const small = smallParts();
const and = (vintage: Vintage, iso3: string, year: number, value: number): Vintage => ({
  ...vintage,
  economies: [...vintage.economies, { iso3, year, value, status: 'a' }]
});
// TUV moved by five points, and a little less in floating point; GBR has as many covered as online.
const pins = {
  ...small.pins,
  'internet-use': and(small.pins['internet-use'], 'TUV', 2000, 8.2),
  'coverage-4g': and(small.pins['coverage-4g']!, 'GBR', 2018, 90.7)
};
const kept = small.kept.map((one) => and(one, 'TUV', 2000, 3.2));
const edition = openEdition({
  ...small,
  ...{ pins, kept },
  ledger: { estimates: { ...ledgers.estimates }, statements: {} },
  protection: { ...ledgers.protection }
});
const scope: FormulaScope = {
  gives: 'truth',
  own: ['value', 'year'],
  claims: new Set(['world-2018', 'idn-2018']),
  ids: idsOf(ledgers)
};
const numeric: FormulaScope = { ...scope, gives: 'number' };
const others: Record<string, number> = { 'world-2018': 49, 'idn-2018': 40 };
const work = (text: string, gives: FormulaScope['gives'] = 'number') =>
  readFormula(text, { ...scope, gives }).work({
    edition,
    value: 50,
    year: 2018,
    claim: (id) => others[id]!
  });

function faultOf(text: string, within: FormulaScope = scope) {
  try {
    readFormula(text, within);
  } catch (error) {
    if (error instanceof FormulaFault) return error;
    throw error;
  }
  throw new Error(`“${text}” was read`);
}

it.each(['estimate(nca-2021, value)', 'fact(opsc-inforce)'])(
  'gives no number for a row without one: %s',
  (text) => expect(() => work(text)).toThrow(/nca-2021|opsc-inforce/)
);

it.each([
  ['year_reached(EAS, 50)', /starts in 2018 for EAS, at 57 percent: the year .* is unknown/],
  ['year_reached(IDN, 99)', /no year in which IDN reached 99/],
  ['parties(1999)', /un-opsc-status\/2022-06-13 has no value/]
])('refuses %s', (text, message) => expect(() => work(text)).toThrow(message));

const formulas = caseRows<'formula' | 'gives'>('formulas');

describe('a formula gives', () => {
  it.each(formulas.filter(({ gives }) => gives !== 'refused'))(
    '$formula: $gives',
    ({ formula, gives }) => {
      const given = /^(true|false)$/.test(gives) ? 'truth' : 'number';
      expect(String(work(formula, given))).toBe(gives);
    }
  );
});

it.each([
  'share(WLD, 2018)',
  `moved(WLD, 2016, ${older})`,
  'coverage(IDN, 2018, 4G)',
  'with_coverage(2018, 4G)',
  'coverage_ahead(2018, 2G)',
  'population(IDN, 2018)',
  'newest(WLD, 4G)',
  'oldest(IDN)',
  'newest_by_country(3G)',
  'newest_by_country()',
  'year_reached(WLD, 50)',
  'economies()',
  'without_figure(2023)',
  `in_both(2016, ${older})`,
  `revised_down(2016, ${older}, 5)`,
  'parties(2002)'
])('names as sources the releases that %s reads', (text) => {
  const read = new Set<string>();
  const watched = (vintage: Vintage, source: string): Vintage => ({
    ...vintage,
    get economies() {
      read.add(source);
      return vintage.economies;
    },
    get aggregates() {
      read.add(source);
      return vintage.aggregates;
    }
  });
  const { pins, kept, ...parts } = smallParts();
  const shown = Object.entries(pins).map(([indicator, vintage]) => [
    indicator,
    watched(vintage, indicator)
  ]);
  const opened = openEdition({
    ...parts,
    pins: Object.fromEntries(shown) as typeof pins,
    kept: kept.map((one) => watched(one, vintageName(one)))
  });
  const { calls, work: compute } = readFormula(text, numeric);
  compute({ edition: opened, claim: () => 0 });
  const asked = calls.flatMap(({ name, words }) => functions[name].reads(...words));
  expect([...read].sort()).toEqual([...new Set(asked)].sort());
});

describe('a formula that cannot be read', () => {
  it.each([
    ...formulas.filter(({ gives }) => gives === 'refused').map(({ formula }) => formula),
    `value > ${'1 + '.repeat(200)}1`
  ])('is refused at its character: %s', (text) => {
    const { at, message } = faultOf(text);
    expect(`${at}: ${message}`).toMatchSnapshot();
  });

  it('points at `value` and `year` where they have no meaning', () => {
    for (const text of ['1 + value', 'share(WLD, year)']) {
      const { at, message } = faultOf(text, { ...numeric, own: [] });
      expect(`${at}: ${message}`).toMatchSnapshot();
    }
  });
});

it('refuses countries of the 2018 report in every function, in any case', () => {
  const word: Record<Exclude<ArgumentKind, 'number' | 'place'>, string> = {
    release: older,
    network: '4G',
    end: 'value',
    estimate: 'nca-2018',
    fact: 'icmec-2018'
  };
  const names = (Object.keys(functions) as FunctionName[]).filter((name) =>
    functions[name].takes.includes('place')
  );
  expect(names).toEqual(
    expect.arrayContaining(['share', 'coverage', 'population', 'newest', 'year_reached', 'moved'])
  );
  for (const name of names) {
    for (const code of [...namedIn2018].flatMap((iso3) => [iso3, iso3.toLowerCase()])) {
      const given = functions[name].takes.map((kind) =>
        kind === 'place' ? code : kind === 'number' ? '2018' : word[kind]
      );
      const text = `value > 1 or ${name}(${given.join(', ')}) > 1`;
      expect([name, faultOf(text).at]).toEqual([name, text.indexOf(code, text.indexOf('('))]);
    }
  }
});

describe('any formula', () => {
  const number: fc.Arbitrary<string> = fc.letrec<{ sum: string; factor: string }>((tie) => ({
    factor: fc.oneof(
      { depthSize: 'small' },
      fc.integer({ min: 0, max: 99 }).map(String),
      fc.constantFrom('value', 'year', '$idn-2018'),
      tie('sum').map((sum) => `(${sum})`),
      tie('factor').map((factor) => `-${factor}`)
    ),
    sum: fc
      .tuple(tie('factor'), fc.constantFrom(' + ', ' - ', ' * ', ' / '), tie('factor'))
      .map((parts) => parts.join(''))
  })).sum;

  it('computes arithmetic as JavaScript does', () => {
    fc.assert(
      fc.property(number, (text) => {
        fc.pre(text.length <= 500);
        const script = text
          .replaceAll('value', '50')
          .replaceAll('year', '2018')
          .replaceAll('$idn-2018', '40')
          .replaceAll('-', '- ');
        const expected: unknown = new Function(`return ${script};`)();
        expect(work(text)).toBe(expected);
      })
    );
  });

  it('is read, or refused at one of its characters', () => {
    const pieces = fc.constantFrom(
      ...'share ( ) , WLD 2018 value between to and or < - $world-2018 x “ 4G'.split(' ')
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((words) => words.join(' '))
        ),
        (text) => {
          try {
            readFormula(text, scope);
          } catch (error) {
            expect(error).toBeInstanceOf(FormulaFault);
            const { at, wrong } = error as FormulaFault;
            expect(at).toBeGreaterThanOrEqual(0);
            expect(at).toBeLessThanOrEqual(text.length);
            const [, found] = /^“(.+?)” /.exec(wrong) ?? [];
            if (found !== undefined) expect(text.slice(at)).toContain(found);
          }
        }
      ),
      { numRuns: 500 }
    );
  });
});
