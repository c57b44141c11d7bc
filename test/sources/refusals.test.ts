import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importFile } from '../../src/sources/import-file.ts';
import { kindIn, readPublisherList } from '../../src/sources/publisher-list.ts';
import { SourceError, type SourceFault } from '../../src/sources/source-error.ts';
import {
  readSource,
  type Imported,
  type ImportOptions,
  type Source
} from '../../src/sources/source.ts';
import { canBeParty } from '../../src/sources/layouts/treaty-status.ts';
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
/** Every economy and group, in the publisher's order: by name. */
const worldBankList = [...list.economies, ...list.groups]
  .sort(([, [one = '']], [, [other = '']]) => (one < other ? -1 : 1))
  .map(([code]) => code);
const people: Source = { ...bank, unit: 'people' };
const ddf = smallSources['gapminder-ddf'];
const owid = smallSources['owid-grapher'];
const treaty = smallSources['un-treaty-collection'];
const status = smallSources['treaty-status'];

const read = (text: string, source: Source, asked = options): Imported =>
  importFile(fileOf(text), source, asked);

/**
 * Returns what is wrong with a file; fails when nothing is, or when it cannot be shown to an
 * editor.
 */
function faultOf(text: string, source: Source, asked = options): SourceFault {
  try {
    read(text, source, asked);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    for (const part of [
      error.fault.file,
      error.fault.found,
      error.fault.expected,
      error.fault.advice
    ])
      expect(part).not.toBe('');
    return error.fault;
  }
  throw new Error(`${JSON.stringify(text)} was taken`);
}

/** A refusal: why, the file, its source, and the line, cell and words of the message. */
type Refusal = [
  why: string,
  text: string,
  source: Source,
  line: number,
  column: number,
  found: string
];

const refuses = (refusals: Refusal[]) =>
  it.each(refusals)('%s', (_, text, source, line, column, found) => {
    expect(faultOf(text, source)).toMatchObject({
      line,
      column,
      found: expect.stringContaining(found)
    });
  });

const bankHeader = 'Country Name,Country Code,Indicator Name,Indicator Code,2015,2016\n';
const bankRow = (code: string, cells = ',') => `Place,${code},People,IT.USE.ZS,${cells}\n`;
const printed = (release: string) =>
  `"Data Source","World Development Indicators",\n\n"Last Updated Date","${release}",\n\n`;
const wholeTable = (codes: readonly string[]) =>
  bankHeader + codes.map((code) => bankRow(code, code === 'IDN' ? '22,25.4' : ',')).join('');

describe('a World Bank file', () => {
  it('with every economy and group is taken, also where most have no value', () => {
    const { economies, dropped } = read(wholeTable(worldBankList), bank, withList);
    expect(economies).toHaveLength(2);
    expect(dropped).toEqual([
      { reason: 'rows without any value', count: worldBankList.length - 1 }
    ]);
  });

  it('may list a group that nobody knows, and may lack any: what it lists is given to be asked about', () => {
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

  it('that lacks any economy is refused, with the code', () => {
    fc.assert(
      fc.property(fc.constantFrom(...list.economies.keys()), (gone) => {
        const { found } = faultOf(
          wholeTable(worldBankList.filter((code) => code !== gone)),
          bank,
          withList
        );
        expect(found).toBe(`no row for ${gone} up to the end of the file`);
      })
    );
  });

  it('that was cut at any line end is refused', () => {
    const lines = wholeTable(worldBankList).split('\n');
    for (let kept = 1; kept < lines.length - 1; kept++)
      expect(faultOf(`${lines.slice(0, kept).join('\n')}\n`, bank, withList).line).toBe(kept);
  });

  it('names the first economies that it lacks', () => {
    expect(faultOf(bankHeader + bankRow('IDN', '1,2'), bank, withList)).toMatchObject({
      line: 2,
      column: 2,
      found: 'no row for ABW, AFG, AGO and 213 more up to the end of the file'
    });
  });

  it.each(['2018-08-28', '2026-11-25'])('that was released on %s is taken', (release) => {
    expect(read(printed(release) + bankHeader + bankRow('IDN', '1,2'), bank).release).toBe(release);
  });

  it('is taken at its word about its release by who does not know today', () => {
    const table = printed('2098-01-01') + bankHeader + bankRow('IDN', '1,2');
    expect(read(table, bank, { lastYear: 2027 }).release).toBe('2098-01-01');
  });

  it('of the API that holds another number of entries than it says is refused', () => {
    const answer = (total: number) => JSON.stringify([{ page: 1, pages: 1, total }, []]);
    for (const total of [1, 2])
      expect(faultOf(answer(total), bank).found).toBe(`0 entries where it says ${total}`);
  });

  refuses([
    [
      'released tomorrow',
      printed('2026-11-26') + bankHeader + bankRow('IDN', '1,2'),
      bank,
      3,
      2,
      'the release 2026-11-26'
    ],
    [
      'with a code that nobody knows',
      bankHeader + bankRow('IDN', '1,2') + bankRow('XXX', '1,2'),
      bank,
      3,
      2,
      'the code "XXX"'
    ],
    [
      'with such a code in a row without a value',
      bankHeader + bankRow('XXX') + bankRow('IDN', '1,2'),
      bank,
      2,
      2,
      'the code "XXX"'
    ],
    ['with a code in lower case', bankHeader + bankRow('idn', '1,2'), bank, 2, 2, 'the code "idn"'],
    [
      'with a row again, without a value',
      bankHeader + bankRow('IDN', '1,2') + bankRow('IDN'),
      bank,
      3,
      2,
      'the code "IDN" again'
    ],
    [
      'cut inside its last number',
      bankHeader + bankRow('IDN', '22,25.4').slice(0, -2),
      bank,
      2,
      6,
      '"25." for IDN 2016'
    ]
  ]);
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
  )('is asked of %s', (_, list) => expect(list).toBe('world-bank'));

  it('leaves an open last line to Our World in Data and the ITU alone', () => {
    const open = declared.filter(({ finalNewline }) => finalNewline === false);
    expect(open.map(({ layout }) => layout).filter((layout) => layout !== 'owid-grapher')).toEqual([
      'itu-datahub'
    ]);
  });
});

const owidHeader = 'Entity,Code,Year,use\n';
const ddfHeader = 'geo,time,use\n';

describe('a long table', () => {
  refuses([
    [
      'cut inside its last number',
      `${ddfHeader}idn,2015,22\nidn,2016,25`,
      ddf,
      3,
      3,
      'the end of the file'
    ],
    [
      'cut after its last row',
      `${owidHeader}Indonesia,IDN,2016,25.4`,
      owid,
      2,
      4,
      'the end of the file'
    ],
    [
      'cut inside a row that is blank up to there',
      `${owidHeader}Indonesia,IDN,2016,25.4\n,`,
      owid,
      2,
      4,
      'the end of the file'
    ],
    [
      'with a year of another calendar',
      `${owidHeader}Thailand,THA,2562,67\n`,
      owid,
      2,
      3,
      'the year 2562'
    ],
    [
      'with a year of another calendar and no value',
      `${owidHeader}Thailand,THA,2562,\n`,
      owid,
      2,
      3,
      'the year 2562'
    ],
    ['with a year before all others', `${ddfHeader}idn,1959,0\n`, ddf, 2, 2, 'the year 1959'],
    ['with a year that is none', `${ddfHeader}idn,16,0\n`, ddf, 2, 2, '"16"'],
    [
      'with an unknown id',
      `${ddfHeader}idn,2016,1\nnarnia,2016,1\n`,
      ddf,
      3,
      1,
      'the code "narnia"'
    ],
    [
      'with an unknown id and no value',
      `${ddfHeader}idn,2016,1\nnarnia,2016,\n`,
      ddf,
      3,
      1,
      'the code "narnia"'
    ],
    [
      'with an unknown code and no value',
      `${owidHeader}Europe,OWID_EUR,2016,\n`,
      owid,
      2,
      2,
      'the code "OWID_EUR"'
    ],
    [
      'with a row again, without a value',
      `${ddfHeader}idn,2016,1\nidn,2016,\n`,
      ddf,
      3,
      3,
      'IDN 2016 again'
    ],
    [
      'with an empty row first, then again',
      `${owidHeader}Indonesia,IDN,2016,\nIndonesia,IDN,2016,1\n`,
      owid,
      3,
      4,
      'IDN 2016 again'
    ],
    [
      'with two codes of one place',
      `${ddfHeader}kos,2016,1\nxkx,2016,1\n`,
      ddf,
      3,
      3,
      'XKX 2016 again'
    ],
    [
      'with a year of a group that is none',
      `${owidHeader}High income,,20x0,1\n`,
      owid,
      2,
      3,
      '"20x0"'
    ],
    [
      'with a value of a group that is none',
      `${owidHeader}High income,,2016,zz\n`,
      owid,
      2,
      4,
      '"zz"'
    ],
    [
      'with a group again',
      `${owidHeader}High income,,2016,1\nHigh income,,2016,1\n`,
      owid,
      3,
      4,
      '"High income" 2016 again'
    ],
    [
      'with headers in both cases',
      'Entity,code,Year,use\nIndonesia,IDN,2016,1\n',
      owid,
      1,
      1,
      'the header "Entity,code,Year,use"'
    ]
  ]);

  it('whose publisher leaves the last line open is taken', () => {
    const { economies } = read(`${owidHeader}Indonesia,IDN,2016,25.4`, {
      ...owid,
      finalNewline: false
    });
    expect(economies).toEqual([{ iso3: 'IDN', year: 2016, value: 25.4, status: 'a' }]);
  });

  it('says how such a source is declared', () => {
    expect(faultOf(`${owidHeader}Indonesia,IDN,2016,25.4`, owid).advice).toContain(
      '"finalNewline": false in data/sources/small-owid.json'
    );
  });

  it('of Our World in Data may have its short headers', () => {
    const rows = 'Indonesia,IDN,2016,25.4\nWorld,OWID_WRL,2016,45.8\nHigh income,,2016,80\n';
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

  it('that are shares of 1 are refused, at the largest', () => {
    expect(faultOf(table(shares), ddf)).toMatchObject({
      line: 51,
      column: 3,
      found: '0.98 for IDN 1984, the largest of 50 percentages',
      advice: expect.stringContaining('download the one in per cent')
    });
  });

  it.each<[string, readonly number[]]>([
    ['too few to tell', shares.slice(1)],
    ['all zero', shares.map(() => 0)],
    ['small, with one above 1', [...shares.slice(1), 1.2]]
  ])('that are %s are taken', (_, values) =>
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
  ])('%s are taken', (_, code, text) => {
    const { economies, aggregates } = read(bankHeader + bankRow(code, `${text},`), people);
    expect([...economies, ...aggregates].map(({ value }) => value)).toEqual([Number(text)]);
  });

  refuses([
    [
      'with a fraction, of an economy',
      bankHeader + bankRow('IDN', '261115456,25.4'),
      people,
      2,
      6,
      '25.4'
    ],
    ['below zero', bankHeader + bankRow('WLD', '-2,'), people, 2, 5, '-2']
  ]);
});

const statusHeader =
  'iso2,member,state party,year ratification or accession,signatory,no action,status,note\n';
const namibia = 'NA,Namibia,1,2002,0,0,state party,\n';

describe('a table of treaty status', () => {
  it('counts who is bound, once', () => {
    const rows =
      'IE,Ireland,0,,1,0,signatory state,\nBB,Barbados,0,,0,1,no action,\nPS,State of Palestine,1,2017,0,0,state party,\n';
    const { aggregates, dropped } = read(statusHeader + namibia + rows, status);
    expect(aggregates.at(-1)).toEqual({ iso3: 'WLD', year: 2017, value: 2, status: 'p' });
    expect(dropped).toEqual([{ reason: 'states that are not bound', count: 2 }]);
  });

  it('may lack the columns that say the same again', () => {
    const { aggregates } = read(
      'iso2,member,state party,year ratification or accession,signatory\nNA,Namibia,1,2002,0\nBB,Barbados,0,,0\n',
      status
    );
    expect(aggregates).toEqual([{ iso3: 'WLD', year: 2002, value: 1, status: 'p' }]);
  });

  refuses([
    [
      'with a part of a state',
      `${statusHeader}BQ,Caribbean Netherlands,1,2002,0,0,state party,\n`,
      status,
      2,
      1,
      'the code "BQ", which is of no state'
    ],
    [
      'with a continent',
      `${statusHeader}AQ,Antarctica,1,2002,0,0,state party,\n`,
      status,
      2,
      1,
      'the code "AQ", which is of no state'
    ],
    [
      'with a territory',
      `${statusHeader}${namibia}HK,Hong Kong,0,,0,1,no action,\n`,
      status,
      3,
      1,
      'the code "HK"'
    ],
    [
      'with an unknown code',
      `${statusHeader}QQ,Nowhere,1,2002,0,0,state party,\n`,
      status,
      2,
      1,
      'the code "QQ"'
    ],
    [
      'bound and only signed',
      `${statusHeader}NA,Namibia,1,2002,1,0,state party,\n`,
      status,
      2,
      5,
      '"signatory" beside "state party"'
    ],
    [
      'bound without action',
      `${statusHeader}NA,Namibia,1,2002,0,1,state party,\n`,
      status,
      2,
      6,
      '"no action" beside "state party"'
    ],
    [
      'signed without action',
      `${statusHeader}NA,Namibia,0,,1,1,no action,\n`,
      status,
      2,
      6,
      '"no action" beside "signatory"'
    ],
    [
      'neither one nor the other',
      `${statusHeader}NA,Namibia,0,,0,0,no action,\n`,
      status,
      2,
      3,
      'no flag set'
    ],
    [
      'with a flag that is none',
      `${statusHeader}NA,Namibia,1,2002,x,0,state party,\n`,
      status,
      2,
      5,
      '"x"'
    ],
    [
      'with words that disagree',
      `${statusHeader}NA,Namibia,1,2002,0,0,no action,\n`,
      status,
      2,
      7,
      '"no action"'
    ],
    ['with a state again', statusHeader + namibia + namibia, status, 3, 1, 'the state "NA" again'],
    [
      'with a state again, unbound first',
      `${statusHeader}NA,Namibia,0,,0,1,no action,\n${namibia}`,
      status,
      3,
      1,
      'the state "NA" again'
    ],
    [
      'with a state under two codes',
      `${statusHeader}TP,Timor-Leste,1,2003,0,0,state party,\nTL,Timor-Leste,1,2003,0,0,state party,\n`,
      status,
      3,
      1,
      'the state "TL" again'
    ]
  ]);
});

describe('who can be party', () => {
  it.each(['IDN', 'NAM', 'TLS', 'SSD', 'VAT', 'PSE', 'COK', 'NIU'])('%s', (code) =>
    expect(canBeParty(code)).toBe(true)
  );
  it.each(['ATA', 'HKG', 'GUM', 'XKX', 'TWN', 'WLD', ''])('not %j', (code) =>
    expect(canBeParty(code)).toBe(false)
  );
});

const treatyHeader = 'Participant,Signature,"Ratification, Accession(a), Succession(d)"\n';
const treatyRow = (...cells: [string, string, string]) => `${cells.join(',')}\n`;

describe('a table of the UN Treaty Collection', () => {
  it.each([
    ['signed and ratified on one day', '7 Sep 2000', '7 Sep 2000'],
    ['acceded', '', '29 Feb 2000 a'],
    ['succeeded', '', '23 Oct 2000 d']
  ])('counts who %s', (_, signed, ratified) => {
    const { aggregates } = read(treatyHeader + treatyRow('Namibia', signed, ratified), treaty);
    expect(aggregates).toEqual([{ iso3: 'WLD', year: 2000, value: 1, status: 'p' }]);
  });

  refuses([
    [
      'with 31 February',
      treatyHeader + treatyRow('A', '', '31 Feb 2002 a'),
      treaty,
      2,
      3,
      '"31 Feb 2002 a"'
    ],
    [
      'with 29 February of a common year',
      treatyHeader + treatyRow('A', '29 Feb 2001', '1 Mar 2002'),
      treaty,
      2,
      2,
      '"29 Feb 2001"'
    ],
    ['with day 0', treatyHeader + treatyRow('A', '', '0 Feb 2002'), treaty, 2, 3, '"0 Feb 2002"'],
    [
      'with an unknown letter',
      treatyHeader + treatyRow('A', '', '19 Sep 2002 z'),
      treaty,
      2,
      3,
      '"19 Sep 2002 z"'
    ],
    [
      'with a letter after a signature',
      treatyHeader + treatyRow('A', '19 Sep 2002 a', ''),
      treaty,
      2,
      2,
      '"19 Sep 2002 a"'
    ],
    [
      'with a year out of range',
      treatyHeader + treatyRow('A', '1 Jan 1802', '1 Jan 2002'),
      treaty,
      2,
      2,
      'the year 1802'
    ],
    [
      'ratified before it was signed',
      treatyHeader + treatyRow('A', '2 Sep 2005', '1 Sep 2005'),
      treaty,
      2,
      3,
      '"1 Sep 2005", before the signature'
    ],
    [
      'with a participant and no day',
      treatyHeader + treatyRow('A', '', ''),
      treaty,
      2,
      3,
      '"A" without a day'
    ],
    [
      'without a participant',
      treatyHeader + treatyRow('', '', '1 Sep 2005'),
      treaty,
      2,
      1,
      'no participant'
    ],
    [
      'with a participant again',
      treatyHeader + treatyRow('A', '', '1 Sep 2002') + treatyRow('A', '', '1 Sep 2002'),
      treaty,
      3,
      1,
      '"A" again'
    ],
    [
      'with a participant again, once only signed',
      treatyHeader + treatyRow('A', '1 Sep 2002', '') + treatyRow('a', '', '1 Sep 2002'),
      treaty,
      3,
      1,
      '"a" again'
    ]
  ]);
});
