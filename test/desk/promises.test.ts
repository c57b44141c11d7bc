import { beforeEach, describe, expect, it } from 'vitest';
import { edition } from '../../src/desk/edition/edition.ts';
import type { LockReport } from '../../src/desk/edition/edition-lock.ts';
import { check, type CheckReport } from '../../src/desk/review/check.ts';
import { accept } from '../../src/desk/review/accept.ts';
import type { StoryChange } from '../../src/site/story/story-change.ts';
import { lockedProject } from './locked-project.ts';
import type { Ran, SmallProject } from './memory-project.ts';

const lock = 'data/edition.lock.json';
const claims = 'data/story/claims.csv';
let project: SmallProject;

beforeEach(async () => {
  project = await lockedProject();
});

const promise = (from: string, to: string) =>
  project.edit(claims, (text) => text.replace(from, to));
const widened = () =>
  promise('about half,value between 45 to 53', 'about half,value between 20 to 80');
const checked = () => project.run<CheckReport>(check);
const lockAgain = () => project.run<LockReport>(edition, 'lock');
const acceptAgain = () => accept(['world', '--by', 'Made Up'], project.desk);
const errorsOf = ({ report }: Ran<CheckReport>) =>
  report.problems.filter(({ severity }) => severity === 'error');

describe('a promise that was changed after the lock', () => {
  it('is a fault of check, with both promises, at each text that states it', async () => {
    widened();
    const ran = await checked();
    expect(ran).toMatchObject({
      exit: 1,
      report: {
        promises: [
          { id: 'world-2018', before: 'value between 45 to 53', after: 'value between 20 to 80' }
        ]
      }
    });
    expect(errorsOf(ran)).toMatchObject([{ kind: 'text-changed', file: 'data/copy/id/world.md' }]);
    expect(ran.report.texts).toMatchObject([
      {
        id: 'world/world-2018',
        before: { promises: { 'world-2018': 'value between 45 to 53' } },
        after: { promises: { 'world-2018': 'value between 20 to 80' } }
      }
    ]);
    expect(await acceptAgain()).toBe(0);
    expect(errorsOf(await checked())).toMatchObject([{ kind: 'changed', file: claims }]);
  });

  it('is reported by the lock, which stays of the same edition: readers see no promise', async () => {
    widened();
    const { exit, report } = await lockAgain();
    expect([exit, report.edition]).toEqual([0, '2026-01-02']);
    expect(report.promises).toMatchObject([
      { before: 'value between 45 to 53', after: 'value between 20 to 80' }
    ]);
    expect(project.read(lock)).toContain('"world-2018": "value between 20 to 80"');
    expect(await acceptAgain()).toBe(0);
    expect((await checked()).exit).toBe(0);
  });

  it('is named by the difference of two editions', async () => {
    project.write('before.json', project.read(lock));
    widened();
    await lockAgain();
    const { exit, report } = await project.run<StoryChange>(edition, 'diff', 'before.json');
    expect(exit).toBe(1);
    expect(report.promises).toMatchObject([{ id: 'world-2018', after: 'value between 20 to 80' }]);
  });

  it('is a fault where its line was taken out of the lock', async () => {
    project.edit(lock, (text) => text.replace(/ *"world-2018": "value between 45 to 53",\n/, ''));
    const ran = await checked();
    expect(ran).toMatchObject({
      exit: 1,
      report: { promises: [{ id: 'world-2018', after: 'value between 45 to 53' }] }
    });
    expect(errorsOf(ran)).toMatchObject([{ kind: 'changed', file: claims }]);
    expect((await lockAgain()).exit).toBe(0);
  });

  it('must be reviewed where the lock lost its promises, or is older than they are', async () => {
    project.edit(
      lock,
      (text) => `${JSON.stringify({ ...JSON.parse(text), promises: undefined }, null, 2)}\n`
    );
    const ran = await checked();
    expect(ran.exit).toBe(1);
    expect(errorsOf(ran)).toMatchObject([{ file: lock, line: 1 }]);
    expect((await lockAgain()).exit).toBe(0);
    expect((await checked()).exit).toBe(0);
  });
});

it('a lock of a story whose promises do not hold ends with 1 and counts them', async () => {
  promise('about half,value between 45 to 53', 'about half,value between 80 to 90');
  const { exit, report } = await lockAgain();
  expect([exit, report.written]).toEqual([1, true]);
  expect(report.broken).toBeGreaterThan(0);
  expect((await lockAgain()).exit).toBe(1);
});
