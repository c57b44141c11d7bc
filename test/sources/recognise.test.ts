import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/sources/recognise.ts';
import { type Observation, layouts, type PublishedFile } from '../../src/sources/source.ts';
import { smallSources } from './small-sources.ts';
import {
  asGapminderDdf,
  asItuDatahub,
  asOwidGrapher,
  asTreatyStatus,
  asUnicefWorkbook,
  asUnTreatyCollection,
  asWorldBankBulk,
  fileOf,
  plainly
} from './write-layout.ts';

const rows: Observation[] = [
  { iso3: 'GBR', year: 2015, value: 92, status: 'a' },
  { iso3: 'IDN', year: 2016, value: 25.4, status: 'a' }
];
const states = [{ iso2: 'ID', signed: '2001-09-24', bound: '2012-09-24' }];
const all = Object.values(smallSources);

const files: Record<(typeof layouts)[number], PublishedFile> = {
  'world-bank-bulk': asWorldBankBulk(rows, { ...plainly, preamble: 'plain', bom: true }),
  'gapminder-ddf': asGapminderDdf(rows),
  'owid-grapher': asOwidGrapher(rows),
  'un-treaty-collection': asUnTreatyCollection(states),
  'treaty-status': asTreatyStatus(states),
  'unicef-workbook': asUnicefWorkbook(rows),
  'itu-datahub': asItuDatahub(rows)
};
const sureOf = (file: PublishedFile, sources = all) =>
  recognise(file, sources)
    .candidates.filter(({ doubts }) => doubts.length === 0)
    .map(({ source }) => source.id);

describe('recognise', () => {
  it.each(layouts)('recognises a %s file among all sources', (layout) => {
    const { candidates } = recognise(files[layout], all);
    expect(candidates.map(({ source }) => source.layout)).toEqual([layout]);
  });

  it.each(['un-treaty-collection', 'treaty-status'] as const)(
    'is not sure of a %s file by its header alone',
    (layout) => {
      expect(recognise(files[layout], all).candidates[0]?.doubts).toHaveLength(1);
      const named = [{ ...smallSources[layout], named: '4-11-c' }];
      expect(sureOf(files[layout], named)).toEqual([]);
      expect(sureOf({ ...files[layout], name: 'downloads/4-11-C (1).csv' }, named)).toEqual([
        smallSources[layout].id
      ]);
    }
  );

  it('distinguishes the indicators of a publisher', () => {
    const bank = smallSources['world-bank-bulk'];
    const other = { ...bank, id: 'other', indicatorCode: 'SP.POP.TOTL' };
    expect(sureOf(files['world-bank-bulk'], [other, bank])).toEqual([bank.id]);
    const { what, candidates } = recognise(files['world-bank-bulk'], [other]);
    expect(candidates).toEqual([]);
    expect(what).toBe('a World Bank bulk file of the indicator "IT.USE.ZS"');
  });

  it('lists each source with a column in the file', () => {
    const owid = smallSources['owid-grapher'];
    const file = fileOf('Entity,Code,Year,use_3g,use_4g\nIndonesia,IDN,2016,90,60\n');
    const sources = ['use_3g', 'use_4g', 'use_5g'].map((column) => ({
      ...owid,
      id: column.slice(4),
      columns: [column]
    }));
    expect(sureOf(file, sources)).toEqual(['3g', '4g']);
  });
});
