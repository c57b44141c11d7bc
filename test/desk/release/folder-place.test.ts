import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { folderPlace } from '../../../src/desk/release/folder-place.ts';
import { openPublished } from '../../../src/desk/release/release-place.ts';
import { sha256 } from '../../../src/vintages/sha256.ts';

const folder = await mkdtemp(join(tmpdir(), 'terhubung-folder-'));
afterAll(() => rm(folder, { recursive: true }));

it('keeps no release in a folder whose files are not those that were built', async () => {
  const place = folderPlace(folder);
  const page = {
    path: 'index.html',
    bytes: 3,
    sha256: sha256(Buffer.from('one')),
    read: () => Promise.resolve(Buffer.from('two'))
  };
  await expect(place.add({ release: '2026-01-02' } as never, [page])).rejects.toThrow(
    'differs from the build'
  );
  expect(await place.ids()).toEqual([]);
  await place.add({ release: '2026-01-02' } as never, [
    { ...page, read: () => Promise.resolve(Buffer.from('one')) }
  ]);
  expect(await place.ids()).toEqual(['2026-01-02']);
});

it('leaves nothing of a release for which the disk has no space, and says so', async () => {
  const place = folderPlace(join(folder, 'full'));
  const desk = { root: folder, out: () => {}, err: () => {}, now: () => new Date() };
  const page = (path: string, read: () => Promise<Uint8Array>) => ({
    path,
    bytes: 3,
    sha256: '',
    read
  });
  const full = () => Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' }));
  const files = [
    page('index.html', () => Promise.resolve(Buffer.from('one'))),
    page('en/index.html', full)
  ];
  const written = place.exclusively('desk publish', desk, () =>
    place.add({ release: '2026-01-02' } as never, files)
  );
  await expect(written).rejects.toMatchObject({ kind: 'disk-full' });
  expect(await readdir(join(folder, 'full'), { recursive: true })).toEqual(['releases']);
});

it('removes what a killed run left and nothing of others, such as a build in `build/` that is being published there', async () => {
  const other = join(folder, 'build');
  for (const path of [
    '.tmp-edition-1',
    'releases/.tmp-theirs',
    'releases/.tmp-2026-01-02',
    'releases/.tmp-gone-2026-01-01'
  ])
    await mkdir(join(other, path), { recursive: true });
  const desk = { root: folder, out: () => {}, err: () => {}, now: () => new Date() };
  await folderPlace(other).exclusively('desk publish', desk, () => Promise.resolve());
  expect(await readdir(other)).toEqual(['.tmp-edition-1', 'releases']);
  expect(await readdir(join(other, 'releases'))).toEqual(['.tmp-theirs']);
});

it('has its newest release first, the tenth of a day after the ninth', async () => {
  const ids = ['2026-01-02.9', '2026-01-01.12', '2026-01-02.10', '2026-01-02'];
  const place = { ...folderPlace(folder), ids: () => Promise.resolve(ids) };
  const { releases } = await openPublished(place);
  expect(releases.map(({ id }) => id)).toEqual([
    '2026-01-02.10',
    '2026-01-02.9',
    '2026-01-02',
    '2026-01-01.12'
  ]);
});
