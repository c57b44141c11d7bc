import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diff } from '../../src/desk/review/diff.ts';
import { revisionBars } from '../../src/desk/review/diff-pictures.ts';
import { diffModel, type DiffReport } from '../../src/desk/review/diff-model.ts';
import { compareVintages } from '../../src/vintages/compare/compare-vintages.ts';
import { smallVintages } from '../story/small-edition.ts';
import { lockFirst } from './locked-project.ts';
import { copiesOf, smallProject, type SmallProject } from './small-project.ts';

let project: SmallProject;
const sources = {
  'wb-internet-users': 'internet-use',
  'wb-population': 'population',
  'un-opsc-status': 'opsc-parties',
  'small-fixed': 'fixed-broadband'
};
const givenProject = copiesOf(async () => {
  const project = await smallProject();
  for (const [id, indicator] of Object.entries(sources)) {
    const declared = JSON.parse(
      await readFile('data/sources/wb-internet-users.json', 'utf8')
    ) as Record<string, unknown>;
    await project.write(`data/sources/${id}.json`, JSON.stringify({ ...declared, id, indicator }));
  }
  await project.keep({ ...smallVintages.use2024, source: 'small-fixed' });
  await project.keep({ ...smallVintages.use2018, source: 'small-fixed' });
  return lockFirst(project);
});
beforeEach(async () => (project = await givenProject()));
afterEach(() => project.remove());

const run = (...argv: string[]) => diff(argv, project.desk);
const both = ['wb-internet-users/2018-08-28', 'wb-internet-users/2024-11'];

describe('two releases of internet use', () => {
  it('counts what came, went and moved, by size, country and year', async () => {
    await run(...both);
    expect(project.printed()).toMatch(
      /^5 values added, 0 withdrawn, 4 revised, 3 as before, give or take 0\.05 points\.$/m
    );
    expect(project.printed()).toMatch(/ {2}1 to 5 points +0 +2/);
    expect(project.printed()).toMatch(/ {2}5 points or more +0 +1/);
    expect(project.printed()).toMatch(/ {2}Indonesia +3 +· +2 {2}2018: 44\.1 → 39\.9/);
    expect(project.printed()).toMatch(/ {2}2016 +· +· +2 {2}Filipina: 55\.5 → 39\.2/);
    expect(project.printed()).toMatch(/ {2}2016 +45\.8 +42\.9 +-2\.9/);
  });

  it('names the largest revisions first, then every country by name', async () => {
    await run(...both);
    const [, ranked = ''] =
      /Largest revisions, the furthest moved first\n((?: {2}.*\n)+)/.exec(project.printed()) ?? [];
    const changes = ranked
      .split('\n')
      .slice(1, -1)
      .map((line) => Math.abs(Number(/[-+]?[\d.]+$/.exec(line)?.[0])));
    expect(changes).toHaveLength(4);
    expect(changes).toEqual([...changes].sort((one, other) => other - one));
  });

  it('names the year of a figure where that is what moved', async () => {
    await run(...both);
    expect(project.printed()).toMatch(
      / {2}idn-now +44% \(2018\) → 69% \(2023\) +44% \(2018\) → 69% \(2023\)/
    );
  });

  it('says which sentences change, before and after in each language, with their places', async () => {
    expect(await run(...both)).toBe(1);
    expect(project.printed()).toContain('Sentences that change, id (2)');
    expect(project.printed()).toContain(
      '  data/copy/en/world.md:24:1\n    before: About half of the world was online: 52%.\n    after:  About half of the world was online: 49%.'
    );
    expect(project.printed()).toContain(
      'To pin it: npm run desk -- edition pin internet-use=wb-internet-users/2024-11'
    );
  });

  it('says the same of the way back, whatever is pinned: promises and classes that no longer hold', async () => {
    expect(await run(...both.toReversed())).toBe(1);
    expect(project.printed()).toContain(
      '    before: About half of the world was online: 49%.\n    after:  About half of the world was online: 52%.'
    );
    expect(project.printed()).toMatch(
      /Map of 2018 \(step world-2018\): 2 economies in another class\n {2}Filipina: 20 to 40% → 40 to 60%\n {2}Indonesia: 20 to 40% → 40 to 60%/
    );
  });

  it('needs no editor where a release changes no sentence', async () => {
    expect(await run('wb-internet-users/2024-11', 'wb-internet-users/2024-12')).toBe(0);
    expect(project.printed()).toContain(
      'Nothing: no sentence, no promise and no class on a map changes.'
    );
  });

  it('names broken promises', async () => {
    const next = { ...smallVintages.use2024, release: '2025-01' };
    await project.keep({
      ...next,
      aggregates: next.aggregates.map((point) =>
        point.value === 48.6 ? { ...point, value: 61.2 } : point
      )
    });
    expect(await run('wb-internet-users/2024-11', 'wb-internet-users/2025-01')).toBe(1);
    expect(project.printed()).toMatch(
      /Promises broken \(\d+\)\n(.*\n)* {2}data\/copy\/en\/world\.md:24:1: .*about half/
    );
  });

  it('needs an editor where a promise breaks and every figure prints the same', async () => {
    await project.edit('data/story/claims.csv', (text) =>
      text.replace('value < share(WLD, 2018)', 'value < share(EAS, 2018)')
    );
    const next = { ...smallVintages.use2024, release: '2025-02' };
    await project.keep({
      ...next,
      aggregates: next.aggregates.map((point) =>
        point.iso3 === 'EAS' ? { ...point, value: 30 } : point
      )
    });
    expect(await run('wb-internet-users/2024-11', 'wb-internet-users/2025-02')).toBe(1);
    expect(project.printed()).toContain('Promises broken (2)');
    expect(project.printed()).not.toContain('that change');
  });

  it('prints the same for a script', async () => {
    await run(...both, '--json');
    const report = JSON.parse(project.printed()) as DiffReport;
    expect(report).toMatchObject({ before: both[0], after: both[1], indicator: 'internet-use' });
    expect(report.comparison.diff.revised).toHaveLength(4);
    expect(report.story?.sentences).toHaveLength(4);
  });
});

it('writes one page that asks for nothing, runs nothing and escapes every text', async () => {
  const nasty = '<script>alert("x")</script>&';
  for (const language of ['id', 'en']) {
    await project.write(
      `data/copy/${language}/countries.json`,
      JSON.stringify({ IDN: nasty, GBR: 'Zzz', PHL: 'Aaa' })
    );
  }
  await run(...both, '--html', 'reports/diff.html');
  const html = await project.read('reports/diff.html');
  expect(html).not.toContain('<script');
  expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;');
  expect(html).not.toMatch(/(src|href)=|url\(|@import/);
  expect(html.match(/<svg /g)).toHaveLength(2);
  expect(html).toContain('About half of the world was online: 49%.');
  expect(html).toMatch(/<dl lang="id">.*Sekitar separuh dunia sudah terhubung: 49%\./);
  // The name of a release stands where its line ends.
  expect(html).toMatch(/<text x="550"[^>]*>2024-11<\/text>/);
  // Countries by name, and no name in the distribution.
  const countries = html.slice(html.indexOf('By country'));
  expect(countries.indexOf('Aaa')).toBeLessThan(countries.indexOf('Zzz'));
  expect(html.match(/<svg [\s\S]*?<\/svg>/)?.[0]).not.toMatch(/Aaa|Zzz|PHL|script/);
  expect(await readdir(join(project.root, 'reports'))).toEqual(['diff.html']);
});

it('draws each revised value in one bar, with zero between two', () => {
  const revised = [-40, -3.2, -0.3, 0.2, 5, 5, 21].map((change, index) => ({
    iso3: 'AAA',
    year: index,
    before: 50,
    after: 50 + change,
    change
  }));
  const bars = revisionBars(revised, 'percent');
  expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(revised.length);
  expect(bars.some(({ from, to }) => from < 0 && to > 0)).toBe(false);
  expect(bars.some(({ to }) => to === 0)).toBe(true);
});

it('names what came, went, changed its kind, stands still and leaps', () => {
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
  const economies = rows('AAA:2010:10 AAA:2011:40 CCC:2010:3 DDD:2010:7 DDD:2011:7 DDD:2012:7');
  const later = { ...use2024, economies, aggregates: rows('BBB:2010:1 SSA:2010:2 WLD:2010:4.92') };
  const comparison = compareVintages(earlier, later);
  const names = { before: 'a/2018', after: 'a/2024', indicator: 'internet-use' };
  const { values, stood } = diffModel({ ...names, comparison, story: undefined }, (iso3) => iso3);
  expect(
    Object.fromEntries(
      Object.entries(values).map(([name, { rows, lines }]) => [name, [...rows, ...lines]])
    )
  ).toEqual({
    sizes: [
      ['under 1 point', '0', '0'],
      ['1 to 5 points', '0', '0'],
      ['5 points or more', '1', '0']
    ],
    largest: [['AAA', '2011', '12.0', '40.0', '+28.0']],
    world: [['2010', '5.0', '4.9', '-0.08']],
    groups: [],
    come: ['BBB', 'SSA'],
    go: ['EAS'],
    appear: ['CCC', 'DDD'],
    vanish: ['BBB'],
    regrouped: ['BBB: now a group'],
    carried: ['DDD: 7.0 from 2010 to 2012'],
    jumps: ['AAA: 10.0 → 40.0 from 2010 to 2011']
  });
  expect(stood).toBe(0);
});

it('says why there is nothing about the story where it does not show the indicator', async () => {
  expect(await run('small-fixed/2018-08-28', 'small-fixed/2024-11')).toBe(0);
  expect(project.printed()).toContain('The story does not show fixed-broadband.');
});

it.each([
  [['wb-internet-users/2024-11'], /found 1 vintages, expected two/],
  [
    ['wb-internet-users/2024-11', 'wb-internet-users/2023-01'],
    /found no vintage wb-internet-users\/2023-01, expected one of/
  ],
  [
    ['wb-internet-users/2024-11', 'wb-population/2024-05-30'],
    /found wb-internet-users of internet-use and wb-population of population/
  ],
  [
    ['wb-internet-users/2024-11', 'owid-mobile-4g/2025-06'],
    /found no data\/sources\/owid-mobile-4g\.json/
  ],
  [[...both, '--html', 'report.pdf'], /expected a file that ends in \.html/]
])('%j is refused with 2 and nothing is written', async (argv, message) => {
  const before = await readdir(project.root);
  expect(await run(...argv)).toBe(2);
  expect(project.complained()).toMatch(message);
  expect(project.printed()).toBe('');
  expect(await readdir(project.root)).toEqual(before);
});

it('refuses a vintage whose bytes were changed', async () => {
  await project.edit('data/vintages/wb-internet-users/2024-11/data.csv', (text) =>
    text.replace('39.9', '39.8')
  );
  expect(await run(...both)).toBe(2);
  expect(project.complained()).toMatch(/data\.csv:1:1: /);
});
