import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  utimes,
  writeFile
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filmFolder, filmName } from '../../src/cards/embed/film-names.ts';
import type { FillSite } from '../../src/desk/output/build.ts';
import { ownHolder, tryLock } from '../../src/desk/files/exclusive-file.ts';
import { publish, type PublishReport } from '../../src/desk/release/publish.ts';
import { releases, rollback, type ReleaseReport } from '../../src/desk/release/releases.ts';
import { check } from '../../src/desk/review/check.ts';
import { readManifest } from '../../src/site/output/release-manifest.ts';
import { correctionsFeed } from '../../src/site/pages/feeds.ts';
import { lockFile } from '../../src/story/lock.ts';
import { sha256 } from '../../src/vintages/sha256.ts';
import { lockedProject } from './locked-project.ts';
import { asNobody } from './make-input.ts';
import { inFolder, onDisk, removeFolders, type SmallProject } from './memory-project.ts';

let project: SmallProject;
/** The folder that a web server is pointed at, beside the project. */
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

/** A build that writes a page and a script, whose name changes with what it says. */
const site =
  (text: string, more: Record<string, string> = {}): FillSite =>
  async (_root, into) => {
    const script = `assets/story-${sha256(Buffer.from(text)).slice(0, 8)}.js`;
    const files = {
      'index.html': `<script src="${script}"></script>${text}`,
      'en/index.html': text,
      [script]: `say("${text}")`,
      ...more
    };
    for (const [path, contents] of Object.entries(files)) {
      await mkdir(dirname(join(into, path)), { recursive: true });
      await writeFile(join(into, path), contents);
    }
  };
const put = (text: string, ...argv: string[]) =>
  publish([folder, ...argv], project.desk, site(text));
const shown = (path = 'index.html') => readFile(join(folder, 'current', path), 'utf8');
const current = () => readlink(join(folder, 'current'));
const kept = async () => (await readdir(join(folder, 'releases'))).sort();
const manifestOf = async (id: string) =>
  readManifest(await readFile(join(folder, 'releases', id, 'manifest.json'), 'utf8'));
const nextEdition = (day: string) =>
  project.edit(lockFile, (text) => text.replace(/"edition": "[^"]+"/, `"edition": "${day}"`));

describe('publish', () => {
  it('shows readers the edition through one link, with every file listed by size and checksum', async () => {
    expect(await put('one')).toBe(0);
    expect(await current()).toBe('releases/2026-01-02');
    expect(await shown('en/index.html')).toBe('one');
    const manifest = await manifestOf('2026-01-02');
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

  it('lets the web server read what a strict user writes, and keeps to what that user lets others write', async () => {
    const usual = process.umask(0o077);
    try {
      expect(await put('one')).toBe(0);
      expect(process.umask()).toBe(0o077);
      process.umask(0o002);
      expect(await put('two')).toBe(0);
    } finally {
      process.umask(usual);
    }
    const modes = (...paths: string[]) =>
      Promise.all(
        paths.map(async (path) => ((await stat(join(folder, path))).mode & 0o777).toString(8))
      );
    expect(await modes('', 'releases/2026-01-02/en', 'releases/2026-01-02/en/index.html')).toEqual([
      '755',
      '755',
      '644'
    ]);
    expect(await modes('releases/2026-01-02.2/en', 'releases/2026-01-02.2/en/index.html')).toEqual([
      '775',
      '664'
    ]);
  });

  it('says that readers see the same bytes already, and writes nothing', async () => {
    await put('one');
    const before = await lstat(join(folder, 'current'));
    project.forget();
    expect(await put('one')).toBe(0);
    expect(project.printed()).toContain('Readers already see 2026-01-02');
    expect(await kept()).toEqual(['2026-01-02']);
    expect((await lstat(join(folder, 'current'))).ino).toBe(before.ino);
  });

  it('gives other bytes of the same edition a number of their own', async () => {
    for (const text of ['one', 'two', 'three']) expect(await put(text)).toBe(0);
    expect(await kept()).toEqual(['2026-01-02', '2026-01-02.2', '2026-01-02.3']);
    expect(await shown('en/index.html')).toBe('three');
    expect((await manifestOf('2026-01-02.3')).after).toBe('2026-01-02.2');
  });

  it('counts changed claims as another release, even where the pages are the same', async () => {
    await put('one');
    project.edit(lockFile, (text) => text.replace('"49%"', '"50%"'));
    expect(await put('one')).toBe(0);
    expect(await current()).toBe('releases/2026-01-02.2');
  });

  it('moves readers back to bytes that are there, instead of writing them again', async () => {
    await put('one');
    await put('two');
    project.forget();
    expect(await put('one')).toBe(0);
    expect(project.printed()).toContain('Readers now see 2026-01-02 instead of 2026-01-02.2.');
    expect(await kept()).toEqual(['2026-01-02', '2026-01-02.2']);
  });

  it('keeps the scripts of the release before, for a reader in the middle of loading it', async () => {
    await put('one');
    const script = /src="([^"]+)"/.exec(await shown())![1]!;
    await put('two');
    expect(await shown(script)).toBe('say("one")');
    await put('three');
    await expect(shown(script)).rejects.toThrow('ENOENT');
    expect((await manifestOf('2026-01-02.2')).carried.map(({ path }) => path)).toEqual([script]);
  });

  it('keeps the newest five, the one readers see and the one before', async () => {
    for (let text = 1; text <= 7; text++) await put(String(text));
    expect(await kept()).toEqual([3, 4, 5, 6, 7].map((number) => `2026-01-02.${number}`));
    await put('8', '--keep', '2');
    expect(await kept()).toEqual(['2026-01-02.7', '2026-01-02.8']);
  });

  it('removes what a desk that was killed once readers had been moved left to be removed', async () => {
    for (const text of ['1', '2', '3', '4']) await put(text);
    project.forget();
    expect(await put('4', '--keep', '2')).toBe(0);
    expect(await kept()).toEqual(['2026-01-02.3', '2026-01-02.4']);
    expect(project.printed()).toContain('Nothing to do.\nRemoved 2026-01-02.2, 2026-01-02.');
  });

  it('never removes the release before, even where it is older than others', async () => {
    for (const text of ['1', '2', '3', '4']) await put(text);
    await rollback([folder, '2026-01-02'], project.desk);
    await put('5', '--keep', '2');
    expect(await kept()).toEqual(['2026-01-02', '2026-01-02.4', '2026-01-02.5']);
  });

  it('writes anew what lies harmed in the folder', async () => {
    await put('one');
    await writeFile(join(folder, 'releases/2026-01-02/en/index.html'), 'harmed');
    expect(await put('one')).toBe(0);
    expect(await current()).toBe('releases/2026-01-02.2');
    expect(await shown('en/index.html')).toBe('one');
  });

  it('removes what a killed run left', async () => {
    await put('one');
    await mkdir(join(folder, 'releases/.tmp-2026-01-02.2'), { recursive: true });
    await symlink('releases/2026-01-02.2', join(folder, '.tmp-current'));
    for (const trial of ['.tmp-trial-LRCNiR', 'releases/.tmp-trial-a1B2c3', '.tmp-trial-theirs'])
      await mkdir(join(folder, trial));
    await writeFile(join(folder, '.tmp-trial-theirs/note.txt'), 'not of a desk');
    await put('two');
    expect(await readdir(folder)).toEqual(['.tmp-trial-theirs', 'current', 'releases']);
    expect(await kept()).toEqual(['2026-01-02', '2026-01-02.2']);
  });

  it('orders releases by the day of their publication, not by the age of the files', async () => {
    await put('one');
    nextEdition('2026-02-01');
    await put('two');
    await utimes(join(folder, 'releases/2026-02-01'), 0, 0);
    project.forget();
    await releases([folder, '--json'], project.desk);
    expect(
      (JSON.parse(project.printed()) as ReleaseReport[]).map(({ release }) => release)
    ).toEqual(['2026-02-01', '2026-01-02']);
  });

  it('prints the same for a script', async () => {
    const drawn = join(project.desk.root, filmFolder('demand'), 'en');
    await mkdir(drawn, { recursive: true });
    await writeFile(join(drawn, filmName('1x1')), 'of an edition before');
    await put('one', '--json');
    const { notices, ...report } = JSON.parse(project.printed()) as PublishReport & {
      notices: string[];
    };
    expect(report).toMatchObject({
      release: '2026-01-02',
      outcome: 'written',
      before: null,
      files: 3,
      removed: []
    });
    expect(notices.map((line) => line.split(':')[0])).toEqual([
      'Not ready for release',
      'Unsigned',
      'No address',
      'Left out'
    ]);
    for (const line of notices) expect(project.complained()).toContain(line);
  });
});

describe('publish leaves readers where they are', () => {
  beforeEach(async () => {
    await put('one');
    project.forget();
  });
  const still = async () => {
    expect(await current()).toBe('releases/2026-01-02');
    expect(await shown('en/index.html')).toBe('one');
    expect(await kept()).toEqual(['2026-01-02']);
    expect(await readdir(join(project.root, 'build'))).toEqual([]);
  };

  it('when the story does not hold', async () => {
    const refused: FillSite = async (root, into) => {
      await site('half')(root, into);
      throw new Error('the story does not hold');
    };
    expect(await publish([folder], project.desk, refused)).toBe(1);
    expect(project.complained()).toContain('the story does not hold\nNothing was published');
    await still();
  });

  it('when a file is edited during the build', async () => {
    project = onDisk(project);
    const edited: FillSite = async (root, into) => {
      await site('two')(root, into);
      project.edit('data/copy/en/world.md', (text) => `${text}\n`);
    };
    expect(await publish([folder], project.desk, edited)).toBe(2);
    expect(project.complained()).toContain('changed during the build');
    await still();
  });

  it('when another desk publishes there', async () => {
    await tryLock(
      join(folder, '.desk-lock'),
      ownHolder('desk publish', new Date('2026-01-02T09:00:00Z'))
    );
    project.desk.wait = 0;
    expect(await put('two')).toBe(2);
    expect(project.complained()).toContain(`is using ${folder}`);
    await rm(join(folder, '.desk-lock'));
    await still();
  });

  it('when the site brings a manifest of its own or a link', async () => {
    await expect(
      publish([folder], project.desk, site('two', { 'manifest.json': '{}' }))
    ).rejects.toThrow('a manifest.json of its own');
    await still();
    const linked: FillSite = async (root, into) => {
      await site('two')(root, into);
      await symlink('/etc/hostname', join(into, 'hostname.txt'));
    };
    await expect(publish([folder], project.desk, linked)).rejects.toThrow(
      'neither a file nor a folder'
    );
    await still();
  });

  it.each(['', 'releases'])(
    'when the folder may not be written to, which is found before anything is built: %j',
    async (part) => {
      const locked = join(folder, part);
      await chmod(folder, 0o777);
      await chmod(locked, 0o555);
      expect(await (process.getuid?.() === 0 ? asNobody(() => put('two')) : put('two'))).toBe(2);
      await chmod(locked, 0o755);
      expect(project.complained()).toContain(`Permission denied at ${locked}.`);
      expect(project.complained()).not.toContain('Building');
      await still();
    }
  );

  it('when the disk of the project is full', async () => {
    const full: FillSite = () =>
      Promise.reject(Object.assign(new Error('ENOSPC: write'), { code: 'ENOSPC' }));
    expect(await publish([folder], project.desk, full)).toBe(2);
    expect(project.complained()).toMatch(
      /No space is left on the disk at .*\nNothing was published/
    );
    await still();
  });

  it('when there is no edition', async () => {
    project.delete(lockFile);
    expect(
      await project.run((argv, desk) => publish([folder, ...argv], desk, site('two')))
    ).toMatchObject({ exit: 2, refused: 'nothing-locked' });
    await still();
  });
});

describe('publish refuses', () => {
  it.each([
    [[], 'one folder or store'],
    [['one', 'two'], 'one folder or store'],
    [['public', '--keep', '1'], '--keep “1”'],
    [['public', '--kepe', '3'], '--kepe'],
    [['.'], 'is a source folder'],
    [['docs'], 'is a source folder'],
    [['data/public'], 'is a source folder'],
    [['.git/site'], 'is a source folder'],
    [['Data'], 'is a source folder'],
    [['data/estimates.csv'], 'data/estimates.csv is a file']
  ])('%j', async (argv, said) => {
    project = onDisk(project);
    expect(await publish(argv, project.desk, site('one'))).toBe(2);
    expect(project.complained()).toContain(said);
    expect(project.printed()).toBe('');
  });

  it('a folder whose current is something else', async () => {
    await mkdir(join(folder, 'current'), { recursive: true });
    await writeFile(join(folder, 'current/index.html'), 'somebody’s');
    expect(await put('one')).toBe(2);
    expect(project.complained()).toContain('not a link that publish made');
    expect(await shown()).toBe('somebody’s');
  });
});

describe('rollback', () => {
  beforeEach(async () => {
    for (const text of ['one', 'two', 'three']) await put(text);
    project.forget();
  });
  const back = (...argv: string[]) => rollback([folder, ...argv], project.desk);

  it('moves readers to what they saw before, and stays there a second time', async () => {
    expect(await back()).toBe(0);
    expect(await shown('en/index.html')).toBe('two');
    expect(project.printed()).toContain('Readers now see 2026-01-02.2 instead of 2026-01-02.3.');
    expect(await back()).toBe(0);
    expect(await shown('en/index.html')).toBe('one');
    expect(await kept()).toHaveLength(3);
  });

  it('goes back to what readers saw before a new release, not to a bad one they were taken from', async () => {
    await back('2026-01-02');
    await put('four');
    await back();
    expect(await shown('en/index.html')).toBe('one');
  });

  it('refuses when there is nothing before', async () => {
    await back('2026-01-02');
    expect(await back()).toBe(2);
    expect(project.complained()).toContain('no release before 2026-01-02');
  });

  it.each([
    [
      'a release that is not there',
      ['2026-01-01'],
      'There is no release 2026-01-01. Choose one of 2026-01-02.3, 2026-01-02.2, 2026-01-02.'
    ],
    ['a path', ['../../etc'], 'no release ../../etc']
  ])('refuses %s', async (_, argv, said) => {
    expect(await back(...argv)).toBe(2);
    expect(project.complained()).toContain(said);
    expect(await shown('en/index.html')).toBe('three');
  });

  it('refuses a release that was harmed', async () => {
    await rm(join(folder, 'releases/2026-01-02.2/en/index.html'));
    expect(await back()).toBe(2);
    expect(project.complained()).toContain('2026-01-02.2/en/index.html: missing');
    expect(await shown('en/index.html')).toBe('three');
  });
});

describe('releases', () => {
  it('lists them, newest first, and marks the one readers see', async () => {
    await put('one');
    await put('two');
    project.forget();
    expect(await releases([folder], project.desk)).toBe(0);
    expect(project.printed()).toMatch(
      /^→ 2026-01-02\.2 {2,}2026-01-02T\d\d:00Z {2}\d+ files, 0\.0 MB {2}intact\n {2}2026-01-02 .* intact$/
    );
  });

  it.each([
    [
      'a changed byte',
      (base: string) => writeFile(join(base, 'index.html'), 'x'),
      'index.html: changed'
    ],
    ['a missing file', (base: string) => rm(join(base, 'index.html')), 'index.html: missing'],
    [
      'a file too many',
      (base: string) => writeFile(join(base, 'more.html'), ''),
      'more.html: not in the manifest'
    ],
    [
      'a manifest of another release',
      (base: string) => rewrite(base, '"2026-01-02"', '"2026-01-03"'),
      'names another release, 2026-01-03'
    ],
    [
      'a manifest cut short',
      (base: string) => writeFile(join(base, 'manifest.json'), '{"rel'),
      'manifest.json: '
    ],
    [
      'a path that leads outside',
      (base: string) => rewrite(base, '"en/index.html"', '"../index.html"'),
      'files.1.path'
    ]
  ])('names %s', async (_, harm, said) => {
    await put('one');
    await harm(join(folder, 'releases/2026-01-02'));
    project.forget();
    expect(await releases([folder], project.desk)).toBe(1);
    expect(project.printed()).toContain('DAMAGED');
    expect(project.printed()).toContain(said);
  });

  it('says when readers are sent to a release that is gone', async () => {
    await put('one');
    await put('two');
    await rm(join(folder, 'releases/2026-01-02.2'), { recursive: true });
    expect(await releases([folder], project.desk)).toBe(1);
    expect(project.complained()).toContain('The current release, 2026-01-02.2, is missing');
  });

  async function rewrite(base: string, from: string, to: string): Promise<void> {
    const path = join(base, 'manifest.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
  }
});

describe('rollback, to before a withdrawal and a correction', () => {
  it('says what readers see again, and are no longer told', async () => {
    const entry = (what: string) => ({
      'embed/v1/changes.en.atom': `<id>urn:terhubung:${what}:en</id>`
    });
    await publish([folder], project.desk, site('one', entry('edition:2026-01-02')));
    await publish([folder], project.desk, site('two', entry('withdrawal:2026-01-02:world')));
    await publish([folder], project.desk, site('three', entry('correction:2026-01-02-world')));
    project.forget();
    expect(await rollback([folder], project.desk)).toBe(0);
    expect(project.complained()).toMatch(
      /^2026-01-02\.2 is older than correction 2026-01-02-world/
    );
    project.forget();
    expect(await rollback([folder], project.desk)).toBe(0);
    expect(project.complained()).toContain('2026-01-02 is older than withdrawal 2026-01-02 world');
  });
});

it('names each step that was shared and is a step no longer, until another keeps its address', async () => {
  const shared = (...steps: string[]) =>
    Object.fromEntries(steps.map((step) => [`share/en/${step}/index.html`, step]));
  const show = async (...steps: string[]) => {
    project.forget();
    expect(await publish([folder], project.desk, site('one', shared(...steps)))).toBe(0);
    return project.complained();
  };
  expect(await show('world-1990', 'world-2000')).not.toContain('Ended');
  expect(await show('world-1990')).toMatch(
    /Ended: world-2000 is no longer a step.* Add was="world-2000"/
  );
  expect(await show('world-1990', 'world-2000')).not.toContain('Ended');
});

describe('publish, of withdrawn cards', () => {
  it('says which cards are taken back, and which the ledger names that are not there', async () => {
    const entry = {
      card: 'world',
      editions: ['2026-01-02', '2026-01-01'],
      date: '2026-01-02',
      reason: { id: 'Salah', en: 'Wrong' }
    };
    project.write('data/withdrawals.json', JSON.stringify([entry]));
    expect(await put('one')).toBe(0);
    expect(project.printed()).toContain('Withdrawn: world of 2026-01-02.');
    expect(project.complained()).toContain(
      'withdraws world of 2026-01-01, which is not published here.'
    );
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
    labels: { 'corrections.title': 'x', 'site.name': 'x' },
    countries: {}
  });
  const told = (...corrections: (typeof correction)[]) =>
    Object.fromEntries(
      (['id', 'en'] as const).map((language) => [
        `${language}/corrections.atom`,
        correctionsFeed(corrections, words(language), '2026-01-01', '')
      ])
    );
  const file = 'data/corrections.json';

  it('does not take one from readers: it is put back, or corrected in turn', async () => {
    project.write(file, JSON.stringify([correction]));
    expect(await publish([folder], project.desk, site('one', told(correction)))).toBe(0);
    project.write(file, '[]');
    expect(await publish([folder], project.desk, site('two', told()))).toBe(2);
    expect(project.complained()).toContain('data/corrections.json:1:1: ');
    expect(await current()).toBe('releases/2026-01-02');
    const later = { ...correction, id: '2026-01-02-world' };
    project.write(file, JSON.stringify([later, correction]));
    expect(await publish([folder], project.desk, site('two', told(later, correction)))).toBe(0);
  });

  it('does not take one from them after a rollback to before it', async () => {
    expect(await publish([folder], project.desk, site('one', told()))).toBe(0);
    project.write(file, JSON.stringify([correction]));
    expect(await publish([folder], project.desk, site('two', told(correction)))).toBe(0);
    expect(await rollback([folder], project.desk)).toBe(0);
    project.write(file, '[]');
    project.forget();
    expect(await publish([folder], project.desk, site('three', told()))).toBe(2);
    expect(project.complained()).toContain('data/corrections.json:1:1: ');
    project.write(file, JSON.stringify([correction]));
    expect(await publish([folder], project.desk, site('three', told(correction)))).toBe(0);
  });

  it('is named by a check where build/site is published to', async () => {
    project.write(file, JSON.stringify([correction]));
    expect(await publish(['build/site'], project.desk, site('one', told(correction)))).toBe(0);
    project.write(file, '[]');
    expect(await check([], project.desk)).toBe(1);
    expect(project.printed()).toContain('data/corrections.json:1:1: ');
  });

  it('shows readers none that is posted later than now, whatever else the edition says', async () => {
    project.write(
      file,
      JSON.stringify([{ ...correction, id: '2026-01-03-world', posted: '2026-01-03T09:00:00Z' }])
    );
    expect(await put('one')).toBe(2);
    expect(project.complained()).toContain('2026-01-03T09:00:00Z');
    expect(await readdir(folder).catch(() => [])).toEqual([]);
  });
});
