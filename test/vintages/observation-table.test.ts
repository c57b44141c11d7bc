import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statuses, type Observation } from '../../src/sources/source.ts';
import { kindAndPlace } from '../sources/fault-of.ts';
import {
  plainDecimal,
  readObservations,
  writeObservations
} from '../../src/vintages/data-package.ts';
import { seen } from './small-vintage.ts';

describe('plainDecimal', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [45.7845027927, '45.7845027927'],
    [4.4e-6, '0.0000044'],
    [4.37e-7, '0.000000437'],
    [5e-324, `0.${'0'.repeat(323)}5`],
    [1e21, '1000000000000000000000'],
    [1.25e22, '12500000000000000000000'],
    [-2.5e-8, '-0.000000025'],
    [1_430_000_000, '1430000000']
  ])('%d is written %s', (value, text) => expect(plainDecimal(value)).toBe(text));

  it('reads back as the same number, with no exponent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = plainDecimal(value);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(text) + 0).toBe(value + 0);
      })
    );
  });
});

describe('a table of observations', () => {
  it('has a line for each value', () => {
    expect(
      writeObservations([
        seen('GBR', 2015, 92),
        { iso3: 'IDN', year: 2016, value: 25.4, status: 'p' }
      ])
    ).toBe('iso3,year,value,status\nGBR,2015,92,a\nIDN,2016,25.4,p\n');
  });

  it('reads back unchanged', () => {
    const code = fc.stringMatching(/^[A-Z]{3}$/);
    const observation = fc.record<Observation>({
      iso3: code,
      year: fc.integer({ min: 1960, max: 2030 }),
      value: fc.double({ min: 0, max: 1e10, noNaN: true }),
      status: fc.constantFrom(...statuses)
    });
    const table = fc.uniqueArray(observation, {
      selector: ({ iso3, year }) => `${iso3} ${year}`,
      maxLength: 40
    });
    fc.assert(
      fc.property(table, (rows) => {
        const sorted = rows.sort((one, other) =>
          `${one.iso3} ${one.year}` < `${other.iso3} ${other.year}` ? -1 : 1
        );
        expect(readObservations(writeObservations(sorted), 'data.csv')).toEqual(
          sorted.map((row) => ({ ...row, value: row.value + 0 }))
        );
      })
    );
  });

  const header = 'iso3,year,value,status\n';
  it.each([
    ['iso3,year,value\nGBR,2015,92\n', 'edited-row 2:1'],
    [`${header}GBR,2015,92,a\nGBR,2016,92,a`, 'edited-row 2:1'],
    ['iso3,year,value,status\r\nGBR,2015,92,a\r\n', 'edited-row 2:1'],
    ...[
      'GBR,2015,92',
      'gbr,2015,92,a',
      'GBR,15,92,a',
      'GBR,2015,,a',
      'GBR,2015,9.2e1,a',
      'GBR,2015,92,x',
      ''
    ].map((row) => [`${header}${row}\n`, 'edited-row 2:1']),
    [`${header}GBR,2015,92,a\nGBR,2015,92,a\n`, 'edited-row 3:1'],
    [`${header}IDN,2015,22,a\nGBR,2015,92,a\n`, 'edited-row 3:1']
  ])('refuses an edited table: %j', (text, fault) =>
    expect(kindAndPlace(() => readObservations(text!, 'data.csv'))).toBe(fault)
  );
});
