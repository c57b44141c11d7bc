import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { walkFolder } from '../../src/site/output/walk-folder.ts';
import { releaseHeaders } from '../../src/desk/store/served-files.ts';
import { isCompressible } from '../../src/site/output/content-types.ts';
import { noCache } from '../../src/site/output/build-cache.ts';
import { compressSite } from '../../src/site/output/compressed-copies.ts';
import { writeSite } from '../../src/site/output/site-file.ts';
import { edgeFiles } from '../../src/site/server-config/edge.ts';
import { ask, type Answer } from './ask.ts';
import { findMiniflare } from './miniflare.ts';
import { expected, opened, ours, sampleFiles, samplePaths } from './sample-site.ts';

interface Bucket {
  put(
    key: string,
    value: string | Uint8Array,
    options?: { httpMetadata: { contentType: string } }
  ): Promise<unknown>;
}
interface Runtime {
  ready: Promise<URL>;
  getR2Bucket(name: string): Promise<Bucket>;
  dispose(): Promise<void>;
}

const module = await findMiniflare();

describe.skipIf(!module)('the Worker in Cloudflare’s runtime, on a bucket', () => {
  let folder: string;
  let runtime: Runtime;
  let bucket: Bucket;
  let answer: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  const point = (release: string) =>
    bucket.put('stories/one/current.json', JSON.stringify({ release, number: 1, plain: false }));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'terhubung-worker-'));
    await writeSite(folder, sampleFiles);
    await compressSite(folder, noCache);
    const { Miniflare } = (await import(/* @vite-ignore */ pathToFileURL(module!).href)) as {
      Miniflare: new (options: object) => Runtime;
    };
    const options = {
      modules: true,
      script: edgeFiles.worker.text,
      r2Buckets: ['SITE'],
      bindings: { PREFIX: 'stories/one' },
      cf: false
    };
    runtime = new Miniflare({ ...options, host: '127.0.0.1', compatibilityDate: '2026-04-01' });
    const port = Number((await runtime.ready).port);
    answer = (path, headers) => ask(port, path, headers);
    bucket = await runtime.getR2Bucket('SITE');
    for (const path of await walkFolder(folder)) {
      const key = path.startsWith('assets/') ? path : `releases/one/${path}`;
      const options = { httpMetadata: { contentType: releaseHeaders(path).type } };
      await bucket.put(
        `stories/one/${key}`,
        new Uint8Array(await readFile(join(folder, path))),
        options
      );
    }
    await point('one');
  });
  afterAll(async () => {
    await runtime?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  /** The Worker sends Vary with every file. The runtime compresses, as Cloudflare does. */
  const wanted = (path: string, packed: boolean) => ({
    ...expected(path, packed && isCompressible(path) ? 'br' : undefined),
    vary: expected(path)['vary'] ?? 'Accept-Encoding'
  });

  it.each(samplePaths)('sends %s with exactly its headers, plain and as brotli', async (path) => {
    const plain = await readFile(join(folder, path));
    for (const accepts of ['identity', 'br']) {
      const got = await answer(`/${path.replace(/index\.html$/, '')}`, {
        'Accept-Encoding': accepts
      });
      expect(got.status).toBe(200);
      expect(ours(got)).toEqual(wanted(path, accepts === 'br'));
      expect(opened(got).equals(plain)).toBe(true);
    }
  });

  it('sends ranges of files that are not compressed', async () => {
    const path = samplePaths.find((one) => /\.(?:png|zip|woff2)$/.test(one))!;
    const whole = await readFile(join(folder, path));
    const size = whole.length;
    const part = async (range: string, more = {}) => {
      const { status, headers, body } = await answer(`/${path}`, { Range: range, ...more });
      return { status, range: headers['content-range'], bytes: body.toString('latin1') };
    };
    const expectedPart = (from: number, to: number) => ({
      status: 206,
      range: `bytes ${from}-${to}/${size}`,
      bytes: whole.subarray(from, to + 1).toString('latin1')
    });
    expect(await part('bytes=0-1')).toEqual(expectedPart(0, 1));
    expect(await part('bytes=2-')).toEqual(expectedPart(2, size - 1));
    expect(await part('bytes=-3')).toEqual(expectedPart(size - 3, size - 1));
    expect(await part('bytes=1-99999')).toEqual(expectedPart(1, size - 1));
    const { etag } = (await answer(`/${path}`)).headers;
    expect(await part('bytes=0-1', { 'If-Range': etag! })).toEqual(expectedPart(0, 1));
    const all = { status: 200, range: undefined, bytes: whole.toString('latin1') };
    for (const range of ['bytes=99999-', 'bytes=0-1,3-4', 'lines=1-2'])
      expect(await part(range), range).toEqual(all);
    expect(await part('bytes=0-1', { 'If-Range': '"other"' })).toEqual(all);
    expect(
      (await answer('/id/', { Range: 'bytes=0-1', 'Accept-Encoding': 'identity' })).status
    ).toBe(200);
  });

  it('follows the pointer to another release', async () => {
    await bucket.put('stories/one/releases/two/id/index.html', 'two', {
      httpMetadata: { contentType: 'text/html' }
    });
    await point('two');
    await vi.waitFor(async () => expect((await answer('/id/')).body.toString()).toBe('two'), {
      timeout: 60_000,
      interval: 100
    });
  });
});
