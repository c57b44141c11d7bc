import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualLimits } from '../../src/desk/intake/download.ts';
import type { Recorded } from '../../src/desk/cli/command.ts';
import { fetchSource, type FetchReport } from '../../src/desk/intake/fetch.ts';
import { readProject } from '../../src/site/story/read-project.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';
import { serveAnswers, status, whole, type Answer, type LocalServer } from './local-server.ts';
import { recordingDesk } from './recording-desk.ts';

const cases = join(import.meta.dirname, '../cases/take');
const worldBank = await readFile(
  join(cases, 'world-bank-as-delivered/input/API_IT.USE.ZS.csv'),
  'utf8'
);
const owid = await readFile(join(cases, 'owid-as-delivered/input/share.csv'), 'utf8');
const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');
const notes = strToU8('"Country Code","Region"\n');
const archive = zipSync({
  'Metadata_Country_API_IT.USE.ZS.csv': notes,
  'API_IT.USE.ZS.csv': strToU8(worldBank),
  'Metadata_Indicator_API_IT.USE.ZS.csv': notes
});

let root: string;
let temporary: string;
const servers: LocalServer[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'terhubung-project-'));
  temporary = join(root, 'tmp');
  await mkdir(join(root, 'data/sources'), { recursive: true });
  await mkdir(temporary);
  await cp(
    join(cases, 'world-bank-as-delivered/input/source.json'),
    join(root, 'data/sources/wb-small.json')
  );
  await cp(
    join(cases, 'owid-as-delivered/input/source.json'),
    join(root, 'data/sources/owid-small.json')
  );
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await rm(root, { recursive: true });
});

async function serving(...answers: Answer[]) {
  servers.push(await serveAnswers(...answers));
  return servers.at(-1)!.url;
}

async function filesIn(folder: string) {
  const names = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
    () => []
  );
  return names
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}

const plain = (text: string) => text.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, '<server>');

async function run(argv: string[], left: string[] = []) {
  const desk = recordingDesk(root, '2026-11-25T12:00:00Z');
  const code = await fetchSource([...argv, '--json'], desk, { temporary });
  expect(await readdir(temporary)).toEqual(left);
  const report = JSON.parse(desk.printed.join('\n')) as FetchReport & Recorded;
  return { code, ...report, live: desk.complained };
}

const runFrom = async (answers: Answer[], ...argv: string[]) =>
  run(['wb-small', ...argv, '--from', await serving(...answers)]);

describe('fetch', () => {
  it('takes the table out of the publisher’s archive', async () => {
    const url = `${await serving(whole(archive))}v2/en/indicator/IT.USE.ZS?downloadformat=csv`;
    const { code, said, live } = await run(['wb-small', '--from', url]);
    expect(live.map(plain)).toMatchSnapshot();
    expect(said[0]).toContain(`${archive.length} bytes, sha256 ${sha256(archive)}`);
    expect(said.slice(1, 4)).toMatchSnapshot();
    expect(code).toBe(0);
    const vintage = openVintage(await readProject(root), 'data/vintages/wb-small/2018-08-28');
    expect(vintage.raw).toEqual({
      name: 'API_IT.USE.ZS.csv',
      bytes: Buffer.byteLength(worldBank),
      sha256: sha256(worldBank),
      origin: url,
      archive: { name: 'IT.USE.ZS', bytes: archive.length, sha256: sha256(archive) }
    });
    expect(vintage.economies).toContainEqual({ iso3: 'IDN', year: 2016, value: 25.4, status: 'a' });
  });

  it('requests the address that the source declares', async () => {
    const file = join(root, 'data/sources/wb-small.json');
    const declared = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    const address = await serving(whole(worldBank));
    await writeFile(file, JSON.stringify({ ...declared, download: 'https://127.0.0.1:9/x.csv' }));
    const { code, refused, complaints } = await run(['wb-small']);
    expect([code, refused]).toEqual([2, { kind: 'not-downloaded' }]);
    expect(complaints.join('\n')).toContain('https://127.0.0.1:9/x.csv');
    expect((await run(['wb-small', '--from', address])).address).toBe(address);
  });

  it('refuses a source without an address', async () => {
    const { code, refused, complaints } = await run(['wb-small']);
    expect([code, refused?.kind]).toEqual([2, 'no-download']);
    expect(complaints[0]).toMatchSnapshot();
  });

  it('does not keep a doubtful file and prints its address', async () => {
    await runFrom([whole(worldBank)]);
    const later = worldBank.replace('2018-08-28', '2019-07-10').replace('"25.4"', '"2.54"');
    const { code, complaints } = await runFrom([whole(later)]);
    expect(plain(complaints.at(-1)!)).toMatchSnapshot();
    expect(code).toBe(1);
  });

  it('writes nothing for the same table in another archive', async () => {
    const url = await serving(
      whole(archive),
      whole(zipSync({ 'API_IT.USE.ZS.csv': strToU8(worldBank) }))
    );
    await run(['wb-small', '--from', url]);
    const before = await filesIn('data');
    const { code, said } = await run(['wb-small', '--from', url]);
    expect(said.join()).toContain('data/vintages/wb-small/2018-08-28');
    expect(await filesIn('data')).toEqual(before);
    expect(code).toBe(0);
  });

  it('asks for a release that the file does not print, then takes it', async () => {
    const url = `${await serving(whole(owid))}grapher/small.csv?v=1`;
    const first = await run(['owid-small', '--from', url]);
    expect(first.complaints.map(plain)).toMatchSnapshot();
    expect(first.code).toBe(2);
    expect(await filesIn('data/vintages')).toEqual([]);

    const second = await run(['owid-small', '--from', url, '--released', '2026-11']);
    expect(second.said).toContain('Kept data/vintages/owid-small/2026-11');
    expect(second.code).toBe(0);

    const kept = await filesIn('data');
    expect((await run(['owid-small', '--from', url])).code).toBe(0);
    expect(await filesIn('data')).toEqual(kept);
  });

  it('prints the end of a redirect and records the public address', async () => {
    const far = `${await serving(whole(worldBank))}secret-token`;
    const url = await serving(status(302, { location: far }));
    const { said } = await run(['wb-small', '--from', url]);
    expect(said[1]).toContain(far);
    expect(
      openVintage(await readProject(root), 'data/vintages/wb-small/2018-08-28').raw.origin
    ).toBe(url);
  });
});

describe('fetch refuses', () => {
  it.each<[string, Answer, string]>([
    ['a web page, as take does', whole('<!doctype html>\n<title>Sign in</title>'), 'web-page'],
    ['nothing at all', whole(''), 'empty'],
    ['a missing page', status(404), 'not-downloaded'],
    [
      'a file that is too large',
      whole(worldBank, { 'content-length': String(usualLimits.bytes + 1) }),
      'not-downloaded'
    ],
    ['an archive that was cut off', whole(archive.slice(0, -30)), 'damaged-archive']
  ])('%s', async (_, answer, kind) => {
    const { code, refused, complaints } = await runFrom([answer]);
    expect([code, refused?.kind]).toEqual([2, kind]);
    expect(complaints.at(-1)).toBe('Nothing was written.');
    expect(await filesIn('data/vintages')).toEqual([]);
  });

  it.each<[string[], string]>([
    [[], 'usage'],
    [['wb-small', 'owid-small'], 'usage'],
    [['../../etc/passwd'], 'unknown-source'],
    [['wb-small', '--from', 'http://example.org/x.csv'], 'unsafe-address']
  ])('%j', async (argv, kind) => {
    const { code, refused, complaints } = await run(argv);
    expect([code, refused?.kind]).toEqual([2, kind]);
    if (kind === 'usage') expect(complaints[0]).toMatchSnapshot();
  });
});

describe('the folder of a fetch', () => {
  it('is cleaned up by the next run if it was killed', async () => {
    // No process has a number as high as this.
    const left = join(temporary, 'terhubung-fetch-99999999-abcdef');
    await mkdir(left);
    await runFrom([whole(worldBank)]);
  });

  it('does not touch the folder of a running command', async () => {
    const busy = `terhubung-fetch-${process.pid}-abcdef`;
    await mkdir(join(temporary, busy));
    await run(['wb-small', '--from', await serving(whole(worldBank))], [busy]);
  });
});
