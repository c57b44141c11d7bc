import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write as writeBook } from '@e965/xlsx';
import { csvParseRows } from 'd3';
import { describe, expect, it } from 'vitest';
import { storyFiles } from '../../src/site/story/story-files.ts';
import { importFile } from '../../src/sources/import-file.ts';
import { readPublisherList } from '../../src/sources/publisher-list.ts';
import { recognise } from '../../src/sources/recognise.ts';
import { readRepairs } from '../../src/sources/repair.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import { readSource, type Imported } from '../../src/sources/source.ts';
import { folderOf } from '../../src/vintages/vintage.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';
import { openArchive } from '../../src/sources/tables/zip-archive.ts';
import { sha256 } from '../../src/vintages/sha256.ts';

const root = join(import.meta.dirname, '../..');
/**
 * The published files, exactly as found. They are not part of the repository: where they are absent
 * these tests are skipped.
 */
const found = join(root, '../shared/sources');
const files = storyFiles(root);

/**
 * Every published file that a declared source can read: its folder, release folder, start of its
 * name, and source.
 */
const readable: [folder: string, release: string, name: string, source: string][] = [
  ...[
    '2018-08-28',
    '2019-01-30',
    '2020-03-18',
    '2021-03-19',
    '2022-05-25',
    '2024-05-30',
    '2024-11',
    '2026-07-13'
  ].map((release): [string, string, string, string] => [
    'wb-internet-users',
    release,
    'API_IT.NET.USER.ZS',
    'wb-internet-users'
  ]),
  ...['2018-05-21', '2019-10-02', '2022-05-25', '2024-05-30'].map(
    (release): [string, string, string, string] => [
      'wb-population',
      release,
      'API_SP.POP.TOTL',
      'wb-population'
    ]
  ),
  ...['2018-11-06', '2020-03-21', '2022-05-01', '2023-11-20', '2025-03-30', '2025-12-08'].map(
    (release): [string, string, string, string] => [
      'gapminder-internet-users',
      release,
      'ddf--datapoints',
      'gapminder-internet-users'
    ]
  ),
  ...['2020-08', '2021-10', '2023-04'].map((release): [string, string, string, string] => [
    'owid-share-internet',
    release,
    'share-of',
    'owid-share-internet'
  ]),
  ...['2g', '3g', '4g'].map((network): [string, string, string, string] => [
    'owid-mobile-network-coverage',
    '2025-06',
    'population-covered',
    `owid-mobile-${network}`
  ]),
  ['wb-mobile-cellular', '2020-03-18', 'API_IT.CEL.SETS.P2', 'wb-mobile-cellular'],
  ['wb-mobile-cellular', '2023-03-01', 'API_IT.CEL.SETS.P2', 'wb-mobile-cellular'],
  ['wb-fixed-broadband', '2019-07-10', 'API_IT.NET.BBND.P2', 'wb-fixed-broadband'],
  ['wb-population-0-14-share', '2022-05-25', 'API_SP.POP.0014', 'wb-population-0-14-share'],
  ['unicef-school-age-connectivity', '2021-05', 'School-Age', 'unicef-school-age-connectivity'],
  ['un-opsc-ratification', '2015-03', '4-11-c.csv', 'un-opsc-parties'],
  ['un-opsc-ratification', '2022-06-13', 'hr_status_op_crc_sc', 'un-opsc-status']
];

async function publishedFile(folder: string, release: string, start: string) {
  const place = join(found, folder, release);
  const name = (await readdir(place)).find((candidate) => candidate.startsWith(start))!;
  const bytes = await readFile(join(place, name));
  if (!name.endsWith('.zip')) return { name, bytes };
  const table = openArchive({ name, bytes }).find((file) => file.name.startsWith(start))!;
  return { name: table.name, bytes: table.unpack() };
}

async function importPublished(
  folder: string,
  release: string,
  start: string,
  id: string
): Promise<Imported & { sha256: string }> {
  const file = await publishedFile(folder, release, start);
  const source = readSource(
    await readFile(join(root, `data/sources/${id}.json`), 'utf8'),
    `data/sources/${id}.json`
  );
  const repairs = await files.read(`data/repairs/${id}.json`);
  const options = {
    lastYear: 2027,
    released: release,
    repairs: repairs
      ? readRepairs(new TextDecoder().decode(repairs), `data/repairs/${id}.json`)
      : []
  };
  return { ...importFile(file, source, options), sha256: sha256(file.bytes) };
}

describe.skipIf(!existsSync(found))('the published files', () => {
  it.each(readable)('%s %s is read whole: %s as %s', async (folder, release, start, id) => {
    const imported = await importPublished(folder, release, start, id);
    expect(imported.economies.length + imported.aggregates.length).toBeGreaterThan(10);
    if (imported.release !== null) expect(imported.release).toBe(release);
    expect(await files.list(`data/vintages/${id}`)).toContain(release);
    const vintage = await openVintage(files.read, folderOf({ source: id, release }));
    expect(vintage.raw.sha256).toBe(imported.sha256);
    expect(vintage.economies).toEqual(imported.economies);
    expect(vintage.aggregates).toEqual(imported.aggregates);
  });

  it.each(readable)('%s %s: %s is recognised as %s, surely', async (folder, release, start, id) => {
    const ids = (await files.list('data/sources')).filter((name) => name.endsWith('.json'));
    const sources = await Promise.all(
      ids.map(async (name) =>
        readSource(await readFile(join(root, 'data/sources', name), 'utf8'), `data/sources/${name}`)
      )
    );
    const { candidates } = recognise(await publishedFile(folder, release, start), sources);
    const sure = candidates
      .filter(({ doubts }) => doubts.length === 0)
      .map(({ source }) => source.id);
    // One file of coverage holds three indicators, and only an editor can say which is meant.
    expect(sure).toEqual(
      id.startsWith('owid-mobile') ? ['owid-mobile-2g', 'owid-mobile-3g', 'owid-mobile-4g'] : [id]
    );
  });

  it('give the years of Nepal and Thailand in the common calendar', async () => {
    const { economies } = await importPublished(
      'unicef-school-age-connectivity',
      '2021-05',
      'School-Age',
      'unicef-school-age-connectivity'
    );
    expect(economies.filter(({ iso3 }) => iso3 === 'NPL' || iso3 === 'THA')).toEqual([
      { iso3: 'NPL', year: 2019, value: 46.9301630171134, status: 'a' },
      { iso3: 'THA', year: 2019, value: 71.4791513337459, status: 'a' }
    ]);
  });

  it.each([
    ['wb-internet-users', '2018-08-28', 'API_', 'wb-population'],
    ['wb-internet-users', '2018-08-28', 'Metadata_Country', 'wb-internet-users'],
    ['wb-internet-users', '2018-08-28', 'API_', 'gapminder-internet-users'],
    ['wb-mobile-cellular', '2020-03-18', 'API_', 'wb-internet-users'],
    ['gapminder-internet-users', '2025-12-08', 'ddf--entities', 'gapminder-internet-users'],
    ['owid-mobile-network-coverage', '2025-06', 'population', 'owid-share-internet'],
    ['un-opsc-ratification', '2022-06-13', 'hr_status_op_crc_sc', 'un-opsc-parties'],
    ['un-opsc-ratification', '2015-03', '4-11-c.txt', 'un-opsc-parties'],
    ['unicef-school-age-connectivity', '2021-05', '', 'wb-internet-users']
  ])('%s %s %s is refused as %s', async (folder, release, start, id) => {
    await expect(importPublished(folder, release, start, id)).rejects.toThrow(SourceError);
  });

  it('agree with Gapminder, which is made of the World Bank release before it', async () => {
    const bank = (
      await importPublished('wb-internet-users', '2018-08-28', 'API_', 'wb-internet-users')
    ).economies;
    const derived = (
      await importPublished(
        'gapminder-internet-users',
        '2018-11-06',
        'ddf--datapoints',
        'gapminder-internet-users'
      )
    ).economies;
    const values = new Map(bank.map(({ iso3, year, value }) => [`${iso3} ${year}`, value]));
    const shared = derived.filter(({ iso3, year }) => values.has(`${iso3} ${year}`));
    const apart = shared.filter(
      ({ iso3, year, value }) => Math.abs(values.get(`${iso3} ${year}`)! - value) > 0.05
    );
    expect(shared.length).toBeGreaterThan(4000);
    expect(apart.length / shared.length).toBeLessThan(0.05);
  });

  it('of the ITU is read whole, recognised, and never kept: its licence is not cleared', async () => {
    const { economies } = await importPublished(
      'itu-datahub-internet-users',
      '2025-08',
      'individuals',
      'itu-datahub-internet-users'
    );
    expect(economies).toHaveLength(4906);
    expect(economies.some(({ iso3, year }) => iso3 === 'KEN' && year === 2022)).toBe(false);
    const declared = readSource(
      await readFile(join(root, 'data/sources/itu-datahub-internet-users.json'), 'utf8'),
      'data/sources/itu-datahub-internet-users.json'
    );
    expect(declared.comparedWith).toBe('wb-internet-users');
    const { candidates } = recognise(
      await publishedFile('itu-datahub-internet-users', '2025-08', 'individuals'),
      [declared]
    );
    expect(candidates.map(({ doubts }) => doubts)).toEqual([[]]);
    expect(await files.list('data/vintages/itu-datahub-internet-users')).toEqual([]);
  });

  describe('of the World Bank, as a newsroom may have it,', async () => {
    const id = 'wb-internet-users';
    const source = readSource(
      await readFile(join(root, `data/sources/${id}.json`), 'utf8'),
      `data/sources/${id}.json`
    );
    const listFile = `data/publishers/${source.list}.json`;
    const list = readPublisherList(await readFile(join(root, listFile), 'utf8'), listFile);
    const repairs = readRepairs(
      await readFile(join(root, `data/repairs/${id}.json`), 'utf8'),
      `data/repairs/${id}.json`
    );
    const delivered = existsSync(found)
      ? new TextDecoder().decode((await publishedFile(id, '2026-07-13', 'API_')).bytes)
      : '';
    const rows = csvParseRows(delivered);
    const quoted = (cells: readonly string[], by: string) =>
      cells.map((cell) => `"${cell}"`).join(by);
    const workbook = (bookType: 'xlsx' | 'biff8') => {
      const book = utils.book_new();
      const cells = rows.map((row, index) =>
        row.map((cell) =>
          index > 4 && /^\d/.test(cell) ? Number(cell) : cell === '' ? null : cell
        )
      );
      utils.book_append_sheet(book, utils.aoa_to_sheet(cells), 'Data');
      return new Uint8Array(
        writeBook(book, { type: 'buffer', bookType, compression: true }) as Buffer
      );
    };
    const forms: [string, () => string | Uint8Array][] = [
      [
        'with the date of an American spreadsheet',
        () => delivered.replace('"2026-07-13"', '7/13/2026')
      ],
      ['with the date of a British one', () => delivered.replace('"2026-07-13"', '13/07/2026')],
      ['with the date as a serial number', () => delivered.replace('"2026-07-13"', '46216')],
      ['without its preamble', () => delivered.slice(delivered.indexOf('"Country Name"'))],
      [
        'with an empty line for its preamble',
        () => `\n${delivered.slice(delivered.indexOf('"Country Name"'))}`
      ],
      ['with semicolons', () => rows.map((row) => quoted(row, ';')).join('\n') + '\n'],
      [
        'with semicolons and decimal commas',
        () =>
          rows
            .map((row, index) =>
              quoted(
                index > 4
                  ? row.map((cell) => cell.replace(/^(\d+)\.(\d+(?:e-?\d+)?)$/i, '$1,$2'))
                  : row,
                ';'
              )
            )
            .join('\n') + '\n'
      ],
      [
        'with a column of our own',
        () =>
          rows
            .map((row, index) => quoted([...row.slice(0, -1), index === 4 ? 'Seen by' : 'us'], ','))
            .join('\n') + '\n'
      ],
      ['as a workbook', () => workbook('xlsx')],
      ['as an old workbook', () => workbook('biff8')]
    ];

    it.each(forms)('%s says what it says as delivered', async (_, form) => {
      const content = form();
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const options = {
        lastYear: 2027,
        today: '2026-11-25',
        released: '2026-07-13',
        repairs,
        list
      };
      const file = { name: 'download', bytes };
      const { economies, aggregates, listed } = importFile(file, source, options);
      const vintage = await openVintage(
        files.read,
        folderOf({ source: id, release: '2026-07-13' })
      );
      expect(economies).toEqual(vintage.economies);
      expect(aggregates).toEqual(vintage.aggregates);
      expect(listed).toHaveLength(265);
      expect(recognise(file, [source]).candidates.map(({ doubts }) => doubts)).toEqual([[]]);
    });
  });
});
