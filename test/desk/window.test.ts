import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cross } from 'd3';
import { zipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lockPath } from '../../src/desk/cli/desk-lock.ts';
import { ownHolder, tryLock, unlock } from '../../src/desk/files/exclusive-file.ts';
import { serveWindow, type WindowServer } from '../../src/desk/window/serve-window.ts';
import { copyProject, type ProjectCopy } from '../journeys/project-copy.ts';
import { recordingDesk } from './recording-desk.ts';

let project: ProjectCopy;
let folder: string;
let server: WindowServer;
let host: string;
let token: string;

beforeAll(async () => {
  project = await copyProject();
  folder = await mkdtemp(join(tmpdir(), 'terhubung-sent-'));
  server = await serveWindow(recordingDesk(project.root), { folder, language: 'en' });
  const url = new URL(server.url);
  [host, token] = [url.host, url.pathname.replaceAll('/', '')];
});
afterAll(async () => {
  await server.close();
  await project.remove();
  await rm(folder, { recursive: true });
});

async function hashOf(place: string) {
  const hash = createHash('sha256');
  for (const name of (await readdir(place, { recursive: true })).sort()) {
    const path = join(place, name);
    hash.update(name).update((await stat(path)).isFile() ? await readFile(path) : '');
  }
  return hash.digest('hex');
}

let before = '';
beforeEach(async () => {
  before = await hashOf(join(project.root, 'data'));
});
// Whatever was asked: nothing in the project has changed, and nothing that was sent lies about.
afterEach(async () => {
  expect(await hashOf(join(project.root, 'data'))).toBe(before);
});
const sentFiles = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((it) => it.isFile());

interface Asked {
  method?: string;
  path: string;
  headers?: Record<string, string | undefined>;
  body?: Uint8Array | string;
}
interface Answered {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

function ask({ method = 'GET', path, headers = {}, body }: Asked): Promise<Answered> {
  const { hostname, port } = new URL(server.url);
  const sent = Object.entries(headers).filter(([, value]) => value !== undefined);
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        ...{ hostname, port, method, path, agent: false },
        headers: Object.fromEntries(sent) as Record<string, string>
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const { statusCode: status = 0, headers } = answer;
          resolve({ status, headers, body: Buffer.concat(parts).toString() });
        });
      }
    );
    asking.on('error', reject);
    asking.end(body);
  });
}

const own = () => ({ host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' });

const boundary = 'a-boundary';
const part = (head: string, content: Uint8Array | string) =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from(`\r\n--${boundary}--\r\n`)
  ]);
const multipart = { 'content-type': `multipart/form-data; boundary=${boundary}` };
const pin = part('name="pin"', 'internet-use=wb-internet-users/2024-05-30');

const send = (body: Uint8Array, headers = {}) =>
  ask({
    method: 'POST',
    path: `/${token}/en/take/send`,
    headers: { ...own(), ...multipart, ...headers },
    body
  });

async function followed({ status, headers }: Answered) {
  expect(status).toBe(303);
  for (let path = headers.location!; ;) {
    const page = await ask({ path: path.replace(/#.*/, ''), headers: own() });
    if (page.status === 303) path = page.headers.location!;
    else if (!page.body.includes('data-waits')) return page.body;
  }
}

describe('a request that is not the page’s own', () => {
  it('is answered with nothing and does nothing: 557 of another host, origin, token or site', async () => {
    const port = host.split(':')[1]!;
    const hosts = [
      ...[host, `localhost:${port}`, '127.0.0.1', '127.0.0.1:1', `[::1]:${port}`],
      ...['evil.example', `evil.example:${port}`]
    ];
    const tokens = [
      ...[token, '', '0'.repeat(32), token.slice(0, -1), `${token}0`, token.toUpperCase()],
      ...['..', `.%2f${token}`]
    ];
    const origins = [
      ...[`http://${host}`, undefined, 'null', 'https://evil.example'],
      ...[`http://localhost:${port}`, `https://${host}`]
    ];
    const isFirst = (list: readonly unknown[], one: unknown) => list[0] === one;
    const gets = cross(cross(hosts, tokens), ['same-origin', 'none', 'cross-site', 'same-site'])
      .filter(
        ([[host, token], site]) =>
          !isFirst(hosts, host) || !isFirst(tokens, token) || /-site|cross/.test(site)
      )
      .map(([[host, token], site]): Asked => ({
        path: `/${token}/en/take`,
        headers: { host, 'sec-fetch-site': site }
      }));
    const posts = cross(cross(hosts, tokens), origins)
      .filter(
        ([[host, token], origin]) =>
          !isFirst(hosts, host) || !isFirst(tokens, token) || !isFirst(origins, origin)
      )
      .map(([[host, token], origin]): Asked => ({
        method: 'POST',
        path: `/${token}/en/changes/pin`,
        headers: { host, origin, ...multipart },
        body: pin
      }));
    const all = [...gets, ...posts];
    expect(all).toHaveLength(557);
    for (const asked of all) {
      const { status, headers, body } = await ask(asked);
      expect([asked, status >= 400 && status < 500, body]).toEqual([asked, true, '']);
      expect(Object.keys(headers).filter((it) => /^(access-control|set-cookie)/.test(it))).toEqual(
        []
      );
    }
    const fromElsewhere = { ...own(), 'sec-fetch-site': 'cross-site' };
    const path = `/${token}/en/changes/pin`;
    expect((await ask({ method: 'POST', path, headers: fromElsewhere, body: pin })).status).toBe(
      403
    );
  });

  it.each([
    ...['../../etc/passwd', '..%2f..%2fdata/edition.lock.json', 'fonts/../../../package.json'],
    ...['window.css/../../data', 'data/edition.lock.json', 'en/../../package.json', 'en/take/send'],
    ...[
      '__proto__',
      'constructor',
      'en/__proto__',
      'en/take/toString',
      'en/take/keep/more',
      'xx/take'
    ]
  ])('leads nowhere with the right token: %s', async (path) => {
    for (const method of ['GET', 'HEAD']) {
      const answer = await ask({ method, path: `/${token}/${path}`, headers: own() });
      expect([answer.status, answer.body]).toEqual([404, '']);
    }
  });

  it.each(['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])('%s is not allowed', async (method) => {
    const { status } = await ask({ method, path: `/${token}/en/take`, headers: own() });
    expect(status).toBe(405);
  });

  it('of another kind than a form is refused', async () => {
    const headers = { ...own(), 'content-type': 'text/plain' };
    const asked = { method: 'POST', path: `/${token}/en/changes/pin`, headers, body: pin };
    expect(await followed(await ask(asked))).toContain('role="alert"');
  });
});

describe('a file that is sent', () => {
  it('is refused at once when it announces 2 GB, and read no further than the limit when it announces nothing', async () => {
    const begun = part('name="file"; filename="a.csv"', 'a').subarray(0, 40);
    const announced = await send(begun, { 'content-length': String(2 * 1024 ** 3) });
    expect(await followed(announced)).toMatch(/role="alert".*67,108,864/s);
    expect(await sentFiles()).toEqual([]);
    const large = part('name="file"; filename="a.csv"', new Uint8Array(65 * 2 ** 20));
    const answer = await send(large, { 'transfer-encoding': 'chunked' });
    expect(await followed(answer)).toMatch(/role="alert".*67,108,864/s);
    expect(await sentFiles()).toEqual([]);
  });

  it('is not unpacked beyond the limits of a table: a zip bomb', async () => {
    const bomb = zipSync({ 'a.csv': new Uint8Array(200 * 2 ** 20) }, { level: 9 });
    expect(bomb.length).toBeLessThan(2 ** 20);
    expect(await followed(await send(part('name="file"; filename="a.zip"', bomb)))).toContain(
      'role="alert"'
    );
  });

  it('keeps its name and no folder of it', async () => {
    const body = part('name="file"; filename="..%2F..\\\\..\\\\x/../../evil\u0007.csv"', 'a,b\n');
    expect(await followed(await send(body))).toContain('evil_.csv');
    for (const { parentPath } of await sentFiles())
      expect(parentPath.startsWith(folder)).toBe(true);
  });
});

describe('a second window', () => {
  it('says who is at work in the project and since when, and waits', async () => {
    const path = lockPath(project.root);
    await mkdir(join(project.root, 'build'), { recursive: true });
    const holder = ownHolder('desk publish', new Date('2026-01-02T09:30:00Z'));
    expect(await tryLock(path, holder)).toBeUndefined();
    try {
      const said = /`desk publish` \(process \d+ on \S+, since 2026-01-02T09:30:00Z\)/;
      const page = await ask({ path: `/${token}/en/take`, headers: own() });
      expect(page.body).toMatch(said);
      const headers = { ...own(), ...multipart };
      const asked = { method: 'POST', path: `/${token}/en/changes/pin`, headers, body: pin };
      expect(await followed(await ask(asked))).toMatch(said);
    } finally {
      await unlock(path, holder);
    }
  });

  it('begins nothing while a form of the first is being read', async () => {
    const { hostname, port } = new URL(server.url);
    const slow = request({
      ...{ hostname, port, method: 'POST', path: `/${token}/en/take/send` },
      headers: { ...own(), ...multipart, 'transfer-encoding': 'chunked' }
    });
    slow.on('error', () => undefined);
    slow.write(`--${boundary}\r\n`);
    const headers = { ...own(), ...multipart };
    const pinning = { method: 'POST', path: `/${token}/en/changes/pin`, headers, body: pin };
    const page = () => ask({ path: `/${token}/en/take`, headers: own() }).then(({ body }) => body);
    await expect.poll(page).toContain('/job/');
    const second = await ask(pinning);
    expect([second.status, second.body.includes('/job/')]).toEqual([409, true]);
    slow.destroy();
    await expect.poll(page).not.toContain('/job/');
  });
});
