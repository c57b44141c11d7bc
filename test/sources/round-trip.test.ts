import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFile } from '../../src/sources/import-file.ts';
import type { Observation } from '../../src/sources/source.ts';
import { long } from '../slice.ts';
import { smallSources } from './small-sources.ts';
import {
  asGapminderDdf,
  asItuDatahub,
  asOwidGrapher,
  asTreatyStatus,
  asUnicefWorkbook,
  asUnTreatyCollection,
  asWorldBankBulk,
  declared,
  releaseDay,
  type Joining,
  type Saving,
  type WholeFile
} from './write-layout.ts';

const lastYear = 2027;
const inOrder = (rows: readonly Observation[]) =>
  [...rows].sort((one, other) =>
    `${one.iso3} ${one.year}` < `${other.iso3} ${other.year}` ? -1 : 1
  );

/** Cases for each layout; an ordinary run takes a fixed sample. */
const runs = long ? { numRuns: 2000 } : { numRuns: 100, seed: 20181008 };

const dialect = fc.record(
  {
    encoding: fc.constantFrom('utf-16' as const, 'windows-1252' as const),
    delimiter: fc.constantFrom(';' as const, '\t' as const),
    decimal: fc.constant(',' as const)
  },
  { requiredKeys: [] }
);

const saving = fc.record<Saving>({
  bom: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  quoteAll: fc.boolean(),
  trailingComma: fc.boolean(),
  preamble: fc.constantFrom('none', 'plain', 'padded'),
  scientific: fc.boolean(),
  dialect: fc.option(dialect, { nil: {} })
});

const observations = (codes: readonly string[]) =>
  fc.uniqueArray(
    fc.record<Observation>({
      iso3: fc.constantFrom(...codes),
      year: fc.integer({ min: 1960, max: lastYear }),
      value: fc.double({ min: 0, max: 100, noNaN: true }).map((value) => value + 0),
      status: fc.constant('a')
    }),
    { selector: ({ iso3, year }) => `${iso3} ${year}`, minLength: 1, maxLength: 30 }
  );

const economies = ['GBR', 'IDN', 'NAM', 'XKX', 'VAT', 'SYR', 'TLS'];
const groups = ['WLD', 'EAS', 'HIC'];

interface TableLayout {
  name: 'world-bank-bulk' | 'gapminder-ddf' | 'owid-grapher' | 'itu-datahub';
  groups: readonly string[];
  write: (rows: readonly Observation[], saving: Saving) => WholeFile;
}

const layouts: TableLayout[] = [
  { name: 'world-bank-bulk', groups, write: asWorldBankBulk },
  { name: 'gapminder-ddf', groups: [], write: asGapminderDdf },
  { name: 'owid-grapher', groups: ['WLD'], write: asOwidGrapher },
  { name: 'itu-datahub', groups: ['WLD'], write: asItuDatahub }
];

describe.each(layouts)('$name', ({ name, groups, write }) => {
  it('reads what was written in any dialect', () => {
    fc.assert(
      fc.property(observations([...economies, ...groups]), saving, (rows, saving) => {
        const imported = importFile(
          write(rows, saving),
          { ...smallSources[name], ...declared(saving) },
          { lastYear }
        );
        expect(imported.economies).toEqual(
          inOrder(rows.filter(({ iso3 }) => economies.includes(iso3)))
        );
        expect(imported.aggregates).toEqual(
          inOrder(rows.filter(({ iso3 }) => groups.includes(iso3)))
        );
        expect(imported.release).toBe(
          name === 'world-bank-bulk' && saving.preamble !== 'none' ? releaseDay : null
        );
      }),
      runs
    );
  });
});

describe.each(['xlsx', 'biff8'] as const)('unicef-workbook, as %s', (type) => {
  it('reads what was written, in per cent and common years', () => {
    const source = smallSources['unicef-workbook'];
    // The workbook has shares of 1: six decimals of a percentage survive exactly.
    const rows = observations([...economies, 'NPL']).map((all) =>
      all.map((one) => ({ ...one, value: Number(one.value.toFixed(6)) }))
    );
    fc.assert(
      fc.property(rows, (rows) => {
        // A year that may be common is never converted.
        fc.pre(rows.every(({ iso3, year }) => iso3 !== 'NPL' || year + 57 > lastYear));
        const imported = importFile(asUnicefWorkbook(rows, type), source, {
          lastYear
        });
        expect(imported.economies).toEqual(inOrder(rows));
        expect(imported.release).toBe('2021-05');
      }),
      { ...runs, numRuns: runs.numRuns / 2 }
    );
  });
});

const day = fc
  .integer({ min: Date.UTC(2000, 4, 25), max: Date.UTC(2026, 0, 1) })
  .map((time) => new Date(time).toISOString().slice(0, 10));
const joining = fc
  .record({
    iso2: fc.constantFrom('ID', 'GB', 'NA', 'TL', 'VA', 'KH', 'US'),
    days: fc.tuple(fc.option(day), fc.option(day))
  })
  .filter(({ days }) => days.some((one) => one !== null))
  .map(({ iso2, days: [one, other] }): Joining => {
    const [first, second] = [one, other].flatMap((found) => found ?? []).sort();
    return one !== null
      ? { iso2, signed: first ?? null, bound: second ?? null }
      : { iso2, signed: null, bound: first ?? null };
  });
const joinings = fc
  .uniqueArray(joining, { selector: ({ iso2 }) => iso2, minLength: 1, maxLength: 7 })
  .filter((states) => states.some(({ bound }) => bound !== null));

describe.each([
  { name: 'un-treaty-collection', write: asUnTreatyCollection },
  { name: 'treaty-status', write: asTreatyStatus }
] as const)('$name', ({ name, write }) => {
  it('counts states by year and names none', () => {
    fc.assert(
      fc.property(joinings, saving, (states, saving) => {
        const imported = importFile(
          write(states, saving),
          { ...smallSources[name], ...declared(saving) },
          { lastYear }
        );
        const years = states.flatMap(({ bound }) =>
          bound === null ? [] : [Number(bound.slice(0, 4))]
        );
        for (const { iso3, year, value } of imported.aggregates) {
          expect(iso3).toBe('WLD');
          expect(value).toBe(years.filter((bound) => bound <= year).length);
        }
        expect(imported.aggregates.map(({ year }) => year)).toEqual(
          Array.from(
            { length: Math.max(...years) - Math.min(...years) + 1 },
            (_, index) => Math.min(...years) + index
          )
        );
        expect(imported.economies).toEqual([]);
        expect(imported.dropped.reduce((sum, { count }) => sum + count, 0)).toBe(
          states.length - years.length
        );
      }),
      runs
    );
  });
});
