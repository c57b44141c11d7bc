import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  clearLeftovers,
  freshFolder,
  switchFolder,
  type SwitchedFolder
} from '../../src/desk/files/switch-folder.ts';

let root = '';
let dist: SwitchedFolder;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'terhubung-switch-'));
  dist = { folder: join(root, 'dist'), workshop: join(root, 'build') };
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function fill(folder: string, text: string) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'index.html'), text);
}
const shown = () => readFile(join(dist.folder, 'index.html'), 'utf8');
const workshop = () => readdir(dist.workshop).catch(() => []);
/** The number of a process that has ended. */
const ended = () => spawnSync(process.execPath, ['--version']).pid;

describe('switchFolder', () => {
  it('replaces a folder', async () => {
    await fill(dist.folder, 'old');
    await writeFile(join(dist.folder, 'gone.html'), '');
    await fill(freshFolder(dist), 'new');
    await switchFolder(dist);
    expect(await readdir(dist.folder)).toEqual(['index.html']);
    expect(await shown()).toBe('new');
    expect(await workshop()).toEqual([]);
  });

  it('keeps the old folder when there is no new one', async () => {
    await fill(dist.folder, 'old');
    await mkdir(dist.workshop);
    await expect(switchFolder(dist)).rejects.toThrow('ENOENT');
    expect(await shown()).toBe('old');
  });
});

describe('clearLeftovers', () => {
  it('restores the folder of a run killed between the two renames', async () => {
    await fill(join(dist.workshop, `.old-dist-${ended()}`), 'old');
    await fill(join(dist.workshop, `.tmp-dist-${ended()}`), 'half');
    await clearLeftovers(dist);
    expect(await shown()).toBe('old');
    expect(await workshop()).toEqual([]);
  });

  it('removes the leftovers of a killed run', async () => {
    await fill(dist.folder, 'new');
    await fill(join(dist.workshop, `.old-dist-${ended()}`), 'old');
    await clearLeftovers(dist);
    expect(await shown()).toBe('new');
    expect(await workshop()).toEqual([]);
  });

  it('keeps the files of running processes and other folders', async () => {
    await fill(freshFolder(dist), 'being filled');
    await fill(join(dist.workshop, 'server'), 'bundle');
    await fill(join(dist.workshop, `.tmp-other-${ended()}`), 'of another folder');
    const before = await workshop();
    await clearLeftovers(dist);
    expect(await workshop()).toEqual(before);
    await rename(freshFolder(dist), dist.folder);
    expect(await shown()).toBe('being filled');
  });
});
