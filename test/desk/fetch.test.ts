import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualLimits } from '../../src/desk/intake/download.ts';
import { fetchSource, type FetchReport } from '../../src/desk/intake/fetch.ts';
import type { FetchTools } from '../../src/desk/intake/fetch.ts';
import { storyFiles } from '../../src/site/story/story-files.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';
import {
  cutAfter,
  rest,
  serveAnswers,
  status,
  whole,
  type Answer,
  type LocalServer
} from './local-server.ts';
import { recordingDesk } from './recording-desk.ts';

const cases = join(import.meta.dirname, '../cases/take');
const projectRoot = join(import.meta.dirname, '../..');
const worldBank = await readFile(
  join(cases, 'world-bank-as-delivered/input/API_IT.USE.ZS.csv'),
  'utf8'
);
const owid = await readFile(join(cases, 'owid-as-delivered/input/share.csv'), 'utf8');
const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');
const notes = strToU8('"Country Code","Region"\n');
/** As the World Bank packs a download. */
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

async function serving(...answers: Answer[]): Promise<string> {
  servers.push(await serveAnswers(...answers));
  return servers.at(-1)!.url;
}

/** Every file under a folder of the project. */
async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
    () => []
  );
  return names
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}

/**
 * Runs the command at a desk on 25 November 2026, and checks what is left among the temporary
 * files.
 */
async function run(argv: string[], changes: Partial<FetchTools> = {}, left: string[] = []) {
  const desk = recordingDesk(root, '2026-11-25T12:00:00Z');
  const tools: FetchTools = {
    limits: usualLimits,
    temporary,
    now: desk.now,
    random: () => 0,
    wait: async (_, signal) => signal.throwIfAborted(),
    terminal: undefined,
    onStop: () => () => undefined,
    ...changes
  };
  const code = await fetchSource(argv, desk, tools);
  expect(await readdir(temporary)).toEqual(left);
  return { code, out: desk.printed, err: desk.complained };
}

describe('fetch', () => {
  it('takes the table out of the publisher’s archive', async () => {
    const url = `${await serving(whole(archive))}v2/en/indicator/IT.USE.ZS?downloadformat=csv`;
    const { code, out, err } = await run(['wb-small', '--from', url]);
    expect(err).toEqual([`Downloading ${url} …`]);
    expect(out.slice(0, 3)).toEqual([
      `Downloaded ${archive.length} bytes, sha256 ${sha256(archive)}`,
      `In the archive: API_IT.USE.ZS.csv, ${Buffer.byteLength(worldBank)} bytes, sha256 ${sha256(worldBank)}; left aside: Metadata_Country_API_IT.USE.ZS.csv, Metadata_Indicator_API_IT.USE.ZS.csv`,
      'Kept data/vintages/wb-small/2018-08-28'
    ]);
    expect(code).toBe(0);
    const vintage = await openVintage(storyFiles(root).read, 'data/vintages/wb-small/2018-08-28');
    expect(vintage.raw).toEqual({
      name: 'API_IT.USE.ZS.csv',
      bytes: Buffer.byteLength(worldBank),
      sha256: sha256(worldBank),
      origin: url
    });
    expect(vintage.economies).toContainEqual({ iso3: 'IDN', year: 2016, value: 25.4, status: 'a' });
  });

  it('asks the address that the source declares', async () => {
    const file = join(root, 'data/sources/wb-small.json');
    const declared = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    // A port that nothing listens at: what matters is who would have been asked.
    await writeFile(file, JSON.stringify({ ...declared, download: 'https://127.0.0.1:9/x.csv' }));
    const { code, err } = await run(['wb-small']);
    expect(err.join('\n')).toContain('at https://127.0.0.1:9/x.csv, the last of 3 tries');
    expect(code).toBe(2);
  });

  it('says where the file is when no address is declared', async () => {
    const { code, err } = await run(['wb-small']);
    expect(err[0]).toContain('download it at https://example.org/table and take it');
    expect(code).toBe(2);
  });

  it('says where to get a doubtful file, which it does not keep', async () => {
    await run(['wb-small', '--from', await serving(whole(worldBank))]);
    const url = await serving(
      whole(worldBank.replace('2018-08-28', '2019-07-10').replace('"25.4"', '"2.54"'))
    );
    const { code, err } = await run(['wb-small', '--from', url]);
    expect(err.at(-1)).toBe(
      `Nothing was written. If it is right all the same, download it from ${url}, and take that file with --yes.`
    );
    expect(code).toBe(1);
  });

  it('writes nothing for the same table in another archive', async () => {
    const url = await serving(
      whole(archive),
      whole(zipSync({ 'API_IT.USE.ZS.csv': strToU8(worldBank) }))
    );
    await run(['wb-small', '--from', url]);
    const { code, out } = await run(['wb-small', '--from', url]);
    expect(out.at(-1)).toBe(
      'API_IT.USE.ZS.csv is kept as data/vintages/wb-small/2018-08-28 already: the same bytes, nothing to write.'
    );
    expect(code).toBe(0);
  });

  it('asks an editor for a release that the file does not print, and takes it then', async () => {
    const url = `${await serving(whole(owid))}grapher/small.csv?v=1`;
    const first = await run(['owid-small', '--from', url]);
    expect(first.err.join('\n')).toContain(
      'small.csv is sound and new, and does not say when it was released: look it up at https://example.org/table'
    );
    expect(first.code).toBe(1);
    expect(await filesIn('data/vintages')).toEqual([]);

    const second = await run(['owid-small', '--from', url, '--released', '2026-11']);
    expect(second.out).toContain('Kept data/vintages/owid-small/2026-11');
    expect(second.code).toBe(0);

    const third = await run(['owid-small', '--from', url]);
    expect(third.out.at(-1)).toContain('the same bytes, nothing to write');
    expect(third.code).toBe(0);
  });

  it('says how a hard morning went', async () => {
    const etag = '"a"';
    const url = await serving(
      status(500),
      cutAfter(worldBank, 100, { etag }),
      rest(worldBank, etag)
    );
    const { code, out, err } = await run(['wb-small', '--from', url]);
    expect(err.slice(1)).toEqual([
      'Found HTTP 500; trying again in 1 s.',
      `Found 100 bytes of the ${Buffer.byteLength(worldBank)} bytes announced; trying again in 2 s.`
    ]);
    expect(out[1]).toBe('  in 3 tries, the last of which went on where the one before was cut off');
    expect(code).toBe(0);
  });

  it('says where a redirect led, and keeps the public address', async () => {
    const far = `${await serving(whole(worldBank))}secret-token`;
    const url = await serving(status(302, { location: far }));
    const { out } = await run(['wb-small', '--from', url]);
    expect(out[1]).toBe(`  redirected to ${far}`);
    expect(
      (await openVintage(storyFiles(root).read, 'data/vintages/wb-small/2018-08-28')).raw.origin
    ).toBe(url);
  });

  it('shows progress on one line of a terminal, and clears it', async () => {
    let shown = '';
    const url = await serving(whole(worldBank));
    const { err } = await run(['wb-small', '--from', url], { terminal: (text) => (shown += text) });
    expect(shown).toBe('\r\u001b[2KDownloading: 0 kB of 0 kB, 0 %\r\u001b[2K');
    expect(err).toEqual([]);
  });
});

describe('fetch --dry-run', () => {
  it('says what take says and writes nothing', async () => {
    const url = await serving(whole(archive));
    const { code, out } = await run(['wb-small', '--from', url, '--dry-run']);
    expect(out.slice(2, 4)).toEqual([
      'A dry run: nothing is written. Without --dry-run, take says:',
      '  Kept data/vintages/wb-small/2018-08-28'
    ]);
    expect(code).toBe(0);
    expect(await filesIn('data')).toEqual(['owid-small.json', 'wb-small.json']);
  });

  it('compares with the release before', async () => {
    const later = worldBank.replace('2018-08-28', '2019-08-28').replace('"25.4"', '"32.4"');
    const url = await serving(whole(worldBank), whole(later));
    await run(['wb-small', '--from', url]);
    const before = await filesIn('data');
    const { out } = await run(['wb-small', '--from', url, '--dry-run']);
    expect(out).toContain(
      '    against 2018-08-28: 0 values added, 0 withdrawn, 1 revised, 1 value by 5 points or more'
    );
    expect(await filesIn('data')).toEqual(before);
  });

  it('refuses what take refuses', async () => {
    const { code, err } = await run([
      'wb-small',
      '--dry-run',
      '--released',
      '2017-01-01',
      '--from',
      await serving(whole(worldBank))
    ]);
    expect(err.join('\n')).toContain('found two release dates');
    expect(code).toBe(2);
  });
});

describe('fetch refuses', () => {
  const bomb = zipSync({ 'API_X.csv': new Uint8Array(2 * 2 ** 20) });
  const outside = zipSync({ 'API_X.csv': strToU8(worldBank), '../../outside.csv': strToU8('x') });
  const damaged = archive.slice(0, -30);
  const large = new Uint8Array(33 * 2 ** 20);

  it.each<[string, Answer, string]>([
    [
      'a web page, as take does',
      whole('<!doctype html>\n<title>Sign in</title>'),
      'wb-small.csv:1:1: found a web page; expected'
    ],
    ['nothing at all', whole(''), 'wb-small.csv:1:1: found an empty file'],
    ['a missing page', status(404), 'found HTTP 404'],
    [
      'a file that is too large',
      whole(worldBank, { 'content-length': String(usualLimits.bytes + 1) }),
      'found a file of 268,435,457 bytes'
    ],
    ['a bomb', whole(bomb), 'bytes packed into'],
    ['a path outside its archive', whole(outside), 'a path that leads outside the archive'],
    ['an archive that was cut off', whole(damaged), 'no directory at the end of the archive'],
    [
      'an archive that fills the memory',
      whole(zipSync({ 'API_X.csv': large, 'API_Y.csv': large }, { level: 0 })),
      'more than 67108864 bytes'
    ],
    [
      'an archive without a table',
      whole(zipSync({ 'read.me': notes })),
      'found no table in wb-small.zip ("read.me")'
    ],
    [
      'an archive with two',
      whole(zipSync({ 'a.csv': notes, 'b.csv': notes })),
      'found 2 tables in wb-small.zip ("a.csv", "b.csv")'
    ],
    [
      'another indicator',
      whole(worldBank.replaceAll('IT.USE.ZS', 'IT.NET.ZS')),
      'found the indicator "IT.NET.ZS"'
    ]
  ])('%s', async (_, answer, found) => {
    const { code, err } = await run(['wb-small', '--from', await serving(answer)]);
    expect(err.join('\n')).toContain(found);
    expect(err.at(-1)).toBe('Nothing was written.');
    expect(code).toBe(2);
    expect(await filesIn('data/vintages')).toEqual([]);
  });

  it('a file above its own limit', async () => {
    const { code, err } = await run([
      'wb-small',
      '--limit',
      '1',
      '--from',
      await serving(whole(new Uint8Array(2 ** 20 + 1)))
    ]);
    expect(err.join('\n')).toContain('expected 1,048,576 bytes at most');
    expect(code).toBe(2);
  });

  it.each<[string[], string]>([
    [[], 'found 0 sources, expected one'],
    [['wb-small', 'owid-small'], 'found 2 sources, expected one'],
    [['wb-smal'], 'found the source "wb-smal", expected one of owid-small, wb-small'],
    [['../../etc/passwd'], 'found the source'],
    [['wb-small', '--form', 'x'], "Unknown option '--form'"],
    [['wb-small', '--limit', '0'], 'found --limit "0"'],
    [['wb-small', '--limit', '1e9'], 'found --limit "1e9"'],
    [['wb-small', '--wait', 'long'], '--wait “long”'],
    [['wb-small', '--from', 'file:///etc/hostname'], 'expected one that begins with https://'],
    [['wb-small', '--from', 'http://example.org/x.csv'], 'expected one that begins with https://']
  ])('%j', async (argv, found) => {
    const { code, err } = await run(argv);
    expect(err.join('\n')).toContain(found);
    expect(code).toBe(2);
  });

  it('a release that is none, in the words of take', async () => {
    const { code, err } = await run([
      'wb-small',
      '--released',
      'today',
      '--from',
      await serving(whole(worldBank))
    ]);
    expect(err.join('\n')).toContain('found --released "today"');
    expect(code).toBe(2);
  });
});

describe('fetch --json', () => {
  const report = ({ out }: { out: string[] }) => JSON.parse(out.join('\n')) as FetchReport;

  it('prints one object and nothing else', async () => {
    const url = await serving(whole(archive));
    const ran = await run(['wb-small', '--from', url, '--json']);
    expect(report(ran)).toMatchObject({
      exit: 0,
      source: 'wb-small',
      address: url,
      downloaded: {
        bytes: archive.length,
        sha256: sha256(archive),
        answeredBy: url,
        tries: 1,
        resumed: false
      },
      table: { name: 'API_IT.USE.ZS.csv', sha256: sha256(worldBank) },
      complaints: []
    });
    expect(report(ran).said).toContain('Kept data/vintages/wb-small/2018-08-28');
  });

  it('prints as much as was reached before a refusal', async () => {
    const ran = await run(['wb-small', '--from', await serving(status(404)), '--json']);
    expect(ran.code).toBe(2);
    expect(report(ran)).toEqual({
      exit: 2,
      source: 'wb-small',
      address: servers[0]!.url,
      said: [],
      complaints: [expect.stringContaining('found HTTP 404'), 'Nothing was written.']
    });
  });
});

describe('fetch, when it is stopped,', () => {
  const stalling: Answer = (_, response) =>
    void response.writeHead(200, { 'content-length': '1000' }).write('x');

  it('leaves nothing behind and listens no longer', async () => {
    let stop: () => void = () => undefined;
    let ended = false;
    const url = await serving((request, response) => {
      stalling(request, response);
      setImmediate(() => stop());
    });
    const { code, err } = await run(['wb-small', '--from', url], {
      onStop: (listener) => {
        stop = listener;
        return () => void (ended = true);
      }
    });
    expect(err.slice(1)).toEqual([
      'Stopped before the file had been taken.',
      'Nothing was written.'
    ]);
    expect(code).toBe(2);
    expect(ended).toBe(true);
  });

  it('with Ctrl+C, in a process of its own, leaves nothing behind either', async () => {
    const there: string[][] = [];
    let asked: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (asked = resolve));
    const url = await serving((request, response) => {
      stalling(request, response);
      asked();
    });
    // The real project's own source: nothing is written before the whole file has arrived.
    const child = spawn(
      process.execPath,
      ['src/desk/run.mjs', 'desk', 'fetch', 'wb-internet-users', '--from', url],
      {
        cwd: projectRoot,
        env: { ...process.env, TMPDIR: temporary },
        stdio: ['ignore', 'ignore', 'pipe']
      }
    );
    let complaints = '';
    child.stderr.on('data', (chunk) => (complaints += String(chunk)));
    await begun;
    there.push((await readdir(temporary)).filter((name) => name.startsWith('terhubung-fetch-')));
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(there[0]).toHaveLength(1);
    expect(
      (await readdir(temporary)).filter((name) => name.startsWith('terhubung-fetch-'))
    ).toEqual([]);
    expect(complaints).toContain('Stopped before the file had been taken.');
    expect(code).toBe(2);
  });

  it('by force, is cleared up after by the next run', async () => {
    // No process has a number as high as this.
    const left = join(temporary, 'terhubung-fetch-99999999-abcdef');
    await mkdir(left);
    await run(['wb-small', '--from', await serving(whole(worldBank))]);
  });

  it('leaves the folder of a run that is still at work alone', async () => {
    const busy = `terhubung-fetch-${process.pid}-abcdef`;
    await mkdir(join(temporary, busy));
    await run(['wb-small', '--from', await serving(whole(worldBank))], {}, [busy]);
  });
});
