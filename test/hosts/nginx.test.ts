import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isCompressible } from '../../src/site/output/content-types.ts';
import { noCache } from '../../src/site/output/build-cache.ts';
import { compressSite } from '../../src/site/output/compressed-copies.ts';
import { writeSite } from '../../src/site/output/site-file.ts';
import { onPage, useChromium } from '../browser/chromium.ts';
import { isHere } from '../run/needs.ts';
import { startNginx, type NginxServer } from './nginx-server.ts';
import {
  expected,
  opened,
  ours,
  page,
  sampleFiles,
  samplePaths,
  ledTo,
  savingCases,
  savingOf,
  savingTitle,
  widthCases
} from './sample-site.ts';

const project = join(import.meta.dirname, '..', '..');
const dist = join(project, 'dist');

describe.skipIf(!isHere('nginx'))('a real nginx with the generated configuration', () => {
  let published: string;
  let server: NginxServer;
  const releaseAt = (id: string) => join(published, 'releases', id);
  const switchTo = async (id: string) => {
    await symlink(`releases/${id}`, join(published, 'fresh'));
    await rename(join(published, 'fresh'), join(published, 'current'));
  };
  beforeAll(async () => {
    published = await mkdtemp(join(tmpdir(), 'terhubung-published-'));
    await mkdir(releaseAt('one'), { recursive: true });
    await writeSite(releaseAt('one'), sampleFiles);
    await writeSite(releaseAt('two'), [{ path: 'index.html', text: page('two') }]);
    for (const release of ['one', 'two']) await compressSite(releaseAt(release), noCache);
    await switchTo('one');
    server = await startNginx(
      join(published, 'current'),
      '/',
      'add_header Strict-Transport-Security "max-age=63072000" always;\n'
    );
  });
  afterAll(async () => {
    await server?.stop();
    await rm(published, { recursive: true, force: true });
  });
  const wanted = (path: string, encoding?: string) => ({
    ...expected(path, encoding),
    'strict-transport-security': 'max-age=63072000'
  });

  it.each(samplePaths)(
    'sends %s with exactly its headers, plain, as brotli and as gzip',
    async (path) => {
      const plain = await readFile(join(releaseAt('one'), path));
      for (const [accepted, encoding] of [
        ['identity', undefined],
        ['gzip, deflate, br', 'br'],
        ['gzip', 'gzip']
      ] as const) {
        const answer = await server.ask(`/${path}`, { 'Accept-Encoding': accepted });
        expect(answer.status).toBe(200);
        expect(ours(answer)).toEqual(wanted(path, isCompressible(path) ? encoding : undefined));
        expect(opened(answer).equals(plain)).toBe(true);
      }
    }
  );

  it('compresses behind a proxy, and sends no version', async () => {
    const answer = await server.ask('/id/', { 'Accept-Encoding': 'gzip', Via: '1.1 cache' });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.headers['server']).toBe('nginx');
  });

  it.each([
    ['/', 'index.html'],
    ['/id/', 'id/index.html'],
    ['/id/methods/?plain', 'id/methods/index.html'],
    ['/share/en/world/', 'share/en/world/index.html']
  ])('answers the folder %s with %s', async (path, file) => {
    const answer = await server.ask(path);
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toContain(`<title>${file}</title>`);
    expect(ours(answer)).toEqual(wanted(file));
  });

  it.each(savingCases)(savingTitle, async (path, sent, led) =>
    expect(savingOf(await server.ask(path, sent))).toEqual(led ? ledTo(path) : [200])
  );

  it('sends no header with a line feed from a path', async () => {
    expect((await server.ask('/id/%0a', { 'Save-Data': 'on' })).status).toBe(404);
  });

  it('redirects to the folder with its slash, on any host', async () => {
    const answer = await server.ask('/id/methods');
    expect([answer.status, answer.headers['location']]).toEqual([301, '/id/methods/']);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it.each([
    '/nowhere',
    '/id/nowhere/',
    '/embed/v1/id/nowhere.html',
    '/embed/v1/oembed/id/nowhere.json?maxwidth=480',
    '/_headers',
    '/.git/config',
    '/assets/',
    '/embed/v1/id/'
  ])('answers %s with 404, its page and headers', async (path) => {
    const answer = await server.ask(path, { 'Accept-Encoding': 'br' });
    expect(answer.status).toBe(404);
    expect(opened(answer).toString()).toContain('<title>404.html</title>');
    expect(ours(answer)).toEqual(wanted('404.html', 'br'));
  });

  it('lets nobody cache an error, not even in a folder that is cached for a year', async () => {
    const lost = join(releaseAt('one'), 'assets/lost-00000000.js');
    await symlink('lost-00000000.js', lost);
    for (const path of ['assets/lost-00000000.js', 'assets/', 'embed/v1/id/']) {
      const { status, headers } = await server.ask(`/${path}`);
      expect([path, status === 200, headers['cache-control']]).toEqual([path, false, 'no-cache']);
    }
    await rm(lost);
  });

  it.each(widthCases)('answers oEmbed%s for the width "%s"', async (query, width) => {
    const answer = await server.ask(`/embed/v1/oembed/id/world.json${query}`, {
      'Accept-Encoding': 'br'
    });
    expect(opened(answer).toString().startsWith(`{"width":"${width}"}`)).toBe(true);
    expect(ours(answer)).toEqual(wanted('embed/v1/oembed/id/world.json', 'br'));
  });

  it('answers oEmbed of a pinned card for its width', async () => {
    const answer = await server.ask(
      '/embed/v1/editions/2026-11-25/oembed/id/world.json?maxwidth=500'
    );
    expect(answer.body.toString()).toContain('{"width":".480"}');
  });

  it('answers 304 with headers for an unchanged page', async () => {
    const { etag } = (await server.ask('/id/')).headers;
    const again = await server.ask('/id/', { 'If-None-Match': etag! });
    expect(again.status).toBe(304);
    expect(again.headers['content-security-policy']).toBe(
      expected('id/index.html')['content-security-policy']
    );
  });

  it('writes no address, referrer, browser or query to its logs (standards S32)', async () => {
    await server.ask('/id/?secret=1', {
      'User-Agent': 'a browser',
      Referer: 'https://example.org/'
    });
    await server.ask('/nowhere?secret=1');
    const { access, error } = await server.logs();
    expect(access).toMatch(
      /^\[\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] "GET \/id\/" 200 \d+$/m
    );
    expect(access).toMatch(/"GET \/nowhere" 404 /);
    expect(access + error).not.toMatch(/127\.0\.0\.1|secret|browser|example/);
    expect(error).toBe('');
  });

  // Last, since the other tests read the first release.
  it('shows the next release at the next request', async () => {
    await switchTo('two');
    expect((await server.ask('/')).body.toString()).toContain('<title>two</title>');
  });
});

describe.skipIf(!isHere('nginx') || !existsSync(join(dist, 'index.html')))(
  'the built edition on a real nginx, in a folder of its host',
  () => {
    useChromium();
    let host: string;
    let server: NginxServer;
    beforeAll(async () => {
      host = await mkdtemp(join(tmpdir(), 'terhubung-host-'));
      await symlink(dist, join(host, 'cerita'));
      server = await startNginx(host, '/cerita/');
    });
    afterAll(async () => {
      await server?.stop();
      await rm(host, { recursive: true, force: true });
    });

    it('shows the story from its folder, within the policy', async () => {
      await onPage({ viewport: { width: 390, height: 844 } }, async (browserPage) => {
        const asked: string[] = [];
        const complaints: string[] = [];
        browserPage.on('response', (response) =>
          asked.push(`${response.status()} ${response.url().replace(server.origin, '')}`)
        );
        browserPage.on('console', (message) => complaints.push(message.text()));
        browserPage.on('pageerror', (error) => complaints.push(error.message));
        await browserPage.goto(`${server.origin}/cerita/en/`);
        await browserPage.mouse.wheel(0, 1);
        // The last script to run.
        await browserPage.locator('#speed [role="status"]').waitFor({ state: 'attached' });
        expect(asked.filter((line) => !/^200 \/cerita\//.test(line))).toEqual([]);
        expect(complaints).toEqual([]);
      });
    });

    it('leaves the rest of the host alone', async () => {
      const answer = await server.ask('/elsewhere');
      expect(answer.status).toBe(404);
      expect(answer.headers['content-security-policy']).toBeUndefined();
    });
  }
);
