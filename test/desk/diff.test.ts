import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { diff } from '../../src/desk/review/diff.ts';
import { diffLines, type DiffReport } from '../../src/desk/review/diff-lines.ts';
import { compareVintages } from '../../src/vintages/compare/compare-vintages.ts';
import { smallVintages } from '../story/small-edition.ts';
import { lockFirst } from './locked-project.ts';
import { copiesOf, type SmallProject } from './memory-project.ts';
import { smallProject } from './small-project.ts';

let project: SmallProject;
const sources = {
  'wb-internet-users': 'internet-use',
  'wb-population': 'population',
  'un-opsc-status': 'opsc-parties'
};
const givenProject = copiesOf(async () => {
  const project = await smallProject();
  const declared = JSON.parse(
    readFileSync('data/sources/wb-internet-users.json', 'utf8')
  ) as object;
  for (const [id, indicator] of Object.entries(sources))
    project.write(`data/sources/${id}.json`, JSON.stringify({ ...declared, id, indicator }));
  return lockFirst(project);
});
beforeEach(async () => (project = await givenProject()));

const run = (...argv: string[]) => project.run<DiffReport>(diff, ...argv);
const both = ['wb-internet-users/2018-08-28', 'wb-internet-users/2024-11'];

describe('two releases of internet use', () => {
  it('counts the values that were added, withdrawn and revised', async () => {
    const { exit, report } = await run(...both);
    expect(exit).toBe(0);
    expect(report).toMatchObject({ before: both[0], after: both[1], indicator: 'internet-use' });
    const { diff: values } = report.comparison;
    expect([
      values.added.length,
      values.withdrawn.length,
      values.revised.length,
      values.kept
    ]).toEqual([5, 0, 4, 3]);
  });

  it('lists the largest revisions first', async () => {
    const { largest } = (await run(...both)).report.comparison;
    const changes = largest.map(({ change }) => Math.abs(change));
    expect(changes).toHaveLength(4);
    expect(changes).toEqual([...changes].sort((one, other) => other - one));
  });
});

it('lists places that came or went', () => {
  const rows = (text: string) =>
    text.split(' ').map((row) => {
      const [iso3 = '', year, value] = row.split(':');
      return { iso3, year: Number(year), value: Number(value), status: 'a' as const };
    });
  const { use2018, use2024 } = smallVintages;
  const earlier = {
    ...use2018,
    economies: rows('AAA:2010:10 AAA:2011:12 BBB:2010:1'),
    aggregates: rows('EAS:2010:5 WLD:2010:5')
  };
  const economies = rows('AAA:2010:10 AAA:2011:40 CCC:2010:3');
  const later = { ...use2024, economies, aggregates: rows('BBB:2010:1 SSA:2010:2 WLD:2010:4.92') };
  const comparison = compareVintages(earlier, later);
  const names = { before: 'a/2018', after: 'a/2024', indicator: 'internet-use' };
  expect(diffLines({ ...names, comparison }, (iso3) => iso3)).toMatchSnapshot();
});

const refusals: [string[], string][] = [
  [['wb-internet-users/2024-11'], 'usage'],
  [['wb-internet-users/2024-11', 'wb-internet-users/2023-01'], 'unknown-vintage'],
  [['wb-internet-users/2024-11', 'wb-population/2024-05-30'], 'other-indicator'],
  [['wb-internet-users/2024-11', 'owid-mobile-4g/2025-06'], 'undeclared-source']
];

it.each(refusals)('%j is refused with 2 and nothing is written', async (argv, refused) => {
  const before = [...project.files.keys()];
  expect(await run(...argv)).toMatchObject({ exit: 2, refused });
  expect([...project.files.keys()]).toEqual(before);
});

it('refuses a vintage whose bytes were changed', async () => {
  project.edit('data/vintages/wb-internet-users/2024-11/data.csv', (text) =>
    text.replace('39.9', '39.8')
  );
  expect(await run(...both)).toMatchObject({ exit: 2, refused: 'changed-checksum' });
  expect(project.complained()).toContain('2024-11/data.csv:1:1');
});

it('prints', async () => {
  const said = [
    await project.says(diff, ...both),
    await project.says(diff, 'wb-internet-users/2024-11', 'wb-internet-users/2024-12')
  ];
  for (const [argv, refused] of refusals)
    if (refused !== 'unknown-vintage') said.push(await project.says(diff, ...argv));
  expect(said.join('\n\n')).toMatchSnapshot();
});
