import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FillSite } from '../../src/desk/output/build.ts';
import { check, type CheckReport } from '../../src/desk/review/check.ts';
import { publish } from '../../src/desk/release/publish.ts';
import { smallVintages } from '../story/small-edition.ts';
import { helpEntry, helpOf } from './help-entry.ts';
import { allSigned, allStated, releasableProject, openedLink } from './releasable-project.ts';
import { gitIn, itWithGit, type SmallProject } from './small-project.ts';

let project: SmallProject;
beforeEach(async () => (project = await releasableProject()));
afterEach(() => project.remove());

const release = () => check(['--release'], project.desk);
const world = 'data/copy/en/world.md';

itWithGit('finds nothing between a reviewed edition and its release', async () => {
  gitIn(project)('init', '-q');
  expect(await release()).toBe(0);
  expect(project.printed()).toMatch(/^The story holds/);
  expect(project.complained()).toBe('');
});

describe('check --release names', () => {
  it.each<[string, string, string | undefined, RegExp]>([
    [
      'every review that is not signed',
      'data/signoffs.json',
      '[]',
      /data\/signoffs\.json:1:1: .*“survivor-adviser”/
    ],
    [
      'a help entry that is too old',
      'data/care/helplines.json',
      helpOf(helpEntry('one', '2026-01-01'), helpEntry('old', '2025-10-03')),
      /data\/care\/helplines\.json:\d\d:1: found “old” checked 2025-10-03, 91 days ago/
    ],
    [
      'a help entry never checked',
      'data/care/helplines.json',
      helpOf(helpEntry('one', null)),
      /“one”, which nobody has checked/
    ],
    [
      'a help entry checked tomorrow',
      'data/care/helplines.json',
      helpOf(helpEntry('one', '2026-01-03')),
      /“one” checked 2026-01-03, a day to come/
    ],
    [
      'a link that nobody has opened',
      'data/links.json',
      JSON.stringify(
        [
          openedLink,
          {
            ...openedLink,
            url: 'https://www.coe.int/en/web/children/lanzarote-convention',
            opened: null
          }
        ],
        null,
        1
      ),
      /data\/links\.json:8:3: found “https:\/\/www\.coe\.int\/en\/web\/children\/lanzarote-convention”, which nobody has opened; .*“opened”/
    ],
    [
      'a link opened tomorrow',
      'data/links.json',
      JSON.stringify([{ ...openedLink, opened: '2026-01-03' }], null, 1),
      /data\/links\.json:4:3: found “.*” opened 2026-01-03, a day to come; expected a day that has been: it is 2026-01-02/
    ],
    [
      'a link of which no copy is kept',
      'data/links.json',
      JSON.stringify([{ ...openedLink, copy: null }]),
      /which has no archived copy; .*“copy”/
    ],
    [
      'a statement that the newsroom has not made',
      'data/newsroom.json',
      JSON.stringify({ ...allStated, server_records: null }, null, 1),
      /data\/newsroom\.json:\d+:\d+: found no statement for “server_records”/
    ],
    [
      'a story that is told as first published on a day to come',
      'data/newsroom.json',
      JSON.stringify({ ...allStated, published: '2026-01-03' }, null, 1),
      /data\/newsroom\.json:\d+:2: found “published” 2026-01-03, a day to come; expected a day that has been: it is 2026-01-02; leave it null until that day/
    ],
    [
      'that no day is named until which the figures are kept up',
      'data/newsroom.json',
      JSON.stringify({ ...allStated, review_by: null }, null, 1),
      /data\/newsroom\.json:22:2: found no day for “review_by”; .*"YYYY-MM-DD"/
    ],
    [
      'that such a day is past',
      'data/newsroom.json',
      JSON.stringify({ ...allStated, review_by: '2026-01-01' }, null, 1),
      /data\/newsroom\.json:22:2: found “review_by” 2026-01-01, a day that is past/
    ],
    [
      'a source that is not declared',
      'data/sources/wb-internet-users.json',
      undefined,
      /data\/sources\/wb-internet-users\.json:1:1: found no such/
    ],
    [
      'texts that nobody has read side by side',
      'data/copy/agreed.json',
      undefined,
      /data\/copy\/agreed\.json:1:1: found no such file/
    ]
  ])('%s', async (name, file, text, said) => {
    if (text === undefined) await rm(join(project.root, file));
    else await project.write(file, text);
    expect(await release()).toBe(1);
    expect(project.printed()).toMatch(said);
    project.forget();
    // What is dated tomorrow cannot be true today either.
    const isFalse = name.endsWith('tomorrow');
    expect(await check([], project.desk)).toBe(isFalse ? 1 : 0);
    expect(project.printed()).toMatch(isFalse ? said : /^The story holds/);
    if (!isFalse) expect(project.complained()).toMatch(/Not yet to be released: \d/);
  });

  it('the last day itself not yet, and one that is none as what it is', async () => {
    await project.write(
      'data/newsroom.json',
      JSON.stringify({ ...allStated, review_by: '2026-01-02' })
    );
    expect(await release()).toBe(0);
    await project.write(
      'data/newsroom.json',
      JSON.stringify({ ...allStated, review_by: '2027-02-30' })
    );
    expect(await release()).toBe(2);
    expect(project.printed()).toContain('not “2027-02-30”');
  });

  it('a help entry on its ninetieth day not yet', async () => {
    await project.write('data/care/helplines.json', helpOf(helpEntry('one', '2025-10-04')));
    expect(await release()).toBe(0);
  });

  it.each([
    ['CC BY 4.0', 'CC BY-NC 4.0', 'expected CC BY-NC 4.0'],
    ['licenses/by/4.0/', 'licenses/by/3.0/', 'licenses/by/3.0/), as']
  ])('a licence that is not the one declared: %s for %s', async (kept, declared, expected) => {
    await project.edit('data/sources/wb-population.json', (text) => text.replace(kept, declared));
    expect(await release()).toBe(1);
    expect(project.printed()).toMatch(
      /datapackage\.json:\d+:\d+: found wb-population\/2024-05-30 under CC BY 4\.0 /
    );
    expect(project.printed()).toContain(expected);
  });

  it('a newer release lying unused', async () => {
    await project.keep({ ...smallVintages.use2024, release: '2025-09' });
    expect(await release()).toBe(1);
    expect(project.printed()).toMatch(
      /edition\.lock\.json:\d+:\d+: found wb-internet-users\/2024-11 for internet-use, and wb-internet-users\/2025-09/
    );
  });

  it('the half that was left as it was when the other was changed', async () => {
    await project.edit(world, (text) => text.replace('In Indonesia', 'And in Indonesia'));
    expect(await release()).toBe(1);
    expect(project.printed()).toMatch(
      /data\/copy\/id\/world\.md:\d+:1: “world\/world-2018” .*Made Up .*2026-01-02/
    );
    expect(project.printed()).toMatch(/beside data\/copy\/en\/world\.md:\d+/);
  });
});

it('names a stale half in an ordinary check too, for judgement', async () => {
  await project.edit(world, (text) => text.replace('In Indonesia', 'And in Indonesia'));
  expect(await check([], project.desk)).toBe(0);
  expect(project.printed()).toContain('For judgement');
  expect(project.printed()).toMatch(/“world\/world-2018” .*Made Up/);
});

it('prints what a release needs for a script', async () => {
  await project.write('data/signoffs.json', '[]');
  await check(['--json'], project.desk);
  const report = JSON.parse(project.printed()) as CheckReport;
  expect(report.release).toHaveLength(allSigned.length);
  expect(report.problems).toEqual([]);
});

describe('publish --release', () => {
  const fill: FillSite = async (_root, folder) => {
    const { mkdir, writeFile } = await import('node:fs/promises');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'index.html'), 'words');
  };

  it('is refused, naming each thing, while one is missing', async () => {
    await project.write('data/signoffs.json', JSON.stringify(allSigned.slice(1)));
    expect(await publish(['out', '--release'], project.desk, fill)).toBe(2);
    expect(project.complained()).toContain('(“child-protection-indonesia”)');
    expect(project.complained()).toContain('Nothing was published');
    expect(project.printed()).toBe('');
  });

  it('goes on when nothing is', async () => {
    expect(await publish(['out', '--release'], project.desk, fill)).toBe(0);
    expect(project.complained()).not.toContain('Not yet to be released');
  });

  it('is not asked for by a plain publish, which says what is missing', async () => {
    await project.write('data/signoffs.json', '[]');
    expect(await publish(['out'], project.desk, fill)).toBe(0);
    expect(project.complained()).toContain('Not yet to be released: 8 reviews not signed.');
  });
});
