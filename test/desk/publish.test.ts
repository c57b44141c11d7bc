import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  writeFile
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changesPath } from '../../src/cards/card.ts';
import { filmFolder, filmName } from '../../src/cards/embed/film-names.ts';
import type { FillSite } from '../../src/desk/output/build.ts';
import { ownHolder, tryLock } from '../../src/desk/files/exclusive-file.ts';
import { publish, type PublishReport } from '../../src/desk/release/publish.ts';
import type { Recorded } from '../../src/desk/cli/command.ts';
import { rollback } from '../../src/desk/release/releases.ts';
import { readManifest } from '../../src/site/output/release-manifest.ts';
import { changesFeed } from '../../src/site/pages/feeds.ts';
import { lockFile } from '../../src/story/lock.ts';
import { sha256 } from '../../src/vintages/sha256.ts';
import { edition } from './edition-verbs.ts';
import { lockedProject } from './locked-project.ts';
import { asNobody } from './make-input.ts';
import { inFolder, onDisk, removeFolders, type SmallProject } from './memory-project.ts';
import { refusedKind, wording } from './wording.ts';

let project: SmallProject;
/** A web server's folder, beside the project. */
let folder = '';
let hour = 0;
beforeEach(async () => {
  project = inFolder(await lockedProject());
  folder = `${project.root}-public`;
  hour = 10;
  project.desk.now = () => new Date(Date.UTC(2026, 0, 2, hour++));
  project.forget();
});
afterEach(async () => {
  removeFolders();
  await rm(folder, { recursive: true, force: true });
});

type Files = Readonly<Record<string, string>>;
const site =
  (text: string, more: Files = {}): FillSite =>
  async (_root, into) => {
    for (const [path, contents] of Object.entries({ 'index.html': text, ...more })) {
      await mkdir(dirname(join(into, path)), { recursive: true });
      await writeFile(join(into, path), contents);
    }
  };
const run = (fill: FillSite, ...argv: string[]) => {
  project.forget();
  return publish([folder, ...argv], project.desk, fill);
};
const put = (text: string, ...argv: string[]) => run(site(text), ...argv);
/** The line on what a release lacks has its own snapshots, in release-check.test.ts. */
const says = () =>
  wording(project.desk, { folder, project: project.root })
    .split('\n')
    .filter((line) => !line.includes('check --release'))
    .join('\n')
    .replace(/\.tmp-edition-[\w-]+/, '.tmp-edition');
const shown = () => readFile(join(folder, 'current/index.html'), 'utf8');
const current = () => readlink(join(folder, 'current'));
const kept = async () => (await readdir(join(folder, 'releases'))).sort();

describe('publish', () => {
  it('shows readers the edition through one link, and lists every file with its checksum', async () => {
    expect(await run(site('one', { 'en/index.html': 'one' }))).toBe(0);
    expect(says()).toMatchSnapshot();
    expect(await current()).toBe('releases/2026-01-02');
    expect(await shown()).toBe('one');
    const manifest = readManifest(
      await readFile(join(folder, 'releases/2026-01-02/manifest.json'), 'utf8')
    );
    expect(manifest).toMatchObject({ release: '2026-01-02', edition: '2026-01-02', after: null });
    expect(manifest.published).toMatch(/^2026-01-02T\d\d:00:00\.000Z$/);
    expect(manifest.vintages).toContain('wb-internet-users/2024-11');
    expect(manifest.claims.count).toBeGreaterThan(5);
    expect(manifest.files.find(({ path }) => path === 'en/index.html')).toEqual({
      path: 'en/index.html',
      bytes: 3,
      sha256: sha256(Buffer.from('one'))
    });
    expect(await readdir(folder)).toEqual(['current', 'releases']);
    expect(await readdir(join(project.root, 'build'))).toEqual([]);
  });

  it('lets the web server read the files of a user with a strict umask', async () => {
    const usual = process.umask(0o077);
    try {
      expect(await put('one')).toBe(0);
      expect(process.umask()).toBe(0o077);
      process.umask(0o002);
      expect(await put('two')).toBe(0);
    } finally {
      process.umask(usual);
    }
    const mode = async (path: string) =>
      ((await stat(join(folder, path))).mode & 0o777).toString(8);
    expect(await mode('')).toBe('755');
    expect(await mode('releases/2026-01-02')).toBe('755');
    expect(await mode('releases/2026-01-02/index.html')).toBe('644');
    expect(await mode('releases/2026-01-02.2')).toBe('775');
    expect(await mode('releases/2026-01-02.2/index.html')).toBe('664');
  });

  it('writes nothing for the same bytes, and reuses an older release with them', async () => {
    await put('one');
    const before = await lstat(join(folder, 'current'));
    expect(await put('one')).toBe(0);
    expect(says()).toMatchSnapshot();
    expect((await lstat(join(folder, 'current'))).ino).toBe(before.ino);
    await put('two');
    expect(says()).toMatchSnapshot();
    expect(await put('one')).toBe(0);
    expect(says()).toMatchSnapshot();
    expect(await kept()).toEqual(['2026-01-02', '2026-01-02.2']);
  });

  it('gives other figures of one day another edition, and keeps the first', async () => {
    await put('one');
    expect(project.read(lockFile)).toContain('"edition": "2026-01-02"');
    const other = 'internet-use=wb-internet-users/2018-08-28';
    expect(await edition(['lock', '--pin', other], project.desk)).not.toBe(2);
    expect(project.read(lockFile)).toContain('"edition": "2026-01-02-2"');
    project.edit(lockFile, (text) => text.replace('-02-2"', '-02"'));
    expect(await put('two', '--json')).toBe(2);
    expect(refusedKind(project.desk)).toBe('other-edition');
    project.edit(lockFile, (text) => text.replace('-02"', '-02-2"'));
    await put('two');
    await put('three');
    expect(await kept()).toEqual(['2026-01-02', '2026-01-02-2', '2026-01-02-2.2']);
  });

  it('keeps five releases or --keep, and also removes old ones when nothing changed', async () => {
    for (const text of ['1', '2', '3', '4', '5', '6']) await put(text);
    expect(await kept()).toEqual([2, 3, 4, 5, 6].map((number) => `2026-01-02.${number}`));
    expect(await put('6', '--keep', '2')).toBe(0);
    expect(says()).toMatchSnapshot();
    expect(await kept()).toEqual(['2026-01-02.5', '2026-01-02.6']);
  });

  it('prints a report with --json, and its complaints also on standard error', async () => {
    const drawn = join(project.root, filmFolder('unknown'), 'en');
    await mkdir(drawn, { recursive: true });
    await writeFile(join(drawn, filmName('1x1')), 'of an older edition');
    await put('one', '--json');
    const { complaints, ...report } = JSON.parse(project.printed()) as PublishReport & Recorded;
    expect(report).toMatchObject({
      release: '2026-01-02',
      outcome: 'written',
      before: null,
      files: 1,
      removed: []
    });
    expect(complaints).toHaveLength(4);
    expect(complaints.join('\n')).toBe(project.complained());
  });

  it('warns of each shared step that is no longer a step', async () => {
    const shared = (...steps: string[]) =>
      site('one', Object.fromEntries(steps.map((step) => [`share/en/${step}/index.html`, step])));
    await run(shared('world-1990', 'world-2000'));
    expect(await run(shared('world-1990'), '--json')).toBe(0);
    expect(JSON.parse(project.printed())).toMatchObject({ ended: ['world-2000'] });
    expect(says()).toMatchSnapshot();
    await run(shared('world-1990', 'world-2000'), '--json');
    expect(JSON.parse(project.printed())).toMatchObject({ ended: [] });
  });

  it('names withdrawn cards, and those of editions that are not published', async () => {
    const entry = {
      card: 'world',
      editions: ['2026-01-02', '2026-01-01'],
      date: '2026-01-02',
      reason: { id: 'Salah', en: 'Wrong' }
    };
    project.write('data/withdrawals.json', JSON.stringify([entry]));
    expect(await put('one')).toBe(0);
    expect(says()).toMatchSnapshot();
  });
});

const isRoot = process.getuid?.() === 0;
const asMyself: typeof asNobody = (work) => work();

describe('publish leaves readers where they are', () => {
  beforeEach(() => put('one'));
  const refused = async (kind: string, exit = 2, fill = site('two'), as = asMyself) => {
    expect(await as(() => run(fill, '--json'))).toBe(exit);
    expect(refusedKind(project.desk)).toBe(kind);
    expect(says()).toMatchSnapshot();
    expect(await current()).toBe('releases/2026-01-02');
    expect(await shown()).toBe('one');
    expect(await kept()).toEqual(['2026-01-02']);
    const left = await readdir(join(project.root, 'build'));
    expect(left.filter((name) => name !== 'undo.json')).toEqual([]);
  };
  const fails =
    (error: Error): FillSite =>
    async (root, into) => {
      await site('half')(root, into);
      throw error;
    };

  it('when the story does not hold', () =>
    refused('story-does-not-hold', 1, fails(new Error('The story does not hold.'))));

  it('when the disk of the project is full', () =>
    refused('disk-full', 2, fails(Object.assign(new Error('write'), { code: 'ENOSPC' }))));

  it('when a file is edited during the build', async () => {
    project = onDisk(project);
    await refused('changed-files', 2, async (root, into) => {
      await site('two')(root, into);
      project.edit('data/copy/en/world.md', (text) => `${text}\n`);
    });
  });

  it('when another desk publishes there', async () => {
    const other = ownHolder('desk publish', new Date('2026-01-02T09:00:00Z'));
    await tryLock(join(folder, '.desk-lock'), other);
    await refused('locked');
  });

  it('when there is no edition', async () => {
    project.delete(lockFile);
    expect(await put('two', '--json')).toBe(2);
    expect(refusedKind(project.desk)).toBe('nothing-locked');
    expect(await shown()).toBe('one');
  });

  it.each(['', 'releases'])(
    'when the folder is not writable, before the build: %j',
    async (part) => {
      const locked = join(folder, part);
      await chmod(folder, 0o777);
      await chmod(locked, 0o555);
      try {
        await refused('no-permission', 2, site('two'), isRoot ? asNobody : asMyself);
      } finally {
        await chmod(locked, 0o755);
      }
      expect(project.complained()).not.toContain('Building');
    }
  );
});

describe('publish refuses', () => {
  it.each([
    ['usage', []],
    ['usage', ['one', 'two']],
    ['usage', ['public', '--keep', '1']],
    ['usage', ['public', '--plain']],
    ['site-folder', ['.']],
    ['site-folder', ['.git/site']],
    ['site-folder', ['Data']],
    ['site-folder', ['a-file']],
    ['store-address', ['s3://']]
  ])('with %s: %j', async (kind, argv) => {
    await writeFile(join(project.root, 'a-file'), '');
    expect(await publish([...argv, '--json'], project.desk, site('one'))).toBe(2);
    expect(refusedKind(project.desk)).toBe(kind);
    expect(says()).toMatchSnapshot();
  });

  it('a folder whose link is something else', async () => {
    await mkdir(join(folder, 'current'), { recursive: true });
    await writeFile(join(folder, 'current/index.html'), 'theirs');
    expect(await put('one', '--json')).toBe(2);
    expect(refusedKind(project.desk)).toBe('foreign-files');
    expect(says()).toMatchSnapshot();
    expect(await shown()).toBe('theirs');
  });

  it('with --release, an edition that is not ready', async () => {
    expect(await put('one', '--release', '--json')).toBe(2);
    expect(refusedKind(project.desk)).toBe('not-releasable');
    expect(project.complained()).toMatch(/^Cannot publish with --release\. Fix these first:\n {2}/);
  });
});

describe('publish, of corrections', () => {
  const correction = {
    id: '2026-01-01-world',
    posted: '2026-01-01T09:00:00Z',
    place: 'world-2018',
    text: { id: 'Ralat', en: 'Correction' }
  };
  const words = (language: 'id' | 'en') => ({
    language,
    labels: Object.fromEntries(
      ['changes.correction', 'changes.correction.do', 'changes.title', 'site.name'].map((key) => [
        key,
        'x'
      ])
    ),
    countries: {}
  });
  const corrected = (text: string, ...corrections: (typeof correction)[]) =>
    site(
      text,
      Object.fromEntries(
        (['id', 'en'] as const).map((language) => [
          changesPath(language),
          changesFeed({ editions: [], corrections, withdrawals: [] }, words(language), '')
        ])
      )
    );
  const file = 'data/corrections.json';
  const correct = (...corrections: (typeof correction)[]) =>
    project.write(file, JSON.stringify(corrections));
  const refused = async (fill: FillSite) => {
    expect(await run(fill, '--json')).toBe(2);
    return (JSON.parse(project.printed()) as { problems: object[] }).problems;
  };

  it('refuses an edition that lost one, until it is restored or corrected', async () => {
    correct(correction);
    expect(await run(corrected('one', correction))).toBe(0);
    correct();
    expect(await refused(corrected('two'))).toMatchObject([{ kind: 'gone', file }]);
    expect(await current()).toBe('releases/2026-01-02');
    const later = { ...correction, id: '2026-01-02-world', posted: '2026-01-02T09:00:00Z' };
    correct(later, correction);
    expect(await run(corrected('two', later, correction))).toBe(0);
  });

  it('refuses an edition that lost one, also after a rollback', async () => {
    expect(await run(corrected('one'))).toBe(0);
    correct(correction);
    expect(await run(corrected('two', correction))).toBe(0);
    expect(await rollback([folder], project.desk)).toBe(0);
    correct();
    expect(await refused(corrected('three'))).toMatchObject([{ kind: 'gone', file }]);
  });

  it('refuses one from the future', async () => {
    correct({ ...correction, id: '2026-01-03-world', posted: '2026-01-03T09:00:00Z' });
    expect(await refused(site('one'))).toMatchObject([{ file }]);
    expect(await readdir(folder).catch(() => [])).toEqual([]);
  });
});
