import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FillSite } from '../../src/desk/output/build.ts';
import { publish } from '../../src/desk/release/publish.ts';
import { accept } from '../../src/desk/review/accept.ts';
import { check, type CheckReport } from '../../src/desk/review/check.ts';
import { edition } from './edition-verbs.ts';
import { smallVintages } from '../story/small-edition.ts';
import { helpEntry, helpOf } from './help-entry.ts';
import { inFolder, removeFolders, type SmallProject } from './memory-project.ts';
import { acceptRead } from './accept-read.ts';
import { allSigned, allStated, openedLink, releasableProject } from './releasable-project.ts';

let project: SmallProject;
beforeEach(async () => (project = await releasableProject()));

const run = (...argv: string[]) => project.run<CheckReport>(check, ...argv);
async function needed() {
  const { report } = await run('--release');
  return report.problems.map(({ kind, file, line }) => `${kind} ${file}:${line}`);
}
const newsroomOf = (changes: object) => JSON.stringify({ ...allStated, ...changes }, null, 1);
const [helplines, newsroom, links] = [
  'data/care/helplines.json',
  'data/newsroom.json',
  'data/links.json'
];
const world = 'data/copy/en/world.md';
const recorded = () => accept(['--draft'], project.desk);

it('finds nothing between a reviewed edition and its release', async () => {
  expect((await run('--release')).exit).toBe(0);
  expect(await needed()).toEqual([]);
  expect(project.complained()).toBe('');
});

describe('check --release names', () => {
  it.each<[string, string, string | undefined, string]>([
    ['every review that is not signed', 'data/signoffs.json', '[]', 'unsigned'],
    [
      'a help entry that is too old',
      helplines,
      helpOf(helpEntry('one', '2026-01-01'), helpEntry('old', '2025-10-03')),
      'help-age'
    ],
    ['a help entry never checked', helplines, helpOf(helpEntry('one', null)), 'help-age'],
    ['a help entry checked tomorrow', helplines, helpOf(helpEntry('one', '2026-01-03')), 'day'],
    [
      'a link that nobody has opened',
      links,
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
      'link data/links.json:8'
    ],
    [
      'a link opened tomorrow',
      links,
      JSON.stringify([{ ...openedLink, opened: '2026-01-03' }], null, 1),
      'day data/links.json:4'
    ],
    [
      'a link of which no copy is kept',
      links,
      JSON.stringify([{ ...openedLink, copy: null }]),
      'link'
    ],
    [
      'a statement that the newsroom has not made',
      newsroom,
      newsroomOf({ server_records: null }),
      'newsroom'
    ],
    [
      'a story that is told as first published on a day to come',
      newsroom,
      newsroomOf({ published: '2026-01-03' }),
      'day'
    ],
    [
      'that no day is named until which the figures are kept up',
      newsroom,
      newsroomOf({ review_by: null }),
      'newsroom data/newsroom.json:22'
    ],
    [
      'that such a day is past',
      newsroom,
      newsroomOf({ review_by: '2026-01-01' }),
      'upkeep data/newsroom.json:22'
    ],
    [
      'a source that is not declared',
      'data/sources/wb-internet-users.json',
      undefined,
      'missing-file data/sources/wb-internet-users.json:1'
    ]
  ])('%s', async (name, file, text, kind) => {
    if (text === undefined) project.delete(file);
    else project.write(file, text);
    await recorded();
    expect((await run('--release')).exit).toBe(1);
    expect((await needed()).some((one) => one.startsWith(kind) && one.includes(file))).toBe(true);
    const isFalse = name.endsWith('tomorrow');
    const { exit, report } = await run();
    expect(exit).toBe(isFalse ? 1 : 0);
    expect(report.release.length + (isFalse ? 1 : 0)).toBeGreaterThan(0);
  });

  it('not the last review day itself, but a day that does not exist', async () => {
    project.write(newsroom, newsroomOf({ review_by: '2026-01-02' }));
    expect((await run('--release')).exit).toBe(0);
    project.write(newsroom, newsroomOf({ review_by: '2027-02-30' }));
    expect((await run('--release')).exit).toBe(2);
  });

  it('not a help entry on its ninetieth day', async () => {
    project.write(helplines, helpOf(helpEntry('one', '2025-10-04')));
    await acceptRead(project, ['helplines']);
    expect((await run('--release')).exit).toBe(0);
  });

  it.each([
    ['CC BY 4.0', 'CC BY-NC 4.0'],
    ['licenses/by/4.0/', 'licenses/by/3.0/']
  ])('a licence that is not the one declared: %s for %s', async (kept, declared) => {
    project.edit('data/sources/wb-population.json', (text) => text.replace(kept, declared));
    const file = 'data/vintages/wb-population/2024-05-30/datapackage.json';
    expect(await needed()).toContainEqual(expect.stringContaining(`licence ${file}:`));
  });

  it('a newer release that is not used', async () => {
    project.keep({ ...smallVintages.use2024, release: '2025-09' });
    expect(await needed()).toEqual([expect.stringContaining('unused data/edition.lock.json:')]);
  });

  it('the newest by day of the newer releases, kept or not', async () => {
    for (const release of ['2025-09', '2025-09-12'])
      project.keep({ ...smallVintages.use2024, release });
    await edition(['lock', '--keep', 'wb-internet-users/2025-09-12'], project.desk);
    const { report } = await run();
    expect(report.release.find(({ kind }) => kind === 'unused')?.fix).toContain(
      '--pin internet-use=wb-internet-users/2025-09-12`'
    );
  });

  it('texts that changed, and that nobody has read', async () => {
    project.edit(world, (text) => text.replace('In Indonesia', 'And in Indonesia'));
    expect((await run()).exit).toBe(1);
    await recorded();
    expect(await needed()).toEqual([expect.stringContaining('unread data/texts.lock.json:')]);
    expect((await run()).exit).toBe(0);
  });
});

it('reports what a release needs beside the problems of the story', async () => {
  project.write('data/signoffs.json', '[]');
  const { report } = await run();
  expect(report.release).toHaveLength(allSigned.length);
  expect(report.problems).toEqual([]);
});

it('prints', async () => {
  project.write('data/signoffs.json', JSON.stringify(allSigned.slice(1)));
  project.write(helplines, helpOf(helpEntry('one', null), helpEntry('old', '2025-10-03')));
  project.write(links, JSON.stringify([{ ...openedLink, copy: null, opened: null }]));
  project.write(newsroom, newsroomOf({ server_records: null, review_by: '2026-01-01' }));
  project.edit('data/sources/wb-population.json', (text) => text.replace('4.0', '3.0'));
  project.keep({ ...smallVintages.use2024, release: '2025-09' });
  await recorded();
  const said = [await project.says(check, '--release'), await project.says(check)];
  project.write(newsroom, newsroomOf({ review_by: null }));
  said.push(await project.says(check, '--release'));
  expect(said.join('\n\n')).toMatchSnapshot();
});

describe('publish --release', () => {
  beforeEach(() => {
    project = inFolder(project);
  });
  afterEach(removeFolders);
  const fill: FillSite = async (_root, folder) => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'index.html'), 'words');
  };
  const put = (...argv: string[]) =>
    project.run<{ complaints: string[] }>((all, desk) => publish(all, desk, fill), 'out', ...argv);

  it('is refused, naming each thing, while one is missing', async () => {
    project.write('data/signoffs.json', JSON.stringify(allSigned.slice(1)));
    expect(await put('--release')).toMatchObject({ exit: 2, refused: 'not-releasable' });
    expect(project.complained()).toContain('child-protection-indonesia');
  });

  it('goes on when nothing is', async () => {
    expect((await put('--release')).exit).toBe(0);
  });

  it('is not asked for by a plain publish, which counts what is missing', async () => {
    project.write('data/signoffs.json', '[]');
    const { exit, report } = await put();
    expect(exit).toBe(0);
    expect(report.complaints.join('\n')).toMatch(/\b8 faults\b/);
  });
});
