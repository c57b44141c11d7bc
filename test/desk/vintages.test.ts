import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { vintages, type KeptVintage } from '../../src/desk/edition/vintages.ts';
import { smallProject, type SmallProject } from './small-project.ts';

let project: SmallProject;
beforeEach(async () => {
  project = await smallProject();
});
afterEach(() => project.remove());

const run = (...argv: string[]) => vintages(argv, project.desk);
const use = 'data/vintages/wb-internet-users/2024-11';

describe('list', () => {
  it('says of each vintage how much is in it, which years it spans and from whom it is', async () => {
    expect(await run('list')).toBe(0);
    const lines = project.desk.printed;
    expect(lines[0]).toMatch(/^vintage +economies +values +aggregates +years +files +publisher$/);
    expect(lines.find((line) => line.startsWith('wb-internet-users/2024-11'))).toMatch(
      / 3 +12 +7 +1985–2023 +whole +Publisher$/
    );
  });

  it('is what vintages alone does, releases oldest first', async () => {
    expect(await run()).toBe(0);
    const names = project.desk.printed
      .map((line) => line.split(' ')[0]!)
      .filter((name) => name.startsWith('wb-internet'));
    expect(names).toEqual([
      'wb-internet-users/2018-08-28',
      'wb-internet-users/2024-11',
      'wb-internet-users/2024-12'
    ]);
  });

  it('marks a vintage that is not whole and ends with 2', async () => {
    await project.edit(`${use}/data.csv`, (text) => text.replace('39.9', '39.8'));
    expect(await run('list')).toBe(2);
    expect(
      project.desk.printed.find((line) => line.startsWith('wb-internet-users/2024-11'))
    ).toContain('NOT WHOLE');
  });
});

describe('show', () => {
  it('prints what the vintage records of itself', async () => {
    expect(await run('show', 'wb-internet-users/2024-11')).toBe(0);
    expect(project.printed()).toMatch(/released +2024-11 \(the day is not known\)/);
    expect(project.printed()).toMatch(
      /values +12 of economies, 7 of the world, regions and groups/
    );
    expect(project.printed()).toMatch(/origin +https:\/\/example\.org/);
    expect(project.printed()).toMatch(/kept file +data\.csv, \d+ bytes, sha256 [0-9a-f]{64}/);
  });

  it('prints the same for a script', async () => {
    await run('show', 'wb-internet-users/2024-11', '--json');
    const shown = JSON.parse(project.printed()) as KeptVintage;
    expect(shown).toMatchObject({
      name: 'wb-internet-users/2024-11',
      years: { first: 1985, last: 2023 },
      faults: []
    });
    expect(shown.record?.licence.name).toBe('CC BY 4.0');
  });
});

describe('verify', () => {
  it('says that every file is as it was taken', async () => {
    expect(await run('verify', '--all')).toBe(0);
    expect(project.printed()).toMatch(/wb-internet-users\/2024-11: whole/);
    expect(project.printed()).toMatch(/\d+ vintages, every checksum as recorded\.$/);
  });

  it.each([
    [
      'a changed figure',
      () => project.edit(`${use}/data.csv`, (text) => text.replace('39.9', '39.8')),
      /data\.csv:1:1: /
    ],
    [
      'a table cut short',
      () => project.edit(`${use}/data.csv`, (text) => text.slice(0, -9)),
      /data\.csv:1:1: /
    ],
    [
      'a changed checksum',
      () => project.edit(`${use}/datapackage.json`, (text) => text.replace(/sha256:./, 'sha256:z')),
      /datapackage\.json:\d+:\d+: /
    ],
    ['a file beside it', () => project.write(`${use}/notes.txt`, 'x'), /notes\.txt:1:1: /]
  ])('names %s with its file and ends with 2', async (_, spoil, message) => {
    await spoil();
    expect(await run('verify')).toBe(2);
    expect(project.complained()).toMatch(message);
    expect(project.complained()).toMatch(/1 vintage of \d+ not as taken\./);
    expect(await run('verify', 'wb-population/2024-05-30')).toBe(0);
  });
});

it.each([
  [
    ['show', 'wb-internet-users/1999-01'],
    /found no vintage wb-internet-users\/1999-01, expected one of wb-internet-users\/2018-08-28/
  ],
  [['show', '../../etc'], /expected <source>\/<release>/],
  [['show'], /found 0 names after show/],
  [['forget'], /found "forget" after vintages/],
  [['list', '--al'], /found arguments that cannot be read/],
  [['verify', '--all', 'wb-population/2024-05-30'], /found 1 names after verify/]
])('%j is refused with 2', async (argv, message) => {
  expect(await run(...argv)).toBe(2);
  expect(project.complained()).toMatch(message);
});
