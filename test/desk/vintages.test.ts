import { beforeEach, describe, expect, it } from 'vitest';
import { vintages, type KeptVintage } from '../../src/desk/edition/vintages.ts';
import type { SmallProject } from './memory-project.ts';
import { smallProject } from './small-project.ts';

let project: SmallProject;
beforeEach(async () => {
  project = await smallProject();
});

const run = <Report = KeptVintage[]>(...argv: string[]) => project.run<Report>(vintages, ...argv);
const use = 'data/vintages/wb-internet-users/2024-11';

describe('list', () => {
  it('counts what each vintage holds, and names its publisher', async () => {
    const { exit, report } = await run();
    expect(exit).toBe(0);
    expect(report.find(({ name }) => name === 'wb-internet-users/2024-11')).toMatchObject({
      counts: { economies: 3, values: 12, aggregates: 7 },
      years: { first: 1985, last: 2023 },
      faults: [],
      record: { publisher: 'Publisher' }
    });
  });

  it('has releases oldest first', async () => {
    const { report } = await run();
    expect(report.map(({ name }) => name).filter((name) => name.startsWith('wb-internet'))).toEqual(
      ['wb-internet-users/2018-08-28', 'wb-internet-users/2024-11', 'wb-internet-users/2024-12']
    );
  });
});

it('shows the record of a vintage', async () => {
  const [report] = (await run('wb-internet-users/2024-11')).report;
  expect(report).toMatchObject({
    name: 'wb-internet-users/2024-11',
    years: { first: 1985, last: 2023 },
    faults: [],
    record: { licence: { name: 'CC BY 4.0' }, release: '2024-11' }
  });
  expect(report?.stored.map(({ path }) => path)).toContain('data.csv');
});

describe('verify', () => {
  it.each([
    [
      'a changed figure',
      () => project.edit(`${use}/data.csv`, (text) => text.replace('39.9', '39.8')),
      'data.csv:1:1: '
    ],
    [
      'a shortened table',
      () => project.edit(`${use}/data.csv`, (text) => text.slice(0, -9)),
      'data.csv:1:1: '
    ],
    [
      'a changed checksum',
      () => project.edit(`${use}/datapackage.json`, (text) => text.replace(/sha256:./, 'sha256:z')),
      'datapackage.json:'
    ],
    ['a file beside it', () => project.write(`${use}/notes.txt`, 'x'), 'notes.txt:1:1: ']
  ])('names %s with its file and ends with 2', async (_, spoil, place) => {
    spoil();
    const { exit, report } = await run();
    expect(exit).toBe(2);
    expect(report.flatMap(({ faults }) => faults)).toEqual([
      expect.stringContaining(`${use}/${place}`)
    ]);
    expect((await run('wb-population/2024-05-30')).exit).toBe(0);
  });
});

const refusals: [string[], string][] = [
  [['wb-internet-users/1999-01'], 'unknown-vintage'],
  [['../../etc'], 'vintage-name'],
  [['--al'], 'usage']
];

it.each(refusals)('%j is refused with 2', async (argv, refused) => {
  expect(await run(...argv)).toMatchObject({ exit: 2, refused });
});

it('prints', async () => {
  const said = [
    await project.says(vintages),
    await project.says(vintages, 'wb-internet-users/2024-11')
  ];
  for (const [argv, refused] of refusals)
    if (refused !== 'vintage-name') said.push(await project.says(vintages, ...argv));
  project.write(`${use}/data.csv`, 'x');
  // Another room words the fault itself.
  said.push((await project.says(vintages)).replace(/(data\.csv:1:1): .*/, '$1: …'));
  project.edit(`${use}/datapackage.json`, () => '{}');
  for (const path of project.names('data/vintages'))
    if (path !== 'wb-internet-users')
      for (const release of project.names(`data/vintages/${path}`))
        for (const name of project.names(`data/vintages/${path}/${release}`))
          project.delete(`data/vintages/${path}/${release}/${name}`);
  said.push(await project.says(vintages));
  expect(said.join('\n\n')).toMatchSnapshot();
});
