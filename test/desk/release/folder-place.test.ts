import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { folderPlace } from '../../../src/desk/release/folder-place.ts';
import { sha256 } from '../../../src/vintages/sha256.ts';

const folder = await mkdtemp(join(tmpdir(), 'terhubung-folder-'));
afterAll(() => rm(folder, { recursive: true }));

it('keeps no release in a folder whose files are not those that were built', async () => {
  const place = folderPlace(folder);
  const page = { path: 'index.html', bytes: 3, sha256: sha256(Buffer.from('one')), read: () => Promise.resolve(Buffer.from('two')) };
  await expect(place.add({ release: '2026-01-02' } as never, [page])).rejects.toThrow('is not what was built');
  expect(await place.ids()).toEqual([]);
  await place.add({ release: '2026-01-02' } as never, [{ ...page, read: () => Promise.resolve(Buffer.from('one')) }]);
  expect(await place.ids()).toEqual(['2026-01-02']);
});
