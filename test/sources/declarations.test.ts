import { describe, expect, it } from 'vitest';
import { iso3OfIso2 } from '../../src/sources/cells/country-codes.ts';
import { kindOfCode } from '../../src/sources/publisher-list.ts';
import { readRepairs, repairsFor } from '../../src/sources/repair.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import { readSource } from '../../src/sources/source.ts';
import { smallSources } from './small-sources.ts';

const source = smallSources['owid-grapher'];
const file = `data/sources/${source.id}.json`;
const without = (field: string) =>
  Object.fromEntries(Object.entries(source).filter(([name]) => name !== field));

describe('readSource', () => {
  it('reads a declaration', () => expect(readSource(JSON.stringify(source), file)).toEqual(source));

  it.each([
    'id',
    'title',
    'publisher',
    'address',
    'licence',
    'credit',
    'indicator',
    'indicatorCode',
    'unit',
    'layout',
    'cadence',
    'notes'
  ])('refuses one without %s, by name', (field) => {
    expect(() => readSource(JSON.stringify(without(field)), file)).toThrow(
      `${file}:1:1: found “${field}”: it is missing`
    );
  });

  it('names all that is missing at once', () => {
    const { unit: _, ...rest } = without('title');
    expect(() => readSource(JSON.stringify({ ...rest, licence: {} }), file)).toThrow(
      `${file}:1:1: found “title”, “unit”: they are missing`
    );
  });

  it.each<[string, unknown]>([
    ['a field that nobody knows', { ...source, color: 'red' }],
    ['a layout that nobody reads', { ...source, layout: 'xlsx' }],
    ['an address without https', { ...source, address: 'ftp://example.org' }],
    ['a download without https', { ...source, download: 'http://example.org/table.csv' }],
    [
      'a download with a password',
      { ...source, download: 'https://me:secret@example.org/table.csv' }
    ],
    ['a code that is none', { ...source, codes: { OWID_KOS: 'Kosovo' } }],
    ['a list', [source]],
    ['nothing', null]
  ])('refuses %s', (_, declaration) =>
    expect(() => readSource(JSON.stringify(declaration), file)).toThrow(SourceError)
  );

  it('refuses the declaration of another file', () => {
    expect(() => readSource(JSON.stringify(source), 'data/sources/other.json')).toThrow(
      'expected id "other", as the file is named'
    );
  });

  it('refuses what is not JSON', () =>
    expect(() => readSource('{', file)).toThrow('text that is not JSON: '));
});

describe('readRepairs', () => {
  const repair = { iso3: 'NZL', expects: 2001, value: 2011, reason: 'The depositary gives 2011.' };

  it('reads a list', () =>
    expect(readRepairs(JSON.stringify([repair]), 'r.json')).toEqual([repair]));

  it.each<[string, unknown]>([
    ['no reason', { ...repair, reason: '' }],
    ['no expectation', { iso3: 'NZL', value: 2011, reason: repair.reason }],
    ['a name instead of a code', { ...repair, iso3: 'New Zealand' }]
  ])('refuses a repair with %s', (_, changed) =>
    expect(() => readRepairs(JSON.stringify([changed]), 'r.json')).toThrow(
      /^r\.json:1:\d+: found “\w+” in entry 1: /
    )
  );

  it('refuses a repair that ends before it begins', () => {
    const ends = (until: string) => () =>
      readRepairs(JSON.stringify([{ ...repair, since: '2024-05-30', until }]), 'r.json');
    expect(ends('2024-05')).not.toThrow();
    expect(ends('2024-04')).toThrow('"until" is before "since"');
  });

  it.each([
    ['one repair without a list', repair],
    ['nothing', null]
  ])('refuses %s, and says that it is the whole file', (_, json) =>
    expect(() => readRepairs(JSON.stringify(json), 'r.json')).toThrow(
      /^r\.json:1:1: found the file: .*expected a list of repairs/
    )
  );
});

describe('repairsFor', () => {
  const [repair] = readRepairs(
    JSON.stringify([
      {
        iso3: 'EAS',
        year: 2025,
        expects: 0,
        value: null,
        since: '2026-07',
        until: '2026-11-20',
        reason: 'No figure yet.'
      }
    ]),
    'r.json'
  );

  it.each([
    ['2026-06-30', false],
    ['2026-07-13', true],
    ['2026-11-20', true],
    ['2026-11', true],
    ['2026-11-21', false],
    ['2026-12', false]
  ])('mends the release %s of those from "since" to "until": %s', (release, mends) =>
    expect(repairsFor({ repairs: [repair!] }, release)).toEqual(mends ? [repair] : [])
  );
});

describe('codes', () => {
  it.each([
    ['NA', 'NAM'],
    ['GB', 'GBR'],
    ['XK', 'XKX'],
    ['BQ', 'BES'],
    ['UK', undefined],
    ['na', undefined],
    ['', undefined]
  ])('%s is %s', (iso2, iso3) => expect(iso3OfIso2(iso2)).toBe(iso3));

  it.each([
    ['IDN', 'economy'],
    ['XKX', 'economy'],
    ['CHI', 'economy'],
    ['TWN', 'economy'],
    ['WLD', 'aggregate'],
    ['AFE', 'aggregate'],
    ['OWID_WRL', 'unknown'],
    ['idn', 'unknown'],
    ['', 'unknown']
  ] as const)('%j is %s', (code, kind) => expect(kindOfCode(code)).toBe(kind));
});
