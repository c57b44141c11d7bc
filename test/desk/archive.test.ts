import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { csvParse } from 'd3';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sinceGeographies } from '../../src/charts/since/frame.ts';
import { archive } from '../../src/desk/release/archive.ts';
import type { FillSite } from '../../src/desk/output/build.ts';
import { key } from '../../src/desk/release/key.ts';
import { minisignFault, readPublicKey } from '../../src/site/output/minisign.ts';
import { zipEntries, zipFaults } from '../../src/site/packs/zip-entries.ts';
import { linksFile, readLinks } from '../../src/story/ledgers/links.ts';
import { sha256 } from '../../src/vintages/sha256.ts';
import { lockFirst } from './locked-project.ts';
import { copiesOf, smallProject, type SmallProject } from './small-project.ts';

let project: SmallProject;
const givenProject = copiesOf(async () => {
  const project = await smallProject();
  for (const [path, text] of Object.entries({
    'data/corrections.json': '[]\n',
    'data/signoffs.json': '[]\n',
    LICENSE: 'MIT\n',
    'static/fonts/OFL.txt': 'OFL\n'
  }))
    await project.write(path, text);
  for (const language of ['id', 'en'])
    await cp(
      `data/copy/${language}/archive.txt`,
      join(project.root, `data/copy/${language}/archive.txt`)
    );
  return lockFirst(project);
});
beforeEach(async () => (project = await givenProject()));
afterEach(() => project.remove());

const vintage = 'data/vintages/wb-internet-users/2024-11';
const site =
  (text: string): FillSite =>
  async (root, into) => {
    const page = (home: string) =>
      `<html><head><script type="module" src="${home}assets/a.js"></script></head><p>${text}</p><a href="${home}en/">en</a></html>`;
    const files = {
      'index.html': page(''),
      'id/index.html': page('../'),
      'en/index.html': page('../'),
      'en/index.html.br': 'packed',
      _headers: '/*',
      'assets/a.js': 'go()',
      'assets/a.css': 'p{}',
      'robots.txt': 'User-agent: *'
    };
    for (const [path, contents] of Object.entries(files)) {
      await mkdir(dirname(join(into, path)), { recursive: true });
      await writeFile(join(into, path), contents);
    }
    await cp(join(root, vintage), join(into, vintage), { recursive: true });
  };
const put = (text: string, place = 'archive', ...more: string[]) =>
  archive([place, ...more], project.desk, site(text));
const names = () => readdir(join(project.root, 'archive')).catch(() => []);
async function opened(name = 'terhubung-2026-01-02.zip'): Promise<Map<string, string>> {
  const files = unzipSync(await readFile(join(project.root, 'archive', name)));
  return new Map(
    Object.entries(files).map(([path, bytes]) => [
      path.replace(/^terhubung-2026-01-02\//, ''),
      new TextDecoder().decode(bytes)
    ])
  );
}

describe('archive', () => {
  it('holds the article without script, the data, the claims, the licences and how to open it', async () => {
    expect(await put('words')).toBe(0);
    const files = await opened();
    expect([...files.keys()].sort()).toEqual([
      'README.txt',
      'SHA256SUMS',
      'article/assets/a.css',
      `article/${vintage}/aggregates.csv`,
      `article/${vintage}/data.csv`,
      `article/${vintage}/datapackage.json`,
      'article/en/index.html',
      'article/id/index.html',
      'article/index.html',
      'claims/claims.csv',
      'claims/edition.lock.json',
      'data/corrections.json',
      'data/estimates.csv',
      'data/helplines.json',
      'data/protection.csv',
      'data/signoffs.json',
      'licences/LICENSE',
      'licences/OFL.txt',
      'licences/tables.txt'
    ]);
    expect(files.get('article/en/index.html')).toContain(
      '<p>words</p><a href="../en/index.html">en</a>'
    );
    expect([...files.values()].filter((text) => text.includes('<script'))).toEqual([]);
    expect(files.get('claims/edition.lock.json')).toBe(
      await project.read('data/edition.lock.json')
    );
    expect(files.get('claims/claims.csv')).toBe(await project.read('data/story/claims.csv'));
  });

  it('gives readers of the ledgers what the story prints, and no country or note of the desk beside it (S02, S40, S41, D09)', async () => {
    await put('words');
    const files = await opened();
    const rows = (name: string) => csvParse(files.get(`data/${name}.csv`)!);
    const ids = (name: string) => rows(name).map(({ id }) => id!);
    expect(ids('estimates')).toEqual(
      expect.arrayContaining(['nca-2018', 'dh-known', 'survey-2026-01', 'iwf-2022'])
    );
    expect(ids('estimates').filter((id) => /^(iwfhost|nca-statement|childlight)/.test(id))).toEqual(
      []
    );
    expect(ids('protection')).toEqual(expect.arrayContaining(['icmec-2006', 'icmec-2018']));
    for (const { geography } of rows('protection')) expect(sinceGeographies).toContain(geography);
    const dates = rows('protection').map(({ date }) => date!);
    expect(dates).toEqual([...dates].sort());
    const addresses = readLinks(await project.read(linksFile)).map(({ url }) => url);
    for (const row of [...rows('estimates'), ...rows('protection')]) {
      expect(Object.keys(row).filter((column) => column.includes('note'))).toEqual([]);
      expect(['', ...addresses]).toContain(row['address']);
      expect(Object.values(row).join(' ')).not.toMatch(/countries named|tables?[ /]\d/i);
    }
  });

  it('says how to open it in every language, with the day of the edition', async () => {
    await put('words');
    const note = (await opened()).get('README.txt')!;
    expect(note).toContain('Edisi 2 Januari 2026');
    expect(note).toContain('Edition of 2 January 2026');
    expect(note).not.toMatch(/[{}]/);
    for (const path of note.match(/article\/\w+\/index\.html/g)!)
      expect([...(await opened()).keys()]).toContain(path);
  });

  it('names the publisher, licence, credit and raw file of each table', async () => {
    await put('words');
    const credits = (await opened()).get('licences/tables.txt')!;
    const { terhubung } = JSON.parse(await project.read(`${vintage}/datapackage.json`)) as {
      terhubung: Record<'publisher' | 'credit', string> & {
        licence: { name: string; path: string };
        raw: { sha256: string };
      };
    };
    const { publisher, licence, raw } = terhubung;
    // What one figure changed of it is no part of the credit of a whole table.
    const credit = terhubung.credit.replace(/ Changed: .*/, '');
    expect(credits).not.toContain('five classes');
    for (const said of [
      'wb-internet-users/2024-11',
      publisher,
      credit,
      licence.name,
      licence.path,
      raw.sha256
    ])
      expect(credits).toContain(said);
  });

  it('lists the checksum of every other file', async () => {
    await put('words');
    const files = await opened();
    const sums = files
      .get('SHA256SUMS')!
      .trimEnd()
      .split('\n')
      .map((line) => line.split('  '));
    expect(sums.map(([, path]) => path).sort()).toEqual(
      [...files.keys()].filter((path) => path !== 'SHA256SUMS').sort()
    );
    for (const [sum, path] of sums) expect(sum).toBe(sha256(Buffer.from(files.get(path!)!)));
  });

  it('gives the same bytes for the same edition, and says so', async () => {
    await put('words');
    const first = await readFile(join(project.root, 'archive/terhubung-2026-01-02.zip'));
    project.desk.now = () => new Date('2027-05-05T05:05:05Z');
    expect(await put('words', 'other/a.zip')).toBe(0);
    expect(Buffer.compare(first, await readFile(join(project.root, 'other/a.zip')))).toBe(0);
    expect(await put('words')).toBe(0);
    expect(project.desk.printed.at(-1)).toContain('holds this edition already');
    expect(await names()).toEqual(['terhubung-2026-01-02.zip']);
  });

  it('keeps an archive of the same edition with other bytes beside the first', async () => {
    await put('one');
    await put('two');
    expect(await names()).toEqual(['terhubung-2026-01-02.2.zip', 'terhubung-2026-01-02.zip']);
    expect((await opened()).get('article/en/index.html')).toContain('one');
  });

  it('prints the same for a script', async () => {
    await put('words', 'archive', '--json');
    expect(JSON.parse(project.printed())).toMatchObject({
      written: true,
      edition: '2026-01-02',
      files: 19
    });
  });
});

describe('archive refuses', () => {
  it.each([
    [[], 'found 0 places'],
    [['a', 'b'], 'found 2 places'],
    [['data/estimates.csv'], 'found a file at data/estimates.csv'],
    [['LICENSE/a.zip'], 'found a file on the way to'],
    [['--jsom', 'a'], 'cannot be read']
  ])('%j', async (argv, said) => {
    expect(await archive(argv, project.desk, site('words'))).toBe(2);
    expect(project.complained()).toContain(said);
    expect(project.complained()).toContain('Nothing was archived.');
  });

  it('to replace a file that was named', async () => {
    await put('one', 'archive/mine.zip');
    expect(await put('two', 'archive/mine.zip')).toBe(2);
    expect((await opened('mine.zip')).get('article/en/index.html')).toContain('one');
    expect(await names()).toEqual(['mine.zip']);
  });

  it('a page that still runs a script', async () => {
    const fill: FillSite = async (root, into) => {
      await site('words')(root, into);
      await writeFile(join(into, 'en/index.html'), '<p onclick="go()">');
    };
    await expect(archive(['archive'], project.desk, fill)).rejects.toThrow(
      'en/index.html: the page still runs'
    );
    expect(await names()).toEqual([]);
  });

  it('without a file that an archive holds', async () => {
    await rm(join(project.root, 'data/copy/id/archive.txt'));
    expect(await put('words')).toBe(2);
    expect(project.complained()).toContain('found no data/copy/id/archive.txt');
    expect(await names()).toEqual([]);
  });
});

describe('zipEntries', () => {
  const entries = [
    { path: 'a/b.txt', bytes: Buffer.from('b') },
    { path: 'c.txt', bytes: Buffer.from('c'.repeat(1000)) }
  ];

  it('gives the same bytes in every time zone', () => {
    const script = `
      import { zipSync } from 'fflate';
      const mtime = new Date(2026, 0, 2, 12);
      process.stdout.write(Buffer.from(zipSync({ 'x/a': [Buffer.from('a'), { mtime, level: 9 }] })).toString('hex'));`;
    const at = (TZ: string) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...process.env, TZ },
        encoding: 'utf8'
      });
    const here = Buffer.from(
      zipEntries([{ path: 'a', bytes: Buffer.from('a') }], 'x', '2026-01-02')
    ).toString('hex');
    for (const zone of ['UTC', 'Asia/Jakarta', 'America/Los_Angeles']) expect(at(zone)).toBe(here);
  });

  it('is read back whole, and says what is not', () => {
    const zip = zipEntries(entries, 'x', '2026-01-02');
    expect(zipFaults(zip, entries, 'x')).toEqual([]);
    const other = [
      { path: 'a/b.txt', bytes: Buffer.from('B') },
      { path: 'd.txt', bytes: Buffer.from('') }
    ];
    expect(zipFaults(zip, other, 'x')).toEqual([
      'a/b.txt: other bytes',
      'd.txt: missing',
      'x/c.txt: not one of the entries'
    ]);
  });
});

describe('a signed archive', () => {
  const before = process.env['TERHUBUNG_KEY'];
  const secrets = () => `${project.root}-key`;
  afterEach(async () => {
    if (before === undefined) delete process.env['TERHUBUNG_KEY'];
    else process.env['TERHUBUNG_KEY'] = before;
    await rm(secrets(), { recursive: true, force: true });
  });

  it('has its signature beside it, which is verified when it is there already', async () => {
    expect(await key(['new', join(secrets(), 'one.key')], project.desk)).toBe(0);
    process.env['TERHUBUNG_KEY'] = join(secrets(), 'one.key');
    expect(await put('words')).toBe(0);
    expect(await names()).toEqual(['terhubung-2026-01-02.zip', 'terhubung-2026-01-02.zip.minisig']);
    const path = join(project.root, 'archive/terhubung-2026-01-02.zip');
    const publicKey = readPublicKey(await project.read('data/minisign.pub'));
    const signature = await readFile(`${path}.minisig`, 'utf8');
    expect(minisignFault(await readFile(path), signature, publicKey)).toBeUndefined();
    expect(await put('words')).toBe(0);
    await writeFile(`${path}.minisig`, signature.replace('archive', 'archivE'));
    expect(await put('words')).toBe(2);
    expect(project.complained()).toContain('not the comment that was signed');
  });
});
