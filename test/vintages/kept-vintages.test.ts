import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { committedProject as files } from '../open-committed.ts';
import { namesIn } from '../../src/vintages/project-files.ts';
import { readRepairs } from '../../src/sources/repair.ts';
import { readSource } from '../../src/sources/source.ts';
import { folderOf, listVintages, vintagesFolder } from '../../src/vintages/vintage.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';

const root = join(import.meta.dirname, '../..');
const declared = namesIn(files, 'data/sources');
const repaired = namesIn(files, 'data/repairs');

describe('the vintages of the repository', () => {
  const open = (source: string, release: string) =>
    openVintage(files, folderOf({ source, release }));

  it('all open', async () => {
    for (const source of namesIn(files, vintagesFolder)) {
      const releases = listVintages(files, source);
      expect(releases).not.toEqual([]);
      // There is nothing else: no half-written folder, no notes.
      expect(namesIn(files, `${vintagesFolder}/${source}`)).toEqual([...releases].sort());
      for (const release of releases) {
        const vintage = await open(source, release);
        expect(vintage.raw.origin).toMatch(/^https:\/\//);
        expect(vintage.credit).not.toBe('');
      }
    }
  });

  it('name no state that is bound by a treaty, or is not (standards S02, D09)', async () => {
    for (const source of ['un-opsc-parties', 'un-opsc-status']) {
      for (const release of namesIn(files, `data/vintages/${source}`)) {
        expect(namesIn(files, folderOf({ source, release }))).toEqual([
          'aggregates.csv',
          'datapackage.json'
        ]);
        const { aggregates } = await open(source, release);
        expect(new Set(aggregates.map(({ iso3 }) => iso3))).toEqual(new Set(['WLD']));
      }
    }
  });
});

describe('the declarations of the repository', () => {
  it.each(declared)('data/sources/%s can be read', async (name) => {
    const source = readSource(
      await readFile(join(root, 'data/sources', name), 'utf8'),
      `data/sources/${name}`
    );
    // A share-alike or non-commercial licence would bind partners (standards D10).
    expect(source.licence.name).not.toMatch(/\b(SA|NC)\b/);
  });

  it.each(repaired)('data/repairs/%s can be read and belongs to a source', async (name) => {
    expect(readRepairs(await readFile(join(root, 'data/repairs', name), 'utf8'), name)).not.toEqual(
      []
    );
    expect(declared).toContain(name);
  });
});
