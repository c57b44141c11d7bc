import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockDifference, otherCache } from '../../src/desk/installed.mjs';

const vite = { version: '8.0.0', integrity: 'sha512-a' };
const lock = {
  packages: { '': {}, 'node_modules/vite': vite, 'node_modules/vite/node_modules/binding': { version: '1.0.0', optional: true } }
};

describe('lockDifference', () => {
  it.each([
    ['nothing installed', null, 'the packages are not installed'],
    ['all installed', { packages: { 'node_modules/vite': vite } }, null],
    ['one missing', { packages: {} }, 'vite is missing'],
    [
      'another version',
      { packages: { 'node_modules/vite': { ...vite, version: '8.0.1' } } },
      'vite is not the version of package-lock.json'
    ],
    [
      'another tarball',
      { packages: { 'node_modules/vite': { ...vite, integrity: 'sha512-b' } } },
      'vite is not the version of package-lock.json'
    ]
  ])('%s', (_, installed, difference) => expect(lockDifference(lock, installed)).toBe(difference));
});

describe('otherCache', () => {
  it('keeps npm’s own folder where it can be written, and takes the other one where it cannot', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'terhubung-cache-'));
    await writeFile(join(folder, 'home'), 'no folder');
    expect(otherCache(join(folder, 'npm'), '/other')).toBeNull();
    expect(otherCache(join(folder, 'home', '.npm'), '/other')).toBe('/other');
    await rm(folder, { recursive: true });
  });
});
