import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const launcher = join(import.meta.dirname, '..', '..', 'src', 'desk', 'run.mjs');

describe('the launcher', () => {
  it.each(['18.19.0', '20.18.1', '21.7.3', '22.15.1', '23.11.1'])(
    'does not run on Node %s',
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
      expect(stderr).toContain(version);
    }
  );

  it.each(['#', '?'])('does not run in a folder with “%s” in its path', async (sign) => {
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
    expect(stderr).toContain(`“${sign}”`);
  });

  it('prints a refusal of a file outside `src` without its stack', () => {
    const { status, stderr } = spawnSync(process.execPath, [launcher, 'test/run/test.ts', 'no/'], {
      encoding: 'utf8'
    });
    expect([status, stderr.trim().split('\n').length]).toEqual([2, 1]);
  });
});
