import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  lockDifference,
  nodesExpected,
  npmCommand,
  otherCache
} from '../../src/desk/installed.mjs';

const vite = { version: '8.0.0', integrity: 'sha512-a' };
const lint = { version: '1.0.0', integrity: 'sha512-c' };
const lock = {
  packages: {
    '': {},
    'node_modules/vite': vite,
    'node_modules/vite/node_modules/binding': { version: '1.0.0', optional: true },
    'node_modules/lint': { ...lint, dev: true }
  }
};
const all = { 'node_modules/vite': vite, 'node_modules/lint': lint };

describe('lockDifference', () => {
  it.each([
    ['nothing installed', true, null, 'the packages are not installed'],
    ['all installed', true, all, null],
    ['all installed, for the story alone', false, all, null],
    ['what the story needs', true, { 'node_modules/vite': vite }, 'lint is missing'],
    ['what the story needs, for it alone', false, { 'node_modules/vite': vite }, null],
    ['one missing', false, {}, 'vite is missing'],
    [
      'another version',
      true,
      { ...all, 'node_modules/vite': { ...vite, version: '8.0.1' } },
      'vite is not the version of package-lock.json'
    ],
    [
      'another version of a tool, for the story alone',
      false,
      { ...all, 'node_modules/lint': { ...lint, version: '2.0.0' } },
      null
    ],
    [
      'another tarball',
      true,
      { ...all, 'node_modules/vite': { ...vite, integrity: 'sha512-b' } },
      'vite is not the version of package-lock.json'
    ]
  ])('%s', (_, tools, packages, difference) =>
    expect(lockDifference(lock, packages && { packages }, tools)).toBe(difference)
  );
});

describe('nodesExpected', () => {
  it.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.16.0', true],
    ['24.0.0', true],
    ['26.3.1', true],
    ['20.18.3', false],
    ['21.7.3', false],
    ['22.12.0', false],
    ['23.11.1', false]
  ])('fits Node %s: %s', (version, fits) => {
    expect(nodesExpected(version, '^20.19.0 || ^22.16.0 || >=24.0.0') === null).toBe(fits);
  });
});

describe('otherCache', () => {
  it('is used when npm’s own folder is not writable', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'terhubung-cache-'));
    await writeFile(join(folder, 'home'), 'no folder');
    expect(otherCache(join(folder, 'npm'), '/other')).toBeNull();
    expect(otherCache(join(folder, 'home', '.npm'), '/other')).toBe('/other');
    await rm(folder, { recursive: true });
  });
});

describe('package-lock.json', () => {
  it('has no conflict that stops the npm of Node 20 and 22', () => {
    const [command, ...before] = npmCommand(process.env);
    const listed = spawnSync(command, [...before, 'ls', '--all', '--package-lock-only'], {
      cwd: join(import.meta.dirname, '..', '..'),
      encoding: 'utf8'
    });
    expect(listed.status, listed.stderr).toBe(0);
  });
});
