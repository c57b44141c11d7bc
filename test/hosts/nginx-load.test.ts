import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import { expect, it } from 'vitest';
import { folderPlace } from '../../src/desk/release/folder-place.ts';
import { isHere } from '../run/needs.ts';
import { long } from '../slice.ts';
import { compressedDist } from './compressed-dist.ts';
import { startNginx } from './nginx-server.ts';

const [seconds, switches, readers] = [long ? 30 : 2, long ? 20 : 4, 64];
const ids = ['2026-01-01', '2026-01-02'];
const agent = new Agent({ keepAlive: true, maxSockets: readers });

const ask = (address: string) =>
  new Promise<{ status: number; bytes: number; length: string }>((resolve, reject) => {
    const headers = { 'Accept-Encoding': 'br' };
    const asking = request(address, { agent, headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          bytes,
          length: String(response.headers['content-length'])
        })
      );
    });
    asking.on('error', reject);
    asking.end();
  });

it.skipIf(!isHere('nginx'))(
  'nginx under load sends whole files of one release or the other while the release switches',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'terhubung-load-'));
    const place = folderPlace(folder);
    const dist = await compressedDist();
    const lengths = new Map<string, string>();
    try {
      for (const id of ids) {
        const base = join(folder, 'releases', id);
        await cp(dist, base, { recursive: true });
        const page = join(base, 'id/index.html');
        const html = `${await readFile(page, 'utf8')}<!--${id === ids[0] ? '' : 'another release'}-->`;
        await writeFile(page, html);
        const quality = { [constants.BROTLI_PARAM_QUALITY]: 4 };
        const compressed = brotliCompressSync(html, { params: quality });
        await writeFile(`${page}.br`, compressed);
        lengths.set(String(compressed.length), id);
      }
      expect(lengths.size).toBe(2);
      await place.setCurrent({ id: ids[0]!, manifest: undefined });
      const server = await startNginx(join(folder, 'current'), '/');
      const page = await readFile(join(folder, 'current/id/index.html'), 'utf8');
      const [script] = /assets\/story-client-[\w-]+\.js/.exec(page)!;
      let [asked, sent] = [0, 0];
      const wrong: string[] = [];
      const seen = new Set<string>();
      let isReading = true;
      const read = async () => {
        while (isReading)
          for (const path of ['/id/', `/${script}`, '/embed/v1/id/world.html']) {
            const { status, bytes, length } = await ask(server.origin + path);
            const release = path === '/id/' ? lengths.get(length) : 'either';
            if (status !== 200 || release === undefined)
              wrong.push(`${path}: ${status}, ${bytes} bytes`);
            else if (path === '/id/') seen.add(release);
            asked += 1;
            sent += bytes;
          }
      };
      const started = performance.now();
      const all = Array.from({ length: readers }, read);
      for (let turn = 1; turn <= switches; turn++) {
        await pause((seconds * 1000) / switches);
        await place.setCurrent({ id: ids[turn % 2]!, manifest: undefined });
      }
      isReading = false;
      await Promise.all(all);
      const took = (performance.now() - started) / 1000;
      await server.stop();
      process.stdout.write(
        `nginx: ${Math.round(asked / took)} requests and ${Math.round(sent / took / 1e6)} MB a second, ${switches} switches, ${wrong.length} wrong\n`
      );
      expect(wrong).toEqual([]);
      expect([...seen].sort()).toEqual(ids);
    } finally {
      agent.destroy();
      for (const one of [folder, dist]) await rm(one, { recursive: true, force: true });
    }
  },
  180_000
);
