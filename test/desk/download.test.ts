import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  download,
  usualLimits,
  type DownloadLimits,
  type DownloadTools
} from '../../src/desk/intake/download.ts';
import { Refusal } from '../../src/desk/cli/desk-io.ts';
import { checkRedirect, retryAfter } from '../../src/desk/intake/download-address.ts';
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

const closedLater = async (server: Promise<LocalServer>): Promise<LocalServer> => {
  servers.push(await server);
  return servers.at(-1)!;
};
const answering = (...answers: Answer[]) => closedLater(serveAnswers(...answers));
const answeringRaw = (text?: string) => closedLater(serveRaw(text));

/** Downloads with a fixed clock and recorded pauses. */
function start(
  address: string,
  limits: Partial<DownloadLimits> = {},
  signal = new AbortController().signal
) {
  const pauses: number[] = [];
  const failures: string[] = [];
  const heard: [number, number | undefined][] = [];
  const tools: DownloadTools = {
    now: () => new Date('2026-11-25T12:00:00Z'),
    random: () => 0,
    wait: async (milliseconds, until) => {
      until.throwIfAborted();
      pauses.push(milliseconds);
    },
    failed: ({ kind }) => failures.push(kind),
    progress: (received, total) => heard.push([received, total]),
    signal
  };
  return {
    pauses,
    failures,
    heard,
    done: download(address, path, { ...usualLimits, ...limits }, tools)
  };
}

/** Downloads from a server with these answers. */
const from = async (...answers: Answer[]) => start((await answering(...answers)).url);

const fetched = async (...answers: Answer[]) => (await from(...answers)).done;

/** Returns the kind of a refusal; its wording is in the snapshot. */
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
    const { done, heard } = start(`${url}table.csv`);
    expect(await done).toEqual({
      bytes: body.length,
      sha256,
      answeredBy: `${url}table.csv`,
      tries: 1
    });
    expect(await readFile(path, 'utf8')).toBe(body);
    expect(asked[0]?.headers).toMatchObject({
      'accept-encoding': 'identity',
      'user-agent': expect.stringContaining('terhubung')
    });
    expect(heard[0]).toEqual([0, body.length]);
    expect(heard.at(-1)).toEqual([body.length, body.length]);
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
    await expect(start(url).done).rejects.toThrow('EEXIST');
    expect(await readFile(path, 'utf8')).toBe('mine');
  });
});

describe('a download that is cut off', () => {
  it('starts over', async () => {
    const { url, asked } = await answering(
      cutAfter('x'.repeat(20_000), 15_000, { etag: '"old"' }),
      whole(body)
    );
    const { done, failures } = start(url);
    expect(await done).toMatchObject({ bytes: body.length, sha256, tries: 2 });
    expect(await readFile(path, 'utf8')).toBe(body);
    expect(asked[1]?.headers.range).toBeUndefined();
    expect(failures).toEqual(['cut-off']);
  });

  it('refuses a part that was not requested', async () => {
    const part: Answer = (_, response) =>
      void response.writeHead(206, { 'content-range': 'bytes 0-99/10400' }).end(body.slice(0, 100));
    expect(await refusal(fetched(part))).toBe('http-status');
  });

  it('arrives whole after any cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: body.length - 1 }), async (length) => {
        const server = await serveAnswers(cutAfter(body, length), whole(body));
        try {
          expect(await start(server.url).done).toMatchObject({ sha256, tries: 2 });
          expect(await readFile(path, 'utf8')).toBe(body);
        } finally {
          await server.close();
          await rm(path);
        }
      }),
      { numRuns: 15 }
    );
  });
});

describe('a wrong Content-Length', () => {
  const answer = (length: number) => `HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n${body}`;

  it('is refused for a shorter file, after all tries', async () => {
    const { url } = await answeringRaw(answer(body.length + 1));
    const { done, failures } = start(url);
    expect(await refusal(done)).toBe('cut-off');
    expect(failures).toEqual(['cut-off', 'cut-off']);
  });

  it.each([
    ['for a longer file', answer(body.length - 10), 'more-than-announced'],
    ['if it is not a number', 'HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx', 'not-http']
  ])('is refused %s', async (_, text, kind) => {
    const { url } = await answeringRaw(text);
    expect(await refusal(start(url).done)).toBe(kind);
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
    const { done, failures } = start(url, { stall: 30 });
    expect(await refusal(done)).toBe('stalled');
    expect(failures).toHaveLength(2);
  });

  it('retries a server that stalled once', async () => {
    const { url } = await answering(stalling, whole(body));
    const { done, failures } = start(url, { stall: 100, tries: 9 });
    expect(await done).toMatchObject({ sha256 });
    expect(failures[0]).toBe('stalled');
  });

  it('times out without a connection', async () => {
    const { url } = await answeringRaw();
    const secure = url.replace('http:', 'https:');
    expect(await refusal(start(secure, { connect: 30, tries: 1 }).done)).toBe('connect-timeout');
  });

  it('times out even if bytes keep coming', async () => {
    const drip: Answer = (_, response) => {
      response.writeHead(200);
      const drops = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(drops));
    };
    const { url } = await answering(drip);
    const { done, failures } = start(url, { total: 100 });
    expect(await refusal(done)).toBe('download-timeout');
    expect(failures).toEqual([]);
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
    expect(await refusal(start(url, { bytes: 50_000 }).done)).toBe('download-too-large');
    expect((await readFile(path)).length).toBeLessThanOrEqual(50_000);
    expect(asked).toHaveLength(1);
  });

  it('does not start above the size limit', async () => {
    const { url } = await answering(whole(body));
    expect(await refusal(start(url, { bytes: body.length - 1 }).done)).toBe('download-too-large');
    expect(await readFile(path, 'utf8')).toBe('');
  });

  it('stops at once when aborted', async () => {
    const stopping = new AbortController();
    const { url } = await answering((request, response) => {
      stalling(request, response);
      setImmediate(() => stopping.abort(new Refusal('stopped', '', '')));
    });
    expect(await refusal(start(url, {}, stopping.signal).done)).toBe('stopped');
  });
});

describe('a retry', () => {
  it.each([500, 503, 408, 429])('is made after HTTP %i', async (code) => {
    const { done, failures } = await from(status(code), whole(body));
    expect(await done).toMatchObject({ sha256, tries: 2 });
    expect(failures).toEqual(['http-status']);
  });

  it.each([401, 404, 204, 304])('is not made after HTTP %i', async (code) => {
    const { url, asked } = await answering(status(code));
    expect(await refusal(start(url).done)).toBe('http-status');
    expect(asked).toHaveLength(1);
  });

  it('is made after a lost connection', async () => {
    expect(await fetched((request) => request.socket.destroy(), whole(body))).toMatchObject({
      sha256,
      tries: 2
    });
  });

  it('doubles the pause each time', async () => {
    const { url } = await answering(status(500));
    const { done, pauses } = start(url, { tries: 5, pause: 1000, longestPause: 3000 });
    expect(await refusal(done)).toBe('http-status');
    expect(pauses).toEqual([1000, 2000, 3000, 3000]);
  });

  it('waits as Retry-After says', async () => {
    const { done, pauses } = await from(status(429, { 'retry-after': '7' }), whole(body));
    await done;
    expect(pauses).toEqual([7000]);
  });

  it('is left to the user for a long Retry-After', async () => {
    const { url, asked } = await answering(status(503, { 'retry-after': '3600' }));
    expect(await refusal(start(url).done)).toBe('http-status');
    expect(asked).toHaveLength(1);
  });

  it('gives up on a closed port', async () => {
    const server = await serveAnswers(status(200));
    await server.close();
    const { done, failures } = start(server.url);
    expect(await refusal(done)).toBe('not-listening');
    expect(failures).toHaveLength(2);
  });
});

describe('retryAfter', () => {
  const now = new Date('2026-11-25T12:00:00Z');
  it.each<[string | undefined, number]>([
    [undefined, 0],
    ['', 0],
    ['0', 0],
    [' 120 ', 120_000],
    ['-5', 0],
    ['soon', 0],
    ['2027', 2_027_000],
    ['Wed, 25 Nov 2026 12:00:30 GMT', 30_000],
    ['Wed, 25 Nov 2026 11:00:00 GMT', 0],
    ['2026-11-25T12:00:30Z', 0]
  ])('%j is %i ms', (header, pause) => expect(retryAfter(header, now)).toBe(pause));
});

describe('a redirect', () => {
  const publisher = new URL('https://publisher.example/table.csv');
  it('leads from https to https, on any host', () => {
    expect(checkRedirect('//files.example/table.csv#top', publisher).href).toBe(
      'https://files.example/table.csv'
    );
  });

  it('never leads from elsewhere to this machine', () =>
    expect(() => checkRedirect('http://localhost:8080/table.csv', publisher)).toThrow(Refusal));

  const to = (location: string): Answer => status(302, { location });

  it('is followed five times', async () => {
    const hops = ['/1', '/2', '/3', '/4', '/5'].map(to);
    const { url, asked } = await answering(...hops, whole(body));
    expect(await start(url).done).toMatchObject({ sha256, answeredBy: `${url}5`, tries: 1 });
    expect(asked.map((request) => request.path)).toEqual(['/', '/1', '/2', '/3', '/4', '/5']);
  });

  it('is not followed a sixth time', async () => {
    expect(
      await refusal(fetched(...['/1', '/2', '/3', '/4', '/5', '/6'].map(to), whole(body)))
    ).toBe('too-many-redirects');
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
    expect(await refusal(start(url).done)).toBe('too-many-redirects');
    expect(asked).toHaveLength(6);
  });

  it.each([
    ['file:///etc/hostname', 'unsafe-redirect'],
    ['data:text/csv,a', 'unsafe-redirect'],
    ['http://example.org/x', 'unsafe-redirect'],
    ['https://me:secret@example.org/x', 'unsafe-redirect'],
    ['http://[', 'redirect-nowhere']
  ])('is refused to %s', async (location, kind) => {
    expect(await refusal(fetched(to(location)))).toBe(kind);
  });

  it('is refused to nowhere', async () => {
    expect(await refusal(fetched(status(301)))).toBe('redirect-nowhere');
  });
});

describe('an address', () => {
  it.each([
    ['http://example.org/a', 'not-https'],
    ['http://127.0.0.1.example.org/', 'not-https'],
    ['file:///etc/hostname', 'not-https'],
    ['', 'not-https'],
    ['https://me:secret@example.org/', 'address-with-password']
  ])('%j is refused before anything is requested or written', async (address, kind) => {
    expect(await refusal(start(address).done)).toBe(kind);
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });
});

describe('an answer', () => {
  it('in another encoding is refused', async () => {
    expect(await refusal(fetched(whole(body, { 'content-encoding': 'gzip' })))).toBe('encoded');
  });

  it('that is not HTTP is refused', async () => {
    const { url } = await answeringRaw('SSH-2.0-OpenSSH_9.2\r\n');
    expect(await refusal(start(url).done)).toBe('not-http');
  });
});
