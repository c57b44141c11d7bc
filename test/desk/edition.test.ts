import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { check } from '../../src/desk/review/check.ts';
import { edition } from '../../src/desk/edition/edition.ts';
import type { PinReport } from '../../src/desk/edition/edition-pin.ts';
import type { Lock } from '../../src/story/lock.ts';
import type { EditionChange } from '../../src/site/story/edition-change.ts';
import { lockedProject } from './locked-project.ts';
import { gitIn, itWithGit, type SmallProject } from './small-project.ts';

const lock = 'data/edition.lock.json';
let project: SmallProject;
beforeEach(async () => {
  project = await lockedProject();
});
afterEach(() => project.remove());

const run = (...argv: string[]) => edition(argv, project.desk);
function report<Report>(): Report {
  const text = project.printed();
  project.forget();
  return JSON.parse(text) as Report;
}
const [reviewed, older] = ['wb-internet-users/2024-11', 'wb-internet-users/2018-08-28'];

describe('pin', () => {
  it('names another vintage in the lock, leaves the reviewed claims, and says what is to be read', async () => {
    expect(await run('pin', `internet-use=${older}`)).toBe(1);
    expect(project.printed()).toMatch(
      new RegExp(`^internet-use: ${reviewed} → ${older}\nTo be read: \\d+ claims, 4 sentences`)
    );
    const text = await project.read(lock);
    expect(text).toContain('"release": "2018-08-28"');
    expect(text).toContain('"en": "49%"');
    project.forget();
    expect(await check([], project.desk)).toBe(1);
    expect(project.printed()).toContain(`internet-use: ${reviewed} → ${older}`);
    expect(project.printed()).toContain('after:  About half of the world was online: 52%.');
  });

  it('of a release that changes no sentence still waits to be locked', async () => {
    expect(await run('pin', 'internet-use=wb-internet-users/2024-12')).toBe(0);
    expect(project.printed()).toContain('No sentence changes.');
    expect(await check([], project.desk)).toBe(1);
    expect(await run('lock')).toBe(0);
    expect(await check([], project.desk)).toBe(0);
  });

  it('keeps what it replaces, so that readers can still look it up, there and back', async () => {
    const kept = async () =>
      (JSON.parse(await project.read(lock)) as Lock).kept.map(({ release }) => release);
    const before = await kept();
    await run('pin', 'internet-use=wb-internet-users/2024-12');
    await run('lock');
    expect(await kept()).toEqual([...before, '2024-11']);
    await run('pin', `internet-use=${reviewed}`);
    await run('lock');
    expect(await kept()).toEqual([...before, '2024-12']);
  });

  it('prints the same for a script, with what has no value', async () => {
    await project.edit('data/copy/en/world.md', (text) => text.replace('$idn-2018', '$idn-2023'));
    await run('pin', `internet-use=${older}`, '--json');
    expect(report<PinReport>()).toMatchObject({
      indicator: 'internet-use',
      before: reviewed,
      after: older,
      broken: 1
    });
  });

  it.each([
    [
      ['pin', 'internet-use=wb-internet-users/1999-01'],
      /found no vintage wb-internet-users\/1999-01, expected one of/
    ],
    [['pin', `gdp=${older}`], /with one of internet-use/],
    [['pin'], /after edition pin, expected/],
    [['pin', 'internet-use'], /found internet-use="", expected <source>\/<release>/]
  ])('%j is refused with 2 and the lock stays as it is', async (argv, message) => {
    const before = await project.read(lock);
    expect(await run(...argv)).toBe(2);
    expect(project.complained()).toMatch(message);
    expect(project.complained()).toMatch(/Nothing was written\.$/);
    expect(await project.read(lock)).toBe(before);
  });

  it('refuses a source of another indicator', async () => {
    await project.write(
      'data/sources/wb-population.json',
      await readFile('data/sources/wb-population.json', 'utf8')
    );
    expect(await run('pin', 'internet-use=wb-population/2024-05-30')).toBe(2);
    expect(project.complained()).toMatch(
      /found wb-population, which is of population, expected a source of internet-use/
    );
  });

  it('refuses a vintage whose bytes were changed', async () => {
    await project.edit('data/vintages/wb-internet-users/2018-08-28/data.csv', (text) =>
      text.replace('55.5', '55.6')
    );
    expect(await run('pin', `internet-use=${older}`)).toBe(2);
    expect(project.complained()).toMatch(/data\.csv:1:1: /);
  });
});

describe('unpin', () => {
  it('takes back a pin that is not locked yet, even after a second one', async () => {
    const before = await project.read(lock);
    await run('pin', `internet-use=${older}`);
    await run('pin', 'internet-use=wb-internet-users/2024-12');
    project.forget();
    expect(await run('unpin', 'internet-use')).toBe(0);
    expect(project.printed()).toContain(
      'No sentence changes.\nThat is the one that is locked: nothing is left to lock.'
    );
    expect(await project.read(lock)).toBe(before);
    expect(await check([], project.desk)).toBe(0);
  });

  it('leaves no indicator without a vintage', async () => {
    expect(await run('unpin', 'internet-use')).toBe(2);
    expect(project.complained()).toMatch(
      /found wb-internet-users\/2024-11 locked for internet-use, expected a pin that is not locked yet/
    );
    expect(project.complained()).toContain(
      '`npm run desk -- edition pin internet-use=<source>/<release>`, and lock again'
    );
  });

  it('stops keeping a vintage that nothing reads', async () => {
    expect(await run('lock', '--keep', 'wb-internet-users/2024-12')).toBe(0);
    expect(await project.read(lock)).toContain('"release": "2024-12"');
    expect(await run('unpin', 'wb-internet-users/2024-12')).toBe(0);
    expect(await project.read(lock)).not.toContain('"release": "2024-12"');
    expect(await check([], project.desk)).toBe(0);
  });

  it('does not forget a vintage that a claim reads', async () => {
    const before = await project.read(lock);
    expect(await run('unpin', older)).toBe(2);
    expect(project.complained()).toMatch(
      /found wb-internet-users\/2018-08-28 read by .*revised-2016-total.*, expected a vintage that no claim reads/
    );
    expect(await project.read(lock)).toBe(before);
  });

  it.each([
    [
      ['unpin', 'wb-internet-users/2024-12'],
      /not kept by the edition, expected one of wb-internet-users\/2018-08-28/
    ],
    [['unpin', 'gdp'], /with one of internet-use/],
    [['unpin'], /after edition unpin/]
  ])('%j is refused', async (argv, message) => {
    expect(await run(...argv)).toBe(2);
    expect(project.complained()).toMatch(message);
  });
});

describe('drop', () => {
  const unused = 'wb-internet-users/2024-12';
  const kept = async () => readdir(join(project.root, 'data/vintages/wb-internet-users'));

  it('removes a vintage that nothing uses, whole', async () => {
    expect(await kept()).toEqual(['2018-08-28', '2024-11', '2024-12']);
    await project.write(
      'data/story/note.md',
      'A day in its month is another release: 2024-12-05.\n'
    );
    expect(await run('drop', unused)).toBe(0);
    expect(project.printed()).toMatch(/The raw file can be taken again\.$/);
    expect(await kept()).toEqual(['2018-08-28', '2024-11']);
    expect(await check([], project.desk)).toBe(0);
  });

  it.each([
    [
      reviewed,
      /used by the pin of internet-use.*, expected a vintage that nothing uses: leave it, or end each use first/
    ],
    [older, /used by the edition, which keeps it/],
    ['wb-internet-users/1999-01', /found no vintage wb-internet-users\/1999-01/]
  ])('refuses %s and says what uses it', async (name, message) => {
    const before = await kept();
    expect(await run('drop', name)).toBe(2);
    expect(project.complained()).toMatch(message);
    expect(project.complained()).toMatch(/Nothing was written\.$/);
    expect(await kept()).toEqual(before);
  });

  it.each([
    [
      'a claim',
      'data/story/claims.csv',
      (text: string) => `${text}x,,,,"share(WLD, 2018, 2024-12)",,,\n`,
      /the story \(data\/story\/claims\.csv:\d+\)/
    ],
    [
      'a correction',
      'data/corrections.json',
      () => `[{ "text": "${unused}" }]\n`,
      /the correction ledger \(data\/corrections\.json:1\)/
    ]
  ])('refuses what %s names', async (_, file, change, message) => {
    await project.edit(file, change).catch(() => project.write(file, change('')));
    expect(await run('drop', unused)).toBe(2);
    expect(project.complained()).toMatch(message);
    expect(await kept()).toContain('2024-12');
  });

  it('refuses what a page that was published shows', async () => {
    const manifest = {
      release: '2025-01-01',
      edition: '2025-01-01',
      after: null,
      published: '2025-01-01T00:00:00.000Z',
      claims: { count: 0, sha256: '0'.repeat(64) },
      vintages: [unused],
      files: [{ path: 'index.html', bytes: 1, sha256: '0'.repeat(64) }],
      carried: []
    };
    await project.write('site/releases/2025-01-01/manifest.json', JSON.stringify(manifest));
    expect(await run('drop', unused, '--published', 'site')).toBe(2);
    expect(project.complained()).toContain('used by the published edition 2025-01-01 in ');
    await project.write('site/releases/2025-01-01/manifest.json', '{');
    expect(await run('drop', unused, '--published', 'site')).toBe(2);
    expect(project.complained()).toContain(', whose manifest cannot be read');
    expect(await kept()).toContain('2024-12');
  });
});

describe('diff', () => {
  const saved = 'saved/before.json';
  beforeEach(async () => {
    await project.write(saved, await project.read(lock));
    project.desk.now = () => new Date('2026-03-04T00:00:00Z');
    await run('lock', '--pin', `internet-use=${older}`);
    project.forget();
  });

  it('reads like a note: which release is shown, which figures moved, what the sentences say now', async () => {
    expect(await run('diff', saved)).toBe(1);
    expect(project.printed()).toMatch(
      /^Since the edition of 2 January 2026, this is what changed in the edition of 4 March 2026\.$/m
    );
    expect(project.printed()).toContain(
      'For internet use it shows what wb-internet-users released 28 August 2018, in place of November 2024.'
    );
    expect(project.printed()).toContain('  world-2018 was 49% and is 52%.');
    expect(project.printed()).toMatch(/^Gone are .*idn-2023 \(69%\)/m);
    expect(project.printed()).toContain(
      '  data/copy/en/world.md, line 24, said “About half of the world was online: 49%.”\n    and now says “About half of the world was online: 52%.”'
    );
  });

  it('says what a sentence said in which only the release is another', async () => {
    for (const language of ['id', 'en'])
      await project.edit(`data/copy/${language}/world.md`, (text) =>
        text.replace('{% $world-2018 %}.', '$& A {% release "internet-use" /%}.')
      );
    await run('diff', saved);
    expect(project.printed()).toMatch(
      /said “A November 2024\.”\n    and now says “A 28 August 2018\.”/
    );
  });

  it('says no number for a year, of which older locks say none', async () => {
    await project.edit('data/copy/en/world.md', (text) =>
      text.replace('In Indonesia {', 'In {% year "gbr-2018" /%} in Indonesia {')
    );
    await project.edit(saved, (text) => text.replace(/"year": \d+,\s*/g, ''));
    await run('diff', saved);
    expect(project.printed()).toMatch(
      /said “In 2018 in Indonesia 40%, .*”\n    and now says “In 2018 in Indonesia 44%, /
    );
  });

  it('says where a release is the same by name and not by its bytes', async () => {
    await project.write(
      saved,
      (await project.read(lock)).replace(
        /("release": "2018-08-28",\s+"sha256": ")[^"]+/,
        `$1${'0'.repeat(64)}`
      )
    );
    expect(await run('diff', saved)).toBe(0);
    expect(project.printed()).toContain(
      `For internet use the files of ${older} are not the same bytes as before.`
    );
  });

  it('says so when nothing changed', async () => {
    expect(await run('diff', 'now', 'now')).toBe(0);
    expect(project.printed()).toMatch(
      /^Nothing: .* show the same releases and print the same figures\.$/
    );
  });

  itWithGit('reads an edition from the project’s history', async () => {
    const git = gitIn(project);
    const now = await project.read(lock);
    git('init', '-q');
    await writeFile(join(project.root, lock), await project.read(saved));
    git('add', lock);
    git('commit', '-qm', 'first');
    await writeFile(join(project.root, lock), now);
    git('commit', '-qam', 'second');
    expect(await run('diff', 'HEAD~1', '--json')).toBe(1);
    const change = report<EditionChange>();
    expect([change.before.edition, change.after.edition]).toEqual(['2026-01-02', '2026-03-04']);
    expect(change.pins).toEqual([{ indicator: 'internet-use', before: reviewed, after: older }]);
    expect(change.sentences).toHaveLength(4);
    project.forget();
    await run('diff', '2026-01-02', '--json');
    expect(report<EditionChange>()).toEqual(change);
  });

  itWithGit.each([
    [['diff', 'HEAD~99'], /found no edition "HEAD~99", expected the day of one that was committed/],
    [['diff', '--output=x'], /cannot be read/],
    [['diff', 'data/estimates.csv'], /data\/estimates\.csv:1:1: /],
    [['diff'], /found 0 editions/]
  ])('%j is refused with 2', async (argv, message) => {
    gitIn(project)('init', '-q');
    expect(await run(...argv)).toBe(2);
    expect(project.complained()).toMatch(message);
  });

  itWithGit('says in git’s own words why git cannot be asked', async () => {
    const refused = async () => {
      project.forget();
      expect(await run('diff', '2026-01-09')).toBe(2);
      return project.complained();
    };
    const unasked = 'found no edition "2026-01-09", and git could not be asked for every commit';
    expect(await refused()).toMatch(new RegExp(`^${unasked}.*: fatal: not a git repository`));
    const git = gitIn(project);
    git('init', '-q');
    git('add', lock);
    git('commit', '-qm', 'x');
    await writeFile(join(project.root, '.git/shallow'), git('rev-parse', 'HEAD'));
    expect(await refused()).toMatch(
      new RegExp(`^${unasked}.*: a shallow clone has no earlier commits`)
    );
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
    expect(await refused()).toMatch(
      new RegExp(`^${unasked}.*: fatal: detected dubious ownership in repository.*safe\\.directory`)
    );
    vi.unstubAllEnvs();
  });

  it('says so where the machine has no git', async () => {
    vi.stubEnv('PATH', '');
    expect(await run('diff', '2026-01-09')).toBe(2);
    vi.unstubAllEnvs();
    expect(project.complained()).toMatch(
      /^found no edition "2026-01-09", .*: this machine has no git; install it/
    );
  });
});

it('refuses a verb that is none', async () => {
  expect(await run('forget')).toBe(2);
  expect(project.complained()).toMatch(
    /found "forget" after edition, expected one of lock, pin, unpin, drop, diff/
  );
});
