import { describe, expect, it } from 'vitest';
import { iso3OfIso2 } from '../../src/sources/cells/country-codes.ts';
import { kindOfCode } from '../../src/sources/economies.ts';
import { readRepairs } from '../../src/sources/repair.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import { readSource } from '../../src/sources/source.ts';
import { smallSources } from './small-sources.ts';

const source = smallSources['owid-grapher'];
const file = `data/sources/${source.id}.json`;
const without = (field: string) => Object.fromEntries(Object.entries(source).filter(([name]) => name !== field));

describe('readSource', () => {
  it('reads a declaration', () => expect(readSource(JSON.stringify(source), file)).toEqual(source));

  it.each(['id', 'title', 'publisher', 'address', 'licence', 'credit', 'indicator', 'indicatorCode', 'unit', 'layout', 'cadence', 'notes'])(
    'refuses one without %s, by name',
    (field) => {
      expect(() => readSource(JSON.stringify(without(field)), file)).toThrow(`${file}:1:1: found ${field}: `);
    }
  );

  it.each<[string, unknown]>([
    ['a field that nobody knows', { ...source, color: 'red' }],
    ['a layout that nobody reads', { ...source, layout: 'xlsx' }],
    ['an address without https', { ...source, address: 'ftp://example.org' }],
    ['a download without https', { ...source, download: 'http://example.org/table.csv' }],
    ['a download with a password', { ...source, download: 'https://me:secret@example.org/table.csv' }],
    ['a code that is none', { ...source, codes: { OWID_KOS: 'Kosovo' } }],
    ['a list', [source]],
    ['nothing', null]
  ])('refuses %s', (_, declaration) => expect(() => readSource(JSON.stringify(declaration), file)).toThrow(SourceError));

  it('refuses the declaration of another file', () => {
    expect(() => readSource(JSON.stringify(source), 'data/sources/other.json')).toThrow('expected id "other", as the file is named');
  });

  it('refuses what is not JSON', () => expect(() => readSource('{', file)).toThrow('expected JSON'));
});

describe('readRepairs', () => {
  const repair = { iso3: 'NZL', expects: 2001, value: 2011, reason: 'The depositary gives 2011.' };

  it('reads a list', () => expect(readRepairs(JSON.stringify([repair]), 'r.json')).toEqual([repair]));

  it.each<[string, unknown]>([
    ['no reason', { ...repair, reason: '' }],
    ['no expectation', { iso3: 'NZL', value: 2011, reason: repair.reason }],
    ['a name instead of a code', { ...repair, iso3: 'New Zealand' }]
  ])('refuses a repair with %s', (_, changed) =>
    expect(() => readRepairs(JSON.stringify([changed]), 'r.json')).toThrow('r.json:1:1: found 0.')
  );
});

describe('codes', () => {
  it.each([
    ['NA', 'NAM'],
    ['GB', 'GBR'],
    ['XK', 'XKX'],
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
