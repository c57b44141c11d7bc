import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkAddress,
  download,
  usualLimits,
  type DownloadLimits
} from '../../src/desk/intake/download.ts';
import { Refusal } from '../../src/desk/cli/desk-io.ts';
import {
  cutAfter,
  serveAnswers,
  serveRaw,
  status,
  whole,
  type Answer,
  type LocalServer
} from './local-server.ts';

const body = 'Country Name,Country Code\n'.repeat(400);
const sha256 = createHash('sha256').update(body).digest('hex');

let folder: string;
let path: string;
const servers: LocalServer[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terhubung-download-'));
  path = join(folder, 'download');
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await rm(folder, { recursive: true });
});

const closedLater = async (server: Promise<LocalServer>) => {
  servers.push(await server);
  return servers.at(-1)!;
};
const answering = (...answers: Answer[]) => closedLater(serveAnswers(...answers));
const answeringRaw = (text?: string) => closedLater(serveRaw(text));

const start = (address: string, limits: Partial<DownloadLimits> = {}) =>
  download(address, path, { ...usualLimits, ...limits });

const fetched = async (...answers: Answer[]) => start((await answering(...answers)).url);

const refusal = (done: Promise<unknown>) =>
  done.then(
    () => expect.unreachable('it was not refused'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(Refusal);
      const { kind, message } = error as Refusal;
      expect(
        message.replaceAll(/(127\.0\.0\.1):\d+/g, '$1').replace(/HTTP \(.*\)/, 'HTTP (…)')
      ).toMatchSnapshot();
      return kind;
    }
  );

describe('download', () => {
  it('writes the file unchanged, with its checksum', async () => {
    const { url, asked } = await answering(whole(body));
    const done = start(`${url}table.csv`);
    expect(await done).toEqual({
      bytes: body.length,
      sha256,
      answeredBy: `${url}table.csv`
    });
    expect(await readFile(path, 'utf8')).toBe(body);
    expect(asked[0]?.headers).toMatchObject({
      'accept-encoding': 'identity',
      'user-agent': expect.stringContaining('terhubung')
    });
  });

  it('accepts a file without Content-Length', async () => {
    expect(await fetched((_, response) => void response.writeHead(200).end(body))).toMatchObject({
      bytes: body.length,
      sha256
    });
  });

  it('never overwrites a file', async () => {
    await writeFile(path, 'mine');
    const { url } = await answering(whole(body));
    await expect(start(url)).rejects.toThrow('EEXIST');
    expect(await readFile(path, 'utf8')).toBe('mine');
  });
});

describe('a download that is cut off', () => {
  it('is refused after any cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: body.length - 1 }), async (length) => {
        const server = await serveAnswers(cutAfter(body, length));
        try {
          await expect(start(server.url)).rejects.toMatchObject({ kind: 'not-downloaded' });
        } finally {
          await server.close();
          await rm(path);
        }
      }),
      { numRuns: 15 }
    );
  });

  it('refuses a part that was not requested', async () => {
    const part: Answer = (_, response) =>
      void response.writeHead(206, { 'content-range': 'bytes 0-99/10400' }).end(body.slice(0, 100));
    expect(await refusal(fetched(part))).toBe('not-downloaded');
  });
});

describe('a wrong Content-Length', () => {
  const answer = (length: number) => `HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n${body}`;

  it.each([
    ['for a shorter file', answer(body.length + 1), 'not-downloaded'],
    ['if it is not a number', 'HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx', 'not-downloaded']
  ])('is refused %s', async (_, text, kind) => {
    const { url } = await answeringRaw(text);
    expect(await refusal(start(url))).toBe(kind);
  });
});

describe('an endless download', () => {
  const silent: Answer = () => undefined;
  const stalling: Answer = (_, response) =>
    void response.writeHead(200, { 'content-length': '100' }).write('x');

  it.each<[string, Answer]>([
    ['never answers', silent],
    ['stops in the middle', stalling]
  ])('is given up when the server %s', async (_, answer) => {
    const { url } = await answering(answer);
    expect(await refusal(start(url, { stall: 30 }))).toBe('not-downloaded');
  });

  it('times out without a connection', async () => {
    const { url } = await answeringRaw();
    const secure = url.replace('http:', 'https:');
    expect(await refusal(start(secure, { connect: 30 }))).toBe('not-downloaded');
  });

  it('times out even if bytes keep coming', async () => {
    const drip: Answer = (_, response) => {
      response.writeHead(200);
      const drops = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(drops));
    };
    const { url } = await answering(drip);
    expect(await refusal(start(url, { total: 100 }))).toBe('not-downloaded');
  });

  it('stops at the size limit', async () => {
    const endless: Answer = (_, response) => {
      response.writeHead(200);
      const more = (): unknown =>
        response.destroyed
          ? undefined
          : response.write('x'.repeat(10_000), () => setImmediate(more));
      more();
    };
    const { url, asked } = await answering(endless);
    expect(await refusal(start(url, { bytes: 50_000 }))).toBe('not-downloaded');
    expect((await readFile(path)).length).toBeLessThanOrEqual(50_000);
    expect(asked).toHaveLength(1);
  });

  it('does not start above the size limit', async () => {
    const { url } = await answering(whole(body));
    expect(await refusal(start(url, { bytes: body.length - 1 }))).toBe('not-downloaded');
    expect(await readFile(path, 'utf8')).toBe('');
  });
});

describe('a status without a file', () => {
  it.each([500, 429, 401, 404, 204, 304])('HTTP %i is refused', async (code) => {
    expect(await refusal(fetched(status(code)))).toBe('not-downloaded');
  });
});

describe('a connection', () => {
  it('that is lost is refused', async () => {
    const lost = fetched((request) => request.socket.destroy());
    await expect(lost).rejects.toMatchObject({ kind: 'not-downloaded' });
  });

  it('to a closed port is refused', async () => {
    const server = await serveAnswers(status(200));
    await server.close();
    expect(await refusal(start(server.url))).toBe('not-downloaded');
  });
});

describe('a redirect', () => {
  const publisher = new URL('https://publisher.example/table.csv');
  it('leads from https to https, on any host', () => {
    expect(checkAddress('//files.example/table.csv#top', publisher).href).toBe(
      'https://files.example/table.csv'
    );
  });

  it('never leads from elsewhere to this machine', () =>
    expect(() => checkAddress('http://localhost:8080/table.csv', publisher)).toThrow(Refusal));

  const to = (location: string): Answer => status(302, { location });

  it('is followed five times', async () => {
    const hops = ['/1', '/2', '/3', '/4', '/5'].map(to);
    const { url, asked } = await answering(...hops, whole(body));
    expect(await start(url)).toMatchObject({ sha256, answeredBy: `${url}5` });
    expect(asked.map((request) => request.path)).toEqual(['/', '/1', '/2', '/3', '/4', '/5']);
  });

  it('leads to another host', async () => {
    const other = await answering(whole(body));
    expect(await fetched(to(`${other.url}elsewhere#here`))).toMatchObject({
      sha256,
      answeredBy: `${other.url}elsewhere`
    });
  });

  it('is refused in a loop', async () => {
    const { url, asked } = await answering(to('/a'), to('/'));
    expect(await refusal(start(url))).toBe('not-downloaded');
    expect(asked).toHaveLength(6);
  });

  it.each([
    ['file:///etc/hostname', 'unsafe-address'],
    ['data:text/csv,a', 'unsafe-address'],
    ['http://example.org/x', 'unsafe-address'],
    ['https://me:secret@example.org/x', 'unsafe-address'],
    ['http://[', 'unsafe-address']
  ])('is refused to %s', async (location, kind) => {
    expect(await refusal(fetched(to(location)))).toBe(kind);
  });

  it('is refused to nowhere', async () => {
    expect(await refusal(fetched(status(301)))).toBe('not-downloaded');
  });
});

describe('an address', () => {
  it.each([
    ['http://example.org/a', 'unsafe-address'],
    ['http://127.0.0.1.example.org/', 'unsafe-address'],
    ['file:///etc/hostname', 'unsafe-address'],
    ['', 'unsafe-address'],
    ['https://me:secret@example.org/', 'unsafe-address']
  ])('%j is refused before anything is requested or written', async (address, kind) => {
    expect(await refusal(start(address))).toBe(kind);
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });
});

describe('an answer', () => {
  it('in another encoding is refused', async () => {
    expect(await refusal(fetched(whole(body, { 'content-encoding': 'gzip' })))).toBe(
      'not-downloaded'
    );
  });

  it('that is not HTTP is refused', async () => {
    const { url } = await answeringRaw('SSH-2.0-OpenSSH_9.2\r\n');
    expect(await refusal(start(url))).toBe('not-downloaded');
  });
});
