import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { futureEstimates, readEstimates } from '../../src/story/ledgers/estimates.ts';
import { committedEstimates, committedRereadings } from './committed-ledgers.ts';
import { readProtection } from '../../src/story/ledgers/protection.ts';
import { problemsOf } from './problems-of.ts';

const header =
  'id,series,publisher,title,url,published,ref_year,geography,bound,low,value,high,unit,definition,method_note,verification';
/** A row with its bound, low, value and high as in the ledger. */
const row = (numbers: string, rest: Partial<Record<'id' | 'unit' | 'verification', string>> = {}) =>
  `${rest.id ?? 'one'},family/a,Agency,"A title, with a comma",https://example.org,2020,2020,World,${numbers},${rest.unit ?? 'people'},People,,${rest.verification ?? 'primary'}`;
const ledger = (...rows: string[]) => `${[header, ...rows].join('\n')}\n`;
const faultsOf = (...rows: string[]) => problemsOf(() => readEstimates(ledger(...rows), []));
const said = ({ message }: { message: string }) => message;
const idsOf = (...rows: string[]) => Object.keys(readEstimates(ledger(...rows), []).estimates);

describe('the bound and the numbers of an estimate agree', () => {
  it.each([
    ['about needs a value', row('about,,,')],
    ['about has no low end', row('about,5,7,')],
    ['about has no high end', row('about,,7,9')],
    ['at_least needs a low end', row('at_least,,,')],
    ['at_least has no value', row('at_least,5,7,')],
    ['up_to needs a high end', row('up_to,,,')],
    ['up_to has no low end', row('up_to,5,,7')],
    ['a range needs both ends', row('range,5,,')],
    ['a range goes upward', row('range,9,,5')],
    ['a central value lies in its range', row('range,5,12,9')],
    ['the bound is a known word', row('circa,,7,')],
    ['a row has as many cells as the header', row('about,,80.000,5 or so,')],
    ['a number has no words in it', row('about,,around 7,')],
    ['a statement has no number', row('about,,7,', { unit: 'statement' })],
    ['a statement has no end', row(',,,7', { unit: 'statement' })],
    ['the check is a known word', row('about,,7,', { verification: 'hearsay' })]
  ])('%s', (_, line) => {
    expect(faultsOf(line).map(said)).toMatchSnapshot();
  });

  it('counts lines through a quoted cell with a line break', () => {
    const tall = row('about,,7,').replace('with a comma', 'with a\nbreak');
    const [problem] = faultsOf(tall, row('about,,x,', { id: 'two' }));
    expect(problem?.line).toBe(4);
  });

  it('refuses a copied row, which a figure would draw twice', () => {
    const [first, copied] = [row('about,,7,'), row('about,,9,', { id: 'two' })];
    expect(faultsOf(first, copied).map(said)).toMatchSnapshot();
    const others = [
      copied.replace(',2020,World', ',2019,World'),
      copied.replace(',2020,World', ',2020-09,World'),
      copied.replace('family/a', 'family/b'),
      copied.replace('People', 'Homes')
    ];
    for (const other of others) expect(idsOf(first, other)).toEqual(['one', 'two']);
  });

  it('has at most three significant digits where it is about, in a series that is drawn', () => {
    const about = (value: string, series = 'iwf_confirmed/b') =>
      row(`about,,${value},`).replace('family/a', series);
    expect(faultsOf(about('252194')).map(said)).toMatchSnapshot();
    for (const accepted of [about('252000'), about('252194', 'family/a')])
      expect(idsOf(accepted)).toEqual(['one']);
  });

  it('accepts one figure a year in a series that is drawn year by year', () => {
    const counted = (id: string, year: string, definition: string) =>
      row('exact,,7,', { id })
        .replace('family/a', 'iwf_confirmed/b')
        .replace(',2020,World', `,${year},World`)
        .replace('People', definition);
    const twice = faultsOf(counted('one', '2018', 'Pages'), counted('two', '2018', 'Links'));
    const month = faultsOf(counted('one', '2018-06', 'Pages'));
    expect([...twice, ...month].map(said)).toMatchSnapshot();
  });

  it('refuses a copied row of the protection ledger', () => {
    const fact = (id: string, date: string, value: string) =>
      `${id},Review,World,countries,${date},${value},countries,Agency,https://example.org,,primary`;
    const facts = (...rows: string[]) =>
      readProtection(
        [
          'id,instrument,geography,status,date,value,unit,publisher,url,note,verification',
          ...rows,
          ''
        ].join('\n'),
        []
      );
    expect(
      problemsOf(() => facts(fact('one', '2018', '118'), fact('two', '2018', '150')))
    ).toMatchObject([{ file: 'data/protection.csv', line: 3, column: 28 }]);
    expect(Object.keys(facts(fact('one', '2018', '118'), fact('two', '2019', '150')))).toEqual([
      'one',
      'two'
    ]);
  });

  it('reports every fault of a ledger at once', () => {
    const rows = [row('about,,,'), row('range,9,,5', { id: 'two' })];
    expect(faultsOf(...rows)).toHaveLength(2);
  });
});

describe('a cell of an estimate', () => {
  const rowWith = (
    change: Partial<Record<'url' | 'published' | 'ref_year' | 'value' | 'verification', string>>
  ) => {
    const cells = {
      url: 'https://example.org',
      published: '2020',
      ref_year: '2018',
      value: '7',
      verification: 'primary',
      ...change
    };
    return `one,family/a,Agency,Title,${cells.url},${cells.published},${cells.ref_year},World,about,,${cells.value},,people,People,,${cells.verification}`;
  };

  it.each<[name: string, change: Parameters<typeof rowWith>[0]]>([
    ['a word for how it was checked', { verification: 'maybe' }],
    ['no address', { url: '' }],
    ['an address that is none', { url: 'htps://example.org' }],
    ['an address without a site', { url: 'https://example' }],
    ['an address with a port that there is not', { url: 'https://example.org:99999/' }],
    ['an address with a space', { url: 'https://example.org/a b' }],
    ['a day as a spreadsheet saves it', { published: '06/09/2018' }],
    ['a day without its zeros', { published: '3/4/2020' }],
    ['a month as a spreadsheet saves it', { published: 'Sep-18' }],
    ['a day that there is not', { published: '2018-02-30' }],
    ['a month that there is not', { published: '2018-13' }],
    ['a year before its publication alone', { ref_year: '2081' }],
    ['years that go back', { ref_year: '2020-2012' }],
    ['a day for a year', { ref_year: '03/04/2020' }],
    ['a number with a point for thousands', { value: '300.000' }],
    ['a number with two', { value: '1.300.000' }],
    ['a number with a comma for thousands', { value: '"300,000"' }],
    ['a number with a decimal comma', { value: '"4,6"' }]
  ])('refuses %s', (_, change) => {
    expect(faultsOf(rowWith(change)).map(said)).toMatchSnapshot();
  });

  it.each<Parameters<typeof rowWith>[0]>([
    { published: '2018-09-06' },
    { published: '2018-09', ref_year: '"past year, studies 2011-2017"' },
    { published: '2022-10 (day to confirm)' },
    { published: '' },
    { ref_year: 'lifetime to 18' },
    { ref_year: '2020 (pre-pandemic intelligence)' },
    { value: '0.125' },
    { value: '300.0' },
    { url: 'http://www.Iwf.org.uk/annual-report' }
  ])('accepts %o', (change) => {
    expect(readEstimates(ledger(rowWith(change)), []).estimates['one']).toBeDefined();
  });
});

it('refuses an id with a capital', () => {
  expect(faultsOf(row('about,,7,', { id: 'One' })).map(said)).toMatchSnapshot();
});

it('reports dates and years of the future', () => {
  const line = row('about,,7,').replace(',2020,2020,', ',2020-02,2021,');
  expect(futureEstimates(ledger(line), '2020-01-31').map(said)).toMatchSnapshot();
  expect(futureEstimates(ledger(line), '2021-02-01')).toEqual([]);
});

it('refuses a second row with the same id', () => {
  const [problem] = faultsOf(row('about,,7,'), row('about,,8,'));
  expect(problem).toMatchObject({ line: 3, column: 1 });
});

it.each([
  ['a missing column', header.replace(',bound', '')],
  ['another file', '<!doctype html>'],
  ['an empty file', '']
])('refuses %s by its header', (_, text) => {
  const problems = problemsOf(() => readEstimates(`${text}\n`, []));
  expect(problems.map(said)).toMatchSnapshot();
});

it('reads the committed ledger, with statements apart', () => {
  const { estimates, statements } = committedEstimates();
  expect(estimates['nca-2018']).toMatchObject({
    bound: 'about',
    value: 80_000,
    low: null,
    high: null,
    unit: 'people'
  });
  expect(estimates['nca-2021']).toMatchObject({
    bound: 'range',
    low: 550_000,
    value: null,
    high: 850_000
  });
  // A source that was read again is stated once, as it was read last.
  expect(estimates['nca-2018']?.publisher).toContain('speech of 3 Sept 2018');
  expect(estimates['dh-nottold']).toMatchObject({ id: 'dh-nottold', bound: 'nearly', value: 3 });
  expect(
    Object.keys({ ...estimates, ...statements }).filter((id) => /b$|[-\d]c$/.test(id))
  ).toEqual([]);
  // The thirteen-country surveys count what is done online ('online CSEA'), and so do the stated
  // rows.
  for (const id of ['dh-known', 'dh-helpline', 'dh-police', 'dh-nottold'])
    expect(estimates[id]?.definition).toContain('online CSEA');
  expect(statements['iicsa-demand']?.definition).toContain(
    'predominantly based in Europe, North America and Australia'
  );
  expect(estimates['iicsa-demand']).toBeUndefined();
});

it('reads the committed protection ledger, and refuses a value without its unit', () => {
  const text = readFileSync('data/protection.csv', 'utf8');
  const facts = readProtection(text, committedRereadings.protection);
  expect(facts['icmec-2018']).toMatchObject({ value: 118, unit: 'countries' });
  for (const { row, replaced_by } of committedRereadings.protection)
    expect([row in facts, replaced_by in facts]).toEqual([true, false]);
  const broken = text.replace('2018-12,118,countries', '2018-12,118,');
  const problems = problemsOf(() => readProtection(broken, committedRereadings.protection));
  expect(problems.map(said)).toMatchSnapshot();
});

it.each([
  ['a word for how it was checked', ',secondary\n', ',maybe\n'],
  ['a day as a spreadsheet saves it', ',2025-03-28,', ',28/03/2025,'],
  ['an address that is none', ',https://www.bloombergtechnoz', ',htps://www.bloombergtechnoz'],
  ['a number with a point for thousands', '2018-12,118,', '2018-12,118.000,']
])('refuses %s in the protection ledger', (_, from, to) => {
  const text = readFileSync('data/protection.csv', 'utf8');
  expect(text).toContain(from);
  const problems = problemsOf(() =>
    readProtection(text.replace(from, to), committedRereadings.protection)
  );
  expect(problems.map(said)).toMatchSnapshot();
});
