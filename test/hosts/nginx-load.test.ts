import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { folderPlace } from '../../src/desk/release/folder-place.ts';
import { packedDist } from '../built/packed-dist.ts';
import { isHere } from '../run/needs.ts';
import { long } from '../slice.ts';
import { startNginx } from './nginx-server.ts';

/** How long readers come, in seconds. */
const seconds = long ? 30 : 2;
const switches = long ? 20 : 4;
const readers = 64;

interface Answer {
  status: number;
  bytes: number;
  release: string | undefined;
}
const agent = new Agent({ keepAlive: true, maxSockets: readers });
const ask = (origin: string, path: string) =>
  new Promise<Answer>((resolve, reject) => {
    const asking = request(
      `${origin}${path}`,
      { agent, headers: { 'Accept-Encoding': 'br' } },
      (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => (bytes += chunk.length));
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            bytes,
            release: String(response.headers['content-length'])
          })
        );
      }
    );
    asking.on('error', reject);
    asking.end();
  });

describe.skipIf(!isHere('nginx'))('nginx under load', () => {
  it('sends the story, its script and a card while the release is switched under it: nothing missing, nothing mixed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'terhubung-load-'));
    const place = folderPlace(folder);
    const dist = await packedDist();
    const sizes = new Map<string, string>();
    try {
      for (const id of ['2026-01-01', '2026-01-02']) {
        const base = join(folder, 'releases', id);
        await cp(dist, base, { recursive: true });
        const html = `${await readFile(join(base, 'id/index.html'), 'utf8')}<!--${id === '2026-01-01' ? '' : 'another release'}-->`;
        await writeFile(join(base, 'id/index.html'), html);
        // How small it is matters to nobody here.
        const packed = brotliCompressSync(html, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 4 }
        });
        await writeFile(join(base, 'id/index.html.br'), packed);
        sizes.set(String(packed.length), id);
      }
      expect(sizes.size).toBe(2);
      await place.setCurrent({ id: '2026-01-01', manifest: undefined });
      const server = await startNginx(join(folder, 'current'), '/');
      const [script] = /assets\/story-client-[\w-]+\.js/.exec(
        await readFile(join(folder, 'current/id/index.html'), 'utf8')
      )!;
      const counts: Record<string, number> = {};
      let bytes = 0;
      const wrong: string[] = [];
      const seen = new Set<string>();
      let coming = true;
      const read = async () => {
        while (coming) {
          for (const path of ['/id/', `/${script}`, '/embed/v1/id/world.html']) {
            const { status, bytes: got, release } = await ask(server.origin, path);
            const known = path === '/id/' ? sizes.get(release!) : 'either';
            if (status !== 200 || known === undefined)
              wrong.push(`${path}: ${status}, ${got} bytes`);
            else if (path === '/id/') seen.add(known);
            counts[path] = (counts[path] ?? 0) + 1;
            bytes += got;
          }
        }
      };
      const started = performance.now();
      const all = Array.from({ length: readers }, read);
      for (let turn = 1; turn <= switches; turn++) {
        await pause((seconds * 1000) / switches);
        await place.setCurrent({
          id: turn % 2 === 0 ? '2026-01-01' : '2026-01-02',
          manifest: undefined
        });
      }
      coming = false;
      await Promise.all(all);
      const took = (performance.now() - started) / 1000;
      await server.stop();
      const asked = Object.values(counts).reduce((sum, count) => sum + count, 0);
      process.stdout.write(
        `nginx: ${asked} requests in ${took.toFixed(1)} s (${Math.round(asked / took)} a second, ${(bytes / took / 1e6).toFixed(0)} MB a second), ${switches} switches, ${wrong.length} wrong\n`
      );
      expect(wrong).toEqual([]);
      expect([...seen].sort()).toEqual(['2026-01-01', '2026-01-02']);
    } finally {
      agent.destroy();
      await rm(folder, { recursive: true, force: true });
    }
  }, 180_000);
});
