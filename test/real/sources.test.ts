import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRepairs } from '../../src/desk/intake/declared.ts';
import { declaredSources } from '../../src/site/story/declared-sources.ts';
import { committedProject as files } from '../open-committed.ts';
import { importFile } from '../../src/sources/import-file.ts';
import { recognise } from '../../src/sources/recognise.ts';
import type { PublishedFile } from '../../src/sources/source.ts';
import { openArchive } from '../../src/sources/tables/zip-archive.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';
import { sha256 } from '../../src/vintages/sha256.ts';
import { allVintages, folderOf } from '../../src/vintages/vintage.ts';

const root = join(import.meta.dirname, '../..');
/** The published files are not part of the repository: without them these tests are skipped. */
const found = join(root, '../shared/sources');
const sources = declaredSources(files);
const kept = allVintages(files).map(({ source, release }) => [source, release]);

async function publishedIn(folder: string): Promise<PublishedFile[]> {
  const names = await readdir(join(found, folder), { recursive: true, withFileTypes: true });
  const read = names
    .filter((entry) => entry.isFile())
    .map(async ({ name, parentPath }): Promise<PublishedFile[]> => {
      const bytes = await readFile(join(parentPath, name));
      return name.endsWith('.zip')
        ? openArchive({ name, bytes }).map((file) => ({ name: file.name, bytes: file.unpack() }))
        : [{ name, bytes }];
    });
  return (await Promise.all(read)).flat();
}

const byChecksum = new Map(
  existsSync(found) ? (await publishedIn('.')).map((file) => [sha256(file.bytes), file]) : []
);

async function imported(file: PublishedFile, id: string, released: string) {
  const repairs = await openRepairs(files, id);
  return importFile(
    file,
    sources.find((source) => source.id === id)!,
    {
      lastYear: 2027,
      released,
      repairs
    }
  );
}

async function openKept(source: string, release: string) {
  const vintage = openVintage(files, folderOf({ source, release }));
  return { vintage, file: byChecksum.get(vintage.raw.sha256)! };
}

describe.skipIf(!existsSync(found))('the published files', () => {
  it.each(kept)('%s %s holds the kept values', async (id, release) => {
    const { vintage, file } = await openKept(id!, release!);
    const read = await imported(file, id!, release!);
    expect(read.economies.length + read.aggregates.length).toBeGreaterThan(10);
    if (read.release !== null) expect(read.release).toBe(release);
    expect(vintage.economies).toEqual(read.economies);
    expect(vintage.aggregates).toEqual(read.aggregates);
  });

  it.each(kept)('%s %s is recognised for sure', async (id, release) => {
    const { file } = await openKept(id!, release!);
    const sure = recognise(file, sources)
      .candidates.filter(({ doubts }) => doubts.length === 0)
      .map(({ source }) => source.id);
    // One file of coverage holds three indicators: an editor chooses.
    expect(sure).toEqual(
      id!.startsWith('owid-mobile') ? ['owid-mobile-2g', 'owid-mobile-3g', 'owid-mobile-4g'] : [id]
    );
  });
});
