import { describe, expect, it } from 'vitest';
import { readRepairs, repairsFor } from '../../src/sources/repair.ts';
import { readSource } from '../../src/sources/source.ts';
import { kindAndPlace } from './fault-of.ts';
import { smallSources } from './small-sources.ts';

const source = smallSources['owid-grapher'];
const file = `data/sources/${source.id}.json`;

describe('readSource', () => {
  const readOf = (declaration: unknown) => () => readSource(JSON.stringify(declaration), file);

  it('reads a declaration', () => expect(readOf(source)()).toEqual(source));

  it('names all missing fields at once', () => {
    const { title: _title, unit: _unit, ...rest } = source;
    expect(readOf({ ...rest, licence: {} })).toThrow('“title”, “unit”');
  });

  it.each<[string, unknown]>([
    ['an unknown field', { ...source, color: 'red' }],
    ['an unknown layout', { ...source, layout: 'xlsx' }],
    ['an address without https', { ...source, address: 'ftp://example.org' }],
    ['a download without https', { ...source, download: 'http://example.org/table.csv' }],
    [
      'a download with a password',
      { ...source, download: 'https://me:secret@example.org/table.csv' }
    ],
    ['a wrong code', { ...source, codes: { OWID_KOS: 'Kosovo' } }],
    ['a list', [source]],
    ['null', null]
  ])('refuses %s', (_, declaration) =>
    expect(kindAndPlace(readOf(declaration))).toMatch(/^wrong-field /)
  );

  it('refuses the declaration of another file', () => {
    const read = () => readSource(JSON.stringify(source), 'data/sources/other.json');
    expect(kindAndPlace(read)).toBe('other-id 1:1');
  });

  it('refuses invalid JSON', () =>
    expect(kindAndPlace(() => readSource('{', file))).toBe('not-json 1:2'));
});

describe('readRepairs', () => {
  const repair = { iso3: 'NZL', expects: 2001, value: 2011, reason: 'The depositary gives 2011.' };
  const readOf = (json: unknown) => () => readRepairs(JSON.stringify(json), 'r.json');

  it('reads a list', () => expect(readOf([repair])()).toEqual([repair]));

  it.each<[string, unknown, string]>([
    ['no reason', { ...repair, reason: '' }, 'wrong-field 1:44'],
    ['no expectation', { iso3: 'NZL', value: 2011, reason: repair.reason }, 'missing-field 1:2'],
    ['a name instead of a code', { ...repair, iso3: 'New Zealand' }, 'wrong-field 1:3'],
    ['no year and no value', { ...repair, value: null }, 'wrong-field 1:2'],
    [
      'an end before its start',
      { ...repair, since: '2024-05-30', until: '2024-04' },
      'wrong-field 1:2'
    ]
  ])('refuses a repair with %s', (_, changed, fault) =>
    expect(kindAndPlace(readOf([changed]))).toBe(fault)
  );

  it('reads a repair that ends in the month it starts', () =>
    expect(readOf([{ ...repair, since: '2024-05-30', until: '2024-05' }])).not.toThrow());

  it.each([
    ['one repair without a list', repair],
    ['null', null]
  ])('refuses %s at the start of the file', (_, json) =>
    expect(kindAndPlace(readOf(json))).toBe('wrong-field 1:1')
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
