import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { edition } from './edition-verbs.ts';
import type { LockReport } from '../../src/desk/edition/edition-lock.ts';
import type { PinReport } from '../../src/desk/edition/edition-pin.ts';
import { check } from '../../src/desk/review/check.ts';
import { accept } from '../../src/desk/review/accept.ts';
import type { Lock } from '../../src/story/lock.ts';
import { smallVintages } from '../story/small-edition.ts';
import { lockedProject } from './locked-project.ts';
import type { SmallProject } from './memory-project.ts';
import { smallProject } from './small-project.ts';

const lock = 'data/edition.lock.json';
let project: SmallProject;
beforeEach(async () => {
  project = await lockedProject();
});

const run = <Report>(...argv: string[]) => project.run<Report>(edition, ...argv);
const checked = async () => (await project.run(check)).exit;
const locked = () => JSON.parse(project.read(lock)) as Lock;
const [reviewed, older] = ['wb-internet-users/2024-11', 'wb-internet-users/2018-08-28'];
const newer = 'wb-internet-users/2024-12';
const march = () => {
  project.desk.now = () => new Date('2026-03-04T00:00:00Z');
};

describe('lock', () => {
  it('leaves an up-to-date lock untouched, whatever the day', async () => {
    const before = project.read(lock);
    project.desk.now = () => new Date('2027-07-07T00:00:00Z');
    expect(await run<LockReport>('lock')).toMatchObject({ exit: 0, report: { written: false } });
    expect(project.read(lock)).toBe(before);
  });

  it('records a changed pin with the day of the run, and the story holds again', async () => {
    project.edit(lock, (text) => text.replace('"release": "2024-11"', '"release": "2018-08-28"'));
    march();
    const { exit, report } = await run<LockReport>('lock');
    expect(exit).toBe(0);
    expect(report).toMatchObject({ edition: '2026-03-04', written: true });
    expect(report.claims.map(({ id }) => id)).toContain('world-2018');
    expect(locked().edition).toBe('2026-03-04');
    expect(await accept(['--draft'], project.desk)).toBe(0);
    expect(await checked()).toBe(0);
  });

  it('gives the same bytes for the same story', async () => {
    const before = project.read(lock);
    await run('lock', '--pin', `internet-use=${older}`);
    await run('lock', '--pin', `internet-use=${reviewed}`);
    expect(project.read(lock)).toBe(before);
  });

  it('refuses an edited vintage unless it is pinned by name', async () => {
    const before = project.read(lock);
    project.keep({ ...smallVintages.use2024, title: 'Another title' });
    expect(await run('lock')).toMatchObject({ exit: 2, refused: 'frozen' });
    expect(project.read(lock)).toBe(before);
    expect((await run('lock', '--pin', `internet-use=${reviewed}`)).exit).toBe(0);
    expect(await checked()).toBe(0);
  });

  it('asks for every pin when there is no lock', async () => {
    const empty = await smallProject();
    expect(await empty.run(edition, 'lock')).toMatchObject({ exit: 2, refused: 'lock' });
    expect((await empty.run(check)).exit).toBe(2);
  });
});

describe('pin', () => {
  it('names another vintage in the lock, leaves the reviewed claims, and counts what changes', async () => {
    const { exit, report } = await run<PinReport>('pin', `internet-use=${older}`);
    expect(exit).toBe(1);
    expect(report).toMatchObject({
      indicator: 'internet-use',
      before: reviewed,
      after: older,
      texts: [{ id: 'world/world-2018' }]
    });
    expect(report.claims.length).toBeGreaterThan(10);
    expect(locked().pins['internet-use'].release).toBe('2018-08-28');
    expect(locked().claims['world-2018']?.en).toBe('49%');
    expect(await checked()).toBe(1);
  });

  it('of a release that changes no text still waits to be locked', async () => {
    const { exit, report } = await run<PinReport>('pin', `internet-use=${newer}`);
    expect([exit, report.claims, report.texts]).toEqual([0, [], []]);
    expect(await checked()).toBe(1);
    expect((await run('lock')).exit).toBe(0);
    expect(await checked()).toBe(0);
  });

  it('keeps what it replaces, so that readers can still look it up, there and back', async () => {
    const kept = () => locked().kept.map(({ release }) => release);
    const before = kept();
    await run('pin', `internet-use=${newer}`);
    await run('lock');
    expect(kept()).toEqual([...before, '2024-11']);
    await run('pin', `internet-use=${reviewed}`);
    await run('lock');
    expect(kept()).toEqual([...before, '2024-12']);
  });

  it('counts claims without a value', async () => {
    project.edit('data/copy/en/world.md', (text) => text.replace('$idn-2018', '$idn-2023'));
    const { report } = await run<PinReport>('pin', `internet-use=${older}`);
    expect(report.broken).toHaveLength(1);
  });

  it.each([
    [['pin', 'internet-use=wb-internet-users/1999-01'], 'unknown-vintage'],
    [['pin', `gdp=${older}`], 'unknown-indicator'],
    [['pin'], 'usage'],
    [['pin', 'internet-use'], 'vintage-name']
  ])('%j is refused with 2 and the lock stays as it is', async (argv, refused) => {
    const before = project.read(lock);
    expect(await run(...argv)).toMatchObject({ exit: 2, refused });
    expect(project.read(lock)).toBe(before);
  });

  it('refuses a source of another indicator', async () => {
    const file = 'data/sources/wb-population.json';
    project.write(file, readFileSync(file, 'utf8'));
    expect(await run('pin', 'internet-use=wb-population/2024-05-30')).toMatchObject({
      exit: 2,
      refused: 'other-indicator'
    });
  });
});

it('takes back a pin that is not locked yet, even after a second one', async () => {
  const before = project.read(lock);
  for (const other of [older, newer]) await run('pin', `internet-use=${other}`);
  const { exit, report } = await run<PinReport>('pin', `internet-use=${reviewed}`);
  expect([exit, report.claims]).toEqual([0, []]);
  expect(project.read(lock)).toBe(before);
  expect(await checked()).toBe(0);
});

it('prints', async () => {
  const said: string[] = [];
  const say = async (...argv: string[]) =>
    said.push([`> edition ${argv.join(' ')}`, await project.says(edition, ...argv)].join('\n'));
  const [toOlder, toNewer] = [`internet-use=${older}`, `internet-use=${newer}`];
  for (const argv of [
    ...[['lock'], ['pin', toOlder], ['pin', `internet-use=${reviewed}`]],
    ...[
      ['pin', toNewer],
      ['pin', toNewer]
    ],
    ['pin', `gdp=${older}`]
  ])
    await say(...argv);
  march();
  await say('lock', '--pin', toOlder);
  project.delete(lock);
  await say('pin', `internet-use=${older}`);
  expect(said.join('\n\n')).toMatchSnapshot();
});
