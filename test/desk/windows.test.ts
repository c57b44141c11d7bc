import { mkdir, mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { shellWord, withVariable } from '../../src/desk/cli/desk-io.ts';
import { devPlugin } from '../../src/desk/dev/dev-plugin.ts';
import { diskRefusal } from '../../src/desk/files/disk-refusal.ts';
import { writeFolder } from '../../src/desk/files/write-whole.ts';
import { findFfmpeg } from '../../src/desk/output/film.ts';
import { folderPlace } from '../../src/desk/release/folder-place.ts';

const scanned = vi.hoisted(() => ({ links: false }));

/**
 * The disk as Windows has it: links for administrators alone, junctions, which name their target
 * whole, for all; nothing is renamed over one of them or over a folder, and a folder over a file.
 */
vi.mock('node:fs/promises', async (original) => {
  const disk = await original<typeof import('node:fs/promises')>();
  const refuse = () =>
    Promise.reject(Object.assign(new Error('operation not permitted'), { code: 'EPERM' }));
  return {
    ...disk,
    symlink: (target: string, path: string, type?: string) =>
      type === 'junction'
        ? disk.symlink(`${resolve(path, '..', target)}${sep}`, path, type)
        : refuse(),
    rename: async (from: string, to: string) => {
      const there = await disk.lstat(to).catch(() => undefined);
      if ((there && !there.isFile()) || scanned.links) return refuse();
      await disk.rm(to, { force: true });
      return disk.rename(from, to);
    }
  };
});

const folder = await mkdtemp(join(tmpdir(), 'terhubung-windows-'));
afterAll(() => rm(folder, { recursive: true }));

it('replaces a junction, which cannot be renamed over', async () => {
  const place = folderPlace(folder);
  for (const id of ['2026-01-02', '2026-01-03']) {
    await mkdir(join(folder, 'releases', id), { recursive: true });
    await place.setCurrent({ id } as never);
    expect(await place.current()).toBe(id);
  }
  expect(await readlink(join(folder, 'current'))).toBe(
    join(folder, 'releases', `2026-01-03${sep}`)
  );
});

it('keeps the old link when the new one cannot be renamed', async () => {
  const place = folderPlace(await mkdtemp(join(folder, 'scanned-')));
  scanned.links = true;
  await expect(place.setCurrent({ id: '2026-01-02' } as never)).rejects.toMatchObject({
    code: 'EPERM'
  });
  scanned.links = false;
  await place.setCurrent({ id: '2026-01-02' } as never);
  scanned.links = true;
  await expect(place.setCurrent({ id: '2026-01-03' } as never)).rejects.toMatchObject({
    code: 'EPERM'
  });
  scanned.links = false;
  expect(await place.current()).toBe('2026-01-02');
});

it('fills an empty folder, and refuses another or a file', async () => {
  const there = join(folder, 'follow-up');
  await mkdir(there);
  await writeFolder(there, [{ name: 'one', text: '1' }]);
  const again = writeFolder(there, [{ name: 'one', text: '2' }]);
  await expect(again).rejects.toMatchObject({ kind: 'existing-folder' });
  await expect(writeFolder(join(there, 'one'), [])).rejects.toMatchObject({
    kind: 'existing-folder'
  });
});

it('quotes a command for the Command Prompt', () => {
  expect(shellWord(String.raw`C:\Users\Siti\site`, 'win32')).toBe(String.raw`C:\Users\Siti\site`);
  expect(shellWord(String.raw`C:\Users\Siti Nurhaliza\it's`, 'win32')).toBe(
    String.raw`"C:\Users\Siti Nurhaliza\it's"`
  );
  expect(withVariable('TERHUBUNG_KEY', String.raw`D:\a b.key`, 'npm run desk', 'win32')).toBe(
    String.raw`set "TERHUBUNG_KEY=D:\a b.key" && npm run desk`
  );
  expect(withVariable('TERHUBUNG_KEY', '/a b.key', 'npm run desk', 'linux')).toBe(
    `TERHUBUNG_KEY='/a b.key' npm run desk`
  );
});

it('explains a file that another program has open', () => {
  expect(diskRefusal(Object.assign(new Error(), { code: 'EBUSY' }), 'at neu.xlsx')).toMatchObject({
    kind: 'file-in-use'
  });
});

it('finds ffmpeg.exe', () => {
  const program = join('/tools', 'ffmpeg.exe');
  expect(findFfmpeg('/tools', (path) => path === program)).toBe(program);
});

it('tells pages in development of a change below a folder of Windows, whose path Vite writes with slashes', async () => {
  const forgotten: string[] = [];
  const routes = {
    forget: (file: string) => forgotten.push(file),
    open: () => Promise.resolve({ faults: [] })
  };
  const told: unknown[] = [];
  const server = {
    environments: { client: { hot: { send: (...message: unknown[]) => told.push(message) } } }
  };
  const { hotUpdate } = devPlugin(routes as never, [String.raw`C:\terhubung\data`]) as {
    hotUpdate: (change: unknown) => unknown;
  };
  const file = 'C:/terhubung/data/copy/id/world.md';
  hotUpdate.call({ environment: { name: 'ssr' } }, { file, server });
  hotUpdate.call({ environment: { name: 'ssr' } }, { file: 'C:/terhubung/database/x.md', server });
  await Promise.resolve();
  expect(forgotten).toEqual([file]);
  expect(told).toEqual([[{ type: 'full-reload' }]]);
});
