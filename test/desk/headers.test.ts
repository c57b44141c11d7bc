import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { desk } from '../../src/desk/cli/desk.ts';
import { nginxHttp, nginxServer } from '../../src/site/server-config/nginx.ts';
import { recordingDesk, type RecordingDesk } from './recording-desk.ts';
import { wording } from './wording.ts';

let folder: string;
let io: RecordingDesk;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terhubung-headers-'));
  io = recordingDesk(folder);
});
afterEach(() => rm(folder, { recursive: true }));
const run = (...argv: string[]) => desk(['headers', ...argv], io);
const written = (name: string) => readFile(join(folder, name), 'utf8');

describe('headers', () => {
  it('writes nginx’s two files and names the place of each', async () => {
    expect(await run('--nginx', 'conf')).toBe(0);
    expect(await readdir(join(folder, 'conf'))).toEqual([
      'terhubung-http.conf',
      'terhubung-server.conf'
    ]);
    expect(await written('conf/terhubung-http.conf')).toBe(nginxHttp());
    expect(await written('conf/terhubung-server.conf')).toBe(nginxServer());
    expect(wording(io)).toMatchSnapshot();
  });

  it.each(['/cerita/', 'cerita'])('writes them for a site at %s', async (at) => {
    expect(await run('--nginx', 'conf', '--at', at)).toBe(0);
    expect(await written('conf/terhubung-server.conf')).toContain('location ^~ /cerita/ {');
    expect(await written('conf/terhubung-server.conf')).toContain(
      'error_page 404 /cerita/404.html;'
    );
    expect(await written('conf/terhubung-http.conf')).toContain('"~^/cerita/assets/.*$" asset;');
  });

  it.each([
    [[]],
    [['--nginx', 'conf', '--worker', 'edge']],
    [['--nginx', '']],
    [['--worker', 'edge', 'dist']],
    [['--worker', 'edge', '--at', '/cerita/']],
    [['--nginx', 'conf', '--at', '../cerita']],
    [['--nginx', 'conf', '--at', '/a b/']],
    [['--nginx', 'conf', '--at', '/;}/']]
  ])('refuses %j', async (argv) => {
    expect(await run(...argv)).toBe(2);
    expect(wording(io)).toMatchSnapshot();
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses a file', async () => {
    await writeFile(join(folder, 'conf'), '');
    expect(await run('--nginx', 'conf')).toBe(2);
    expect(wording(io)).toMatchSnapshot();
  });
});
