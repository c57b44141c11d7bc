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
  'un-opsc-status': 'opsc-parties',
  'small-fixed': 'fixed-broadband'
};
const givenProject = copiesOf(async () => {
  const project = await smallProject();
  const declared = JSON.parse(
    readFileSync('data/sources/wb-internet-users.json', 'utf8')
  ) as object;
  for (const [id, indicator] of Object.entries(sources))
    project.write(`data/sources/${id}.json`, JSON.stringify({ ...declared, id, indicator }));
  project.keep({ ...smallVintages.use2024, source: 'small-fixed' });
  project.keep({ ...smallVintages.use2018, source: 'small-fixed' });
  return lockFirst(project);
});
beforeEach(async () => (project = await givenProject()));

const run = (...argv: string[]) => project.run<DiffReport>(diff, ...argv);
const both = ['wb-internet-users/2018-08-28', 'wb-internet-users/2024-11'];

describe('two releases of internet use', () => {
  it('counts the values that were added, withdrawn and revised', async () => {
    const { exit, report } = await run(...both);
    expect(exit).toBe(1);
    expect(report).toMatchObject({ before: both[0], after: both[1], indicator: 'internet-use' });
    const { diff: values, economies, years } = report.comparison;
    expect([
      values.added.length,
      values.withdrawn.length,
      values.revised.length,
      values.kept
    ]).toEqual([5, 0, 4, 3]);
    expect(economies.find(({ iso3 }) => iso3 === 'IDN')).toMatchObject({
      added: 3,
      withdrawn: 0,
      revised: 2,
      largest: { year: 2018, before: 44.1, after: 39.9 }
    });
    expect(years.find(({ year }) => year === 2016)).toMatchObject({
      revised: 2,
      largest: { iso3: 'PHL' }
    });
  });

  it('lists the largest revisions first', async () => {
    const { largest } = (await run(...both)).report.comparison;
    const changes = largest.map(({ change }) => Math.abs(change));
    expect(changes).toHaveLength(4);
    expect(changes).toEqual([...changes].sort((one, other) => other - one));
  });

  it('lists the texts that change, in each language, with their places', async () => {
    const { story } = (await run(...both)).report;
    expect(story?.texts).toMatchObject([
      {
        id: 'world/world-2018',
        file: 'data/copy/id/world.md',
        line: expect.any(Number),
        before: { said: { en: expect.stringContaining('online: 52% [world-2018].') } },
        after: { said: { en: expect.stringContaining('online: 49% [world-2018].') } }
      }
    ]);
  });

  it('works in both directions, whatever is pinned', async () => {
    const { exit, report } = await run(...both.toReversed());
    expect(exit).toBe(1);
    expect(report.story?.texts[0]).toMatchObject({
      before: { said: { en: expect.stringContaining('49%') } },
      after: { said: { en: expect.stringContaining('52%') } }
    });
    const map = report.story?.maps.find(({ view }) => view.year === 2018);
    expect(map).toMatchObject({ step: 'world-2018' });
    expect(map?.marks.map(({ iso3, before, after }) => [iso3, before, after])).toEqual([
      ['IDN', 1, 2],
      ['PHL', 1, 2]
    ]);
  });

  it('needs no editor where a release changes no text', async () => {
    const { exit, report } = await run('wb-internet-users/2024-11', 'wb-internet-users/2024-12');
    expect(exit).toBe(0);
    expect(report.story).toMatchObject({ claims: [], texts: [], broken: [], maps: [] });
  });

  it('names broken promises', async () => {
    const next = { ...smallVintages.use2024, release: '2025-01' };
    project.keep({
      ...next,
      aggregates: next.aggregates.map((point) =>
        point.value === 48.6 ? { ...point, value: 61.2 } : point
      )
    });
    const { exit, report } = await run('wb-internet-users/2024-11', 'wb-internet-users/2025-01');
    expect(exit).toBe(1);
    expect(report.story?.broken.map(({ kind, file, line }) => [kind, file, line])).toContainEqual([
      'promise',
      'data/copy/en/world.md',
      expect.any(Number)
    ]);
  });

  it('needs an editor where a promise breaks and every figure prints the same', async () => {
    project.edit('data/story/claims.csv', (text) =>
      text.replace('value < share(WLD, 2018)', 'value < share(EAS, 2018)')
    );
    const next = { ...smallVintages.use2024, release: '2025-02' };
    project.keep({
      ...next,
      aggregates: next.aggregates.map((point) =>
        point.iso3 === 'EAS' ? { ...point, value: 30 } : point
      )
    });
    const { exit, report } = await run('wb-internet-users/2024-11', 'wb-internet-users/2025-02');
    expect(exit).toBe(1);
    expect(report.story?.broken).toHaveLength(2);
    expect(report.story?.texts).toEqual([]);
  });
});

it('lists economies and groups that came or went', () => {
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
  expect(diffLines({ ...names, comparison, story: undefined }, (iso3) => iso3)).toMatchSnapshot();
});

it('says nothing about the story where it does not show the indicator', async () => {
  const { exit, report } = await run('small-fixed/2018-08-28', 'small-fixed/2024-11');
  expect(exit).toBe(0);
  expect(report.story).toBeUndefined();
  expect(report.noStory).toContain('fixed-broadband');
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
    await project.says(diff, 'wb-internet-users/2024-11', 'wb-internet-users/2024-12'),
    await project.says(diff, 'small-fixed/2018-08-28', 'small-fixed/2024-11')
  ];
  for (const [argv, refused] of refusals)
    if (refused !== 'unknown-vintage') said.push(await project.says(diff, ...argv));
  expect(said.join('\n\n')).toMatchSnapshot();
});
