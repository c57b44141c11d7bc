import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addRelease,
  findIdentical,
  openPublished,
  releaseFaults,
  removeOld
} from '../../../src/desk/release/release-place.ts';
import { sha256 } from '../../../src/vintages/sha256.ts';
import { releaseFolder } from './release-folder.ts';

let site: Awaited<ReturnType<typeof releaseFolder>>;
beforeEach(async () => {
  site = await releaseFolder();
});
afterEach(() => site.remove());
const kept = async () => (await readdir(join(site.folder, 'releases'))).sort();
const putAll = async (...words: string[]) => {
  for (const word of words) await site.put({ 'index.html': word });
};
const page = (path: string, read: () => Promise<Uint8Array>) => ({
  path,
  bytes: 3,
  sha256: sha256(Buffer.from('one')),
  read
});

describe('a folder of releases', () => {
  it('keeps no release whose files changed while they were written', async () => {
    const add = (text: string) =>
      site.place.add({ release: '2026-01-02' } as never, [
        page('index.html', () => Promise.resolve(Buffer.from(text)))
      ]);
    await expect(add('two')).rejects.toThrow('differs from the build');
    expect(await site.place.ids()).toEqual([]);
    await add('one');
    expect(await site.place.ids()).toEqual(['2026-01-02']);
  });

  it('keeps nothing of a release that does not fit on the disk', async () => {
    const full = () => Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' }));
    const files = [
      page('index.html', () => Promise.resolve(Buffer.from('one'))),
      page('en/index.html', full)
    ];
    const written = site.place.exclusively('desk publish', site.desk, () =>
      site.place.add({ release: '2026-01-02' } as never, files)
    );
    await expect(written).rejects.toMatchObject({ kind: 'disk-full' });
    expect(await readdir(site.folder, { recursive: true })).toEqual(['releases']);
  });

  it('removes what killed runs left, and nothing of others', async () => {
    for (const path of [
      '.tmp-edition-1',
      'releases/.tmp-theirs',
      'releases/.tmp-2026-01-02',
      'releases/.tmp-gone-2026-01-01'
    ])
      await mkdir(join(site.folder, path), { recursive: true });
    await symlink('releases/2026-01-02', join(site.folder, '.tmp-current'));
    await site.place.exclusively('desk publish', site.desk, () => Promise.resolve());
    expect(await readdir(site.folder)).toEqual(['.tmp-edition-1', 'releases']);
    expect(await kept()).toEqual(['.tmp-theirs']);
  });

  it('numbers releases of one edition, and sorts the tenth after the ninth', async () => {
    await putAll('one', 'two', 'three');
    expect(await kept()).toEqual(['2026-01-02', '2026-01-02.2', '2026-01-02.3']);
    const ids = ['2026-01-01.9', '2025-01-01.12', '2026-01-01.10', '2026-01-01'];
    const { releases } = await openPublished({ ...site.place, ids: () => Promise.resolve(ids) });
    expect(releases.map(({ id }) => id)).toEqual([
      '2026-01-01.10',
      '2026-01-01.9',
      '2026-01-01',
      '2025-01-01.12'
    ]);
  });

  it('carries the scripts of the release before, for pages that are still loading', async () => {
    const pages = (word: string) => ({ 'index.html': word, [`assets/${word}.js`]: word });
    await site.put(pages('one'));
    const { manifest } = await site.put(pages('two'));
    expect(await site.shown('assets/one.js')).toBe('one');
    expect(manifest!.carried.map(({ path }) => path)).toEqual(['assets/one.js']);
    await site.put(pages('three'));
    await expect(site.shown('assets/one.js')).rejects.toThrow('ENOENT');
  });

  it('lends the scripts of the release that readers leave, until that is removed', async () => {
    const pages = (word: string) => ({ 'index.html': word, [`assets/${word}.js`]: word });
    for (const word of ['one', 'two']) await site.put(pages(word));
    const { releases } = await openPublished(site.place);
    await site.place.setCurrent(releases[1]!);
    expect(await site.shown()).toBe('one');
    expect(await site.shown('assets/two.js')).toBe('two');
    expect(await releaseFaults(site.place, releases[1]!, releases)).toEqual([]);
    await site.place.remove(releases[0]!);
    expect(await releaseFaults(site.place, releases[1]!)).toEqual([]);
  });

  it('removes old releases, but not the current one or the one before', async () => {
    await putAll('1', '2', '3', '4', '5', '6', '7');
    await removeOld(site.place, 5);
    expect(await kept()).toEqual([3, 4, 5, 6, 7].map((number) => `2026-01-02.${number}`));
    const { releases } = await openPublished(site.place);
    await site.place.setCurrent(releases.at(-1)!);
    await site.put({ 'index.html': '8' });
    await removeOld(site.place, 2);
    expect(await kept()).toEqual(['2026-01-02.3', '2026-01-02.7', '2026-01-02.8']);
  });

  it('finds an identical release unless it is damaged', async () => {
    await putAll('one', 'two');
    const edition = await site.edition({ 'index.html': 'one' });
    const find = async () => findIdentical(site.place, await openPublished(site.place), edition);
    expect((await find())?.id).toBe('2026-01-02');
    await writeFile(join(site.folder, 'releases/2026-01-02/index.html'), 'damaged');
    expect(await find()).toBeUndefined();
  });

  it('refuses a site with a manifest or a link of its own', async () => {
    const add = async (edition: Awaited<ReturnType<typeof site.edition>>) =>
      addRelease(site.place, await openPublished(site.place), edition);
    await expect(add(await site.edition({ 'manifest.json': '{}' }))).rejects.toThrow(
      'a manifest.json of its own'
    );
    const linked = await site.edition({ 'index.html': 'one' });
    await symlink('/etc/hostname', join(linked.site, 'hostname.txt'));
    await expect(add(linked)).rejects.toThrow('neither a file nor a folder');
    expect(await site.place.ids()).toEqual([]);
  });
});
