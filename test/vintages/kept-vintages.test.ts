import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { committedProject as files } from '../committed-project.ts';
import { namesIn } from '../../src/vintages/project-files.ts';
import { readRepairs } from '../../src/sources/repair.ts';
import { readSource } from '../../src/sources/source.ts';
import { diffVintages } from '../../src/vintages/compare/diff-vintages.ts';
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

  it.each([
    ['wb-internet-users', '2018-08-28', 'PHL', 2016, 55.5],
    ['wb-internet-users', '2024-11', 'PHL', 2016, 39.2],
    ['wb-internet-users', '2020-03-18', 'GBR', 2018, 94.9],
    ['wb-internet-users', '2024-11', 'GBR', 2018, 90.7],
    ['wb-internet-users', '2018-08-28', 'WLD', 2016, 45.8],
    ['wb-internet-users', '2024-11', 'WLD', 2016, 42.9],
    ['wb-internet-users', '2018-08-28', 'KEN', 2016, 26],
    ['wb-internet-users', '2024-11', 'KEN', 2016, 16.6],
    ['un-opsc-status', '2022-06-13', 'WLD', 2022, 176],
    ['un-opsc-parties', '2015-03', 'WLD', 2014, 169]
  ])('%s %s: %s %i is %d', async (source, release, iso3, year, value) => {
    const { economies, aggregates } = await open(source, release);
    const one = [...economies, ...aggregates].find(
      (observation) => observation.iso3 === iso3 && observation.year === year
    );
    expect(Math.round(one!.value * 10) / 10).toBe(value);
  });

  it('show how far the figures of 2016 have been revised since', async () => {
    const [then, now] = [
      await open('wb-internet-users', '2018-08-28'),
      await open('wb-internet-users', '2024-11')
    ];
    const of2016 = <V extends { economies: { year: number }[] }>(vintage: V) => ({
      ...vintage,
      economies: vintage.economies.filter(({ year }) => year === 2016)
    });
    const { revised, kept } = diffVintages(of2016(then), of2016(now));
    expect(revised.length + kept).toBe(202);
    expect(revised).toHaveLength(83);
    expect(revised.filter(({ change }) => change <= -5)).toHaveLength(22);
    expect(revised.filter(({ change }) => change >= 5)).toHaveLength(17);
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
