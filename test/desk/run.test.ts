import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serveAtFreePort } from '../../src/desk/dev/start.ts';

const launcher = join(import.meta.dirname, '..', '..', 'src', 'desk', 'run.mjs');

describe('the launcher', () => {
  it.each(['18.19.0', '20.18.1', '21.7.3', '22.15.1', '23.11.1'])(
    'says in a sentence that it does not run on Node %s, and runs nothing',
    (version) => {
      const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--import', `data:text/javascript,${pretend}`, launcher, 'test'],
        {
          encoding: 'utf8'
        }
      );
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toBe(
        `found Node ${version}, expected one of these: 20 from 20.19 on, 22 from 22.16 on, 24 or newer. Nothing was run. Install it from your system's packages or nodejs.org, then try again.\n`
      );
    }
  );

  it.each(['#', '?'])(
    'says in a sentence that Vite reads no path with “%s” in it, and runs nothing',
    async (sign) => {
      const root = join(await mkdtemp(join(tmpdir(), 'terhubung-run-')), `a${sign}b`);
      await cp(dirname(launcher), join(root, 'src', 'desk'), { recursive: true });
      await cp(join(dirname(launcher), '..', '..', 'package.json'), join(root, 'package.json'));
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(root, 'src', 'desk', 'run.mjs'), 'desk'],
        { encoding: 'utf8' }
      );
      await rm(dirname(root), { recursive: true });
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(
        /^found .*, expected a path without it: rename that folder, or move the project\. Nothing was run\.\n$/
      );
      expect(stderr).toContain(`“${sign}”`);
    }
  );
});

describe('serveAtFreePort', () => {
  it('takes the next port where one is taken, and says so', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) =>
      taken.listen(0, 'localhost', () => resolve((taken.address() as { port: number }).port))
    );
    const said: string[] = [];
    const server = await serveAtFreePort(import.meta.dirname, port, {
      err: (line) => void said.push(line)
    });
    expect(server.port).toBeGreaterThan(port);
    expect(said).toEqual([`Port ${port} is taken; serving at ${server.port} instead.`]);
    await server.close();
    await new Promise((resolve) => taken.close(resolve));
  });
});
