import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/desk/cli/desk-io.ts';
import { serveFolder, type FolderServer } from '../../src/desk/dev/serve-folder.ts';
import { askedPort, serveAtFreePort } from '../../src/desk/dev/start.ts';
import { ask as askAt } from '../hosts/ask.ts';

let parent: string;
let folder: string;
let server: FolderServer;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'terhubung-serve-'));
  folder = join(parent, 'dist');
  await mkdir(join(folder, 'id'), { recursive: true });
  await mkdir(join(parent, 'dist-secret'));
  await writeFile(join(parent, 'secret.txt'), 'secret');
  await writeFile(join(parent, 'dist-secret', 'a.txt'), 'secret');
  await writeFile(join(folder, 'index.html'), '<p>door</p>');
  await writeFile(join(folder, 'id', 'index.html'), '<p>cerita</p>');
  await writeFile(join(folder, 'id', 'index.html.br'), brotliCompressSync('<p>cerita</p>'));
  await mkdir(join(folder, 'embed/v1/oembed/id'), { recursive: true });
  for (const name of ['world.json', 'world.320.json', 'world.480.json', 'world.640.json']) {
    await writeFile(join(folder, 'embed/v1/oembed/id', name), name);
  }
  await writeFile(join(folder, '404.html'), '<p>missing</p>');
  await writeFile(join(folder, 'table.csv'), 'a,b');
  await writeFile(join(folder, 'font.woff2'), 'x');
  server = await serveFolder(folder, {
    port: 0,
    headers: (path) => ({ 'X-Path': path, 'Cache-Control': 'max-age=60' })
  });
});
afterAll(async () => {
  await server.close();
  await rm(parent, { recursive: true });
});

const ask = (
  path: string,
  { method, headers }: { method?: string; headers?: Record<string, string> } = {}
) => askAt(server.port, path, headers, method);
const html = 'text/html; charset=utf-8';

describe('serveFolder', () => {
  it.each([
    ['/', 200, html, '<p>door</p>', 'index.html'],
    ['/id/', 200, html, '<p>cerita</p>', 'id/index.html'],
    ['/table.csv', 200, 'text/csv; charset=utf-8', 'a,b', 'table.csv'],
    ['/font.woff2', 200, 'font/woff2', 'x', 'font.woff2'],
    ['/nowhere', 404, html, '<p>missing</p>', '404.html']
  ])(
    'answers %s with %i, and the headers of what it sends',
    async (path, status, type, body, sent) => {
      const answer = await ask(path);
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toBe(type);
      expect(answer.body.toString()).toBe(body);
      expect(answer.headers['x-path']).toBe(sent);
      expect(answer.headers['cache-control']).toBe('max-age=60');
    }
  );

  it.each([
    ['/id', '/id/'],
    ['/id?plain', '/id/?plain'],
    ['//id', '/id/']
  ])('sends %s on to %s', async (path, location) => {
    const answer = await ask(path);
    expect(answer.status).toBe(307);
    expect(answer.headers['location']).toBe(location);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/id/..%2f..%2fsecret.txt',
    '/../dist-secret/a.txt',
    '/%00',
    '/%E0%A4%A'
  ])('refuses a path outside the folder: %s', async (path) => {
    const answer = await ask(path);
    expect([400, 404]).toContain(answer.status);
    expect(answer.body.toString()).not.toContain('secret');
  });

  it.each([
    ['localhost:4173', 200],
    ['127.0.0.1', 200],
    ['[::1]:4173', 200],
    ['stranger.example:4173', 403],
    ['localhost.stranger.example', 403],
    ['10.stranger.example', 403]
  ])('answers %s only if it is a name of this machine', async (host, status) => {
    expect((await ask('/id/', { headers: { host } })).status).toBe(status);
  });

  it('answers with the brotli copy where it is accepted', async () => {
    for (const [accepted, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', undefined]
    ] as const) {
      const { headers, body } = await ask('/id/', { headers: { 'accept-encoding': accepted } });
      expect([headers['content-encoding'], headers['vary']]).toEqual([encoding, 'Accept-Encoding']);
      expect(String(encoding ? brotliDecompressSync(body) : body)).toBe('<p>cerita</p>');
    }
  });

  it('sends no Vary for a file without copies', async () => {
    expect(
      (await ask('/font.woff2', { headers: { 'accept-encoding': 'br' } })).headers['vary']
    ).toBeUndefined();
  });

  it.each([
    ['world.json', 'world.json'],
    ['world.json?format=json', 'world.json'],
    ['world.json?maxwidth=500&format=json', 'world.480.json'],
    ['world.json?maxwidth=wide', 'world.json'],
    ['world.480.json?maxwidth=320', 'world.480.json']
  ])('answers oEmbed %s with %s', async (asked, file) => {
    const answer = await ask(`/embed/v1/oembed/id/${asked}`);
    expect([answer.status, answer.body.toString()]).toEqual([200, file]);
    expect(answer.headers['x-path']).toBe(`embed/v1/oembed/id/${file}`);
  });

  it('answers HEAD with the length and no body, and refuses POST', async () => {
    const head = await ask('/table.csv', { method: 'HEAD' });
    expect(head.headers['content-length']).toBe('3');
    expect(head.body).toHaveLength(0);
    expect((await ask('/table.csv', { method: 'POST' })).status).toBe(405);
  });
});

describe('serveAtFreePort', () => {
  let busy: Server;
  afterAll(() => new Promise((resolve) => busy.close(resolve)));

  it('takes a free port when one is taken, and lets no other site read it', async () => {
    busy = createServer();
    await new Promise<void>((resolve) => busy.listen(0, 'localhost', resolve));
    const taken = (busy.address() as AddressInfo).port;
    const said: string[] = [];
    const served = await serveAtFreePort(folder, taken, { err: (line) => said.push(line) });
    expect(served.port).not.toBe(taken);
    expect(said).toEqual([`Port ${taken} is taken; serving at ${served.port} instead.`]);
    // It may be a draft.
    const answers = await Promise.all(
      ['table.csv', 'data/x.csv', 'embed/v1/oembed/id/world.json'].map((path) =>
        fetch(served.url + path)
      )
    );
    for (const { headers } of answers)
      expect([headers.get('access-control-allow-origin'), headers.get('cache-control')]).toEqual([
        null,
        'no-cache'
      ]);
    await served.close();
  });
});

describe('askedPort', () => {
  it.each([
    [undefined, 4173],
    ['', 4173],
    ['8080', 8080]
  ])('%s: %i', (value, port) => expect(askedPort(value)).toBe(port));
  it.each(['0', '65536', '80a', '-1', '3.5'])('refuses %s', (value) =>
    expect(() => askedPort(value)).toThrow(Refusal)
  );
});
