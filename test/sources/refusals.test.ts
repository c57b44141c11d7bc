import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFile } from '../../src/sources/import-file.ts';
import { iso3Codes } from '../../src/sources/cells/country-codes.ts';
import { kindIn, readPublisherList } from '../../src/sources/publisher-list.ts';
import { readSource, type ImportOptions, type Source } from '../../src/sources/source.ts';
import { canBeParty } from '../../src/sources/layouts/treaties.ts';
import { caseRows } from '../case-rows.ts';
import { faultOf as thrownFault } from './fault-of.ts';
import { smallSources } from './small-sources.ts';
import { fileOf } from './write-layout.ts';

const options: ImportOptions = { lastYear: 2027, today: '2026-11-25' };
const bank = smallSources['world-bank-bulk'];
const listFile = 'data/publishers/world-bank.json';
const list = readPublisherList(
  readFileSync(join(import.meta.dirname, '../..', listFile), 'utf8'),
  listFile
);
const withList: ImportOptions = { ...options, list };
const worldBankList = [...list.economies, ...list.groups]
  .sort(([, [one = '']], [, [other = '']]) => (one < other ? -1 : 1))
  .map(([code]) => code);
const people: Source = { ...bank, unit: 'people' };
const ddf = smallSources['gapminder-ddf'];
const owid = smallSources['owid-grapher'];
const treaty = smallSources['un-treaty-collection'];
const status = smallSources['treaty-status'];

const read = (text: string, source: Source, asked = options) =>
  importFile(fileOf(text), source, asked);

const faultOf = (text: string, source: Source, asked = options) =>
  thrownFault(() => read(text, source, asked))!;

const bankHeader = 'Country Name,Country Code,Indicator Name,Indicator Code,2015,2016\n';
const bankRow = (code: string, cells = ',') => `Place,${code},People,IT.USE.ZS,${cells}\n`;
const printed = (release: string) =>
  `"Data Source","World Development Indicators",\n\n"Last Updated Date","${release}",\n\n`;
const wholeTable = (codes: readonly string[]) =>
  bankHeader + codes.map((code) => bankRow(code, code === 'IDN' ? '22,25.4' : ',')).join('');
const owidHeader = 'Entity,Code,Year,use\n';
const ddfHeader = 'geo,time,use\n';
const statusHeader =
  'iso2,member,state party,year ratification or accession,signatory,no action,status,note\n';
const treatyHeader = 'Participant,Signature,"Ratification, Accession(a), Succession(d)"\n';
const headers = new Map([
  [bank, bankHeader],
  [people, bankHeader],
  [owid, owidHeader],
  [ddf, ddfHeader],
  [status, statusHeader],
  [treaty, treatyHeader]
]);

const refused = caseRows<'source' | 'why' | 'rows'>('refused-rows');
const refuses = (source: Source, name: string) =>
  it.each(
    refused.filter((one) => one.source === name).map(({ why, rows }) => [why, rows] as const)
  )('is refused %s', (_, rows) => {
    const { line, column, kind, wrong, fix } = faultOf(headers.get(source)! + rows, source);
    expect(`${line}:${column} ${kind}: ${wrong} ${fix}`).toMatchSnapshot();
  });

describe('a World Bank file', () => {
  it('is taken with every economy and group, also if most have no value', () => {
    const { economies, dropped } = read(wholeTable(worldBankList), bank, withList);
    expect(economies).toHaveLength(2);
    expect(dropped).toEqual([
      { reason: 'rows without any value', count: worldBankList.length - 1 }
    ]);
  });

  it('may list an unknown group, and may lack any: an editor is asked', () => {
    const groups = [...list.groups.keys()];
    fc.assert(
      fc.property(fc.constantFrom(...groups), (gone) => {
        const { listed, aggregates } = read(
          wholeTable(worldBankList.filter((code) => code !== gone)) + bankRow('XXX', '1,2'),
          bank,
          withList
        );
        expect(listed.map(({ iso3 }) => iso3)).toEqual([
          ...worldBankList.filter((code) => code !== gone),
          'XXX'
        ]);
        expect(aggregates.map(({ iso3 }) => iso3)).toEqual(['XXX', 'XXX']);
      })
    );
  });

  it('is refused without any one economy, which is named', () => {
    fc.assert(
      fc.property(fc.constantFrom(...list.economies.keys()), (gone) => {
        const codes = worldBankList.filter((code) => code !== gone);
        const { kind, wrong } = faultOf(wholeTable(codes), bank, withList);
        expect(kind).toBe('missing-economies');
        expect(wrong).toContain(` ${gone} `);
      })
    );
  });

  it('is refused with a release after today, if today is known', () => {
    const table = (release: string) => printed(release) + bankHeader + bankRow('IDN', '1,2');
    const fault = faultOf(table('2026-11-26'), bank);
    expect(fault).toMatchObject({ line: 3, column: 2, kind: 'future-release' });
    expect(read(table('2098-01-01'), bank, { lastYear: 2027 }).release).toBe('2098-01-01');
  });

  refuses(bank, 'world-bank-bulk');
});

describe('the World Bank’s list', () => {
  it('has 217 economies and 49 groups, each once, and the parts of the world', () => {
    expect([list.economies.size, list.groups.size]).toEqual([217, 49]);
    const kinds = worldBankList.map((code) => kindIn(undefined, code));
    expect(kinds.filter((kind) => kind === 'economy')).toHaveLength(217);
    expect(kinds.filter((kind) => kind === 'aggregate')).toHaveLength(49);
    expect(list.worldParts.flat().filter((code) => !list.groups.has(code))).toEqual([]);
  });

  const folder = join(import.meta.dirname, '../../data/sources');
  const declared = readdirSync(folder).map((name) =>
    readSource(readFileSync(join(folder, name), 'utf8'), `data/sources/${name}`)
  );

  it.each(
    declared.filter(({ layout }) => layout === 'world-bank-bulk').map(({ id, list }) => [id, list])
  )('is checked for %s', (_, list) => expect(list).toBe('world-bank'));

  it('allows an open last line to Our World in Data and the ITU alone', () => {
    const open = declared.filter(({ finalNewline }) => finalNewline === false);
    expect(open.map(({ layout }) => layout).filter((layout) => layout !== 'owid-grapher')).toEqual([
      'itu-datahub'
    ]);
  });
});

describe('a DDF table', () => {
  refuses(ddf, 'gapminder-ddf');
});

describe('a grapher download', () => {
  const row = 'Indonesia,IDN,2016,25.4';

  refuses(owid, 'owid-grapher');

  it('is refused with headers in both cases', () =>
    expect(faultOf(`Entity,code,Year,use\n${row}\n`, owid)).toMatchObject({
      line: 1,
      column: 1,
      kind: 'missing-column'
    }));

  it('is taken with an open last line if the source declares it', () => {
    const { economies } = read(`${owidHeader}${row}`, { ...owid, finalNewline: false });
    expect(economies).toEqual([{ iso3: 'IDN', year: 2016, value: 25.4, status: 'a' }]);
  });

  it('may have its short headers', () => {
    const rows = `${row}\nWorld,OWID_WRL,2016,45.8\nHigh income,,2016,80\n`;
    expect(read(`entity,code,year,use\n${rows}`, owid)).toEqual(read(`${owidHeader}${rows}`, owid));
  });
});

describe('percentages', () => {
  const table = (values: readonly number[]) =>
    ddfHeader +
    values
      .map((value, index) => `${index % 2 ? 'idn' : 'gbr'},${1960 + (index >> 1)},${value}\n`)
      .join('');
  const shares = Array.from({ length: 50 }, (_, index) => index / 50);

  it.each<[string, readonly number[]]>([
    ['too few to tell', shares.slice(1)],
    ['all zero', shares.map(() => 0)],
    ['small, with one above 1', [...shares.slice(1), 1.2]]
  ])('are taken if they are %s', (_, values) =>
    expect(read(table(values), ddf).economies).toHaveLength(values.length)
  );

  it('are not looked for among people', () => {
    const { economies } = read(
      wholeTable([...worldBankList])
        .replaceAll(',\n', '1,1\n')
        .replace('22,25.4', '1,1'),
      people
    );
    expect(economies.every(({ value }) => value === 1)).toBe(true);
  });
});

describe('people', () => {
  it.each([
    ['of an economy', 'IDN', '261115456'],
    ['of an economy, with an exponent', 'IDN', '2.5E+08'],
    ['of an economy, the mean of two counts', 'FRA', '66331958.5'],
    ['of a group, an average', 'SST', '40.2512']
  ])('are taken %s', (_, code, text) => {
    const { economies, aggregates } = read(bankHeader + bankRow(code, `${text},`), people);
    expect([...economies, ...aggregates].map(({ value }) => value)).toEqual([Number(text)]);
  });

  refuses(people, 'people');
});

const namibia = 'NA,Namibia,1,2002,0,0,state party,\n';

describe('a table of treaty status', () => {
  it('counts bound states once', () => {
    const rows =
      'IE,Ireland,0,,1,0,signatory state,\nBB,Barbados,0,,0,1,no action,\nPS,State of Palestine,1,2017,0,0,state party,\n';
    const { aggregates, dropped } = read(statusHeader + namibia + rows, status);
    expect(aggregates.at(-1)).toEqual({ iso3: 'WLD', year: 2017, value: 2, status: 'p' });
    expect(dropped).toEqual([{ reason: 'states that are not bound', count: 2 }]);
  });

  it('may lack the redundant columns', () => {
    const { aggregates } = read(
      'iso2,member,state party,year ratification or accession,signatory\nNA,Namibia,1,2002,0\nBB,Barbados,0,,0\n',
      status
    );
    expect(aggregates).toEqual([{ iso3: 'WLD', year: 2002, value: 1, status: 'p' }]);
  });

  refuses(status, 'treaty-status');
});

describe('canBeParty', () => {
  it('holds for the 193 members of the United Nations and four other states', () =>
    expect(iso3Codes.filter(canBeParty)).toHaveLength(197));
});

describe('a table of the UN Treaty Collection', () => {
  it.each([
    ['ratified on the day of signature', '7 Sep 2000', '7 Sep 2000'],
    ['acceded', '', '29 Feb 2000 a'],
    ['succeeded', '', '23 Oct 2000 d']
  ])('counts a state that %s', (_, signed, ratified) => {
    const { aggregates } = read(`${treatyHeader}Namibia,${signed},${ratified}\n`, treaty);
    expect(aggregates).toEqual([{ iso3: 'WLD', year: 2000, value: 1, status: 'p' }]);
  });

  refuses(treaty, 'un-treaty-collection');
});
