import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { edition } from '../../src/desk/edition/edition.ts';
import type { LockReport } from '../../src/desk/edition/edition-lock.ts';
import { readLock } from '../../src/story/lock.ts';
import { check, type CheckReport } from '../../src/desk/review/check.ts';
import { lockedProject } from './locked-project.ts';
import type { SmallProject } from './small-project.ts';

const lock = 'data/edition.lock.json';
const claims = 'data/story/claims.csv';
let project: SmallProject;

beforeEach(async () => {
  project = await lockedProject();
});
afterEach(() => project.remove());

const promise = (from: string, to: string) =>
  project.edit(claims, (text) => text.replace(from, to));
const widened = () =>
  promise('about half,value between 45 to 53', 'about half,value between 20 to 80');
const answer = async <Report>(run: () => Promise<number>) => {
  project.forget();
  const exit = await run();
  return { exit, ...(JSON.parse(project.printed()) as Report) };
};

describe('a promise that was changed after the lock', () => {
  it('is a fault of check, with both promises, at its row, until it is locked', async () => {
    await widened();
    const line =
      (await project.read(claims)).split('\n').findIndex((row) => row.startsWith('world-2018,')) +
      1;
    const found = await answer<CheckReport>(() => check(['--json'], project.desk));
    expect(found).toMatchObject({
      exit: 1,
      promises: [
        { id: 'world-2018', before: 'value between 45 to 53', after: 'value between 20 to 80' }
      ]
    });
    expect(found.problems.filter(({ severity }) => severity === 'error')).toMatchObject([
      { kind: 'changed', file: claims, line }
    ]);
    project.forget();
    await check([], project.desk);
    expect(project.printed()).toContain(
      `${claims}:${line}:1: found the promise “value between 20 to 80” of “world-2018”; expected “value between 45 to 53”, as it was reviewed`
    );
  });

  it('is printed by the lock, which stays of the same edition: readers see no promise', async () => {
    await widened();
    project.forget();
    expect(await edition(['lock'], project.desk)).toBe(0);
    expect(project.printed()).toContain(
      'world-2018 promised “value between 45 to 53” and now promises “value between 20 to 80”.'
    );
    expect(await project.read(lock)).toContain('"world-2018": "value between 20 to 80"');
    expect(await check([], project.desk)).toBe(0);
  });

  it('is named by the difference of two editions', async () => {
    const saved = join(project.root, 'before.json');
    await mkdir(project.root, { recursive: true });
    await cp(join(project.root, lock), saved);
    await widened();
    await edition(['lock'], project.desk);
    project.forget();
    expect(await edition(['diff', saved], project.desk)).toBe(1);
    expect(project.printed()).toContain(
      'The words around world-2018 promised “value between 45 to 53” and now promise “value between 20 to 80”'
    );
  });

  it('is a fault where its line was taken out of the lock, and no other', async () => {
    await project.edit(lock, (text) =>
      text.replace(/ *"world-2018": "value between 45 to 53",\n/, '')
    );
    const found = await answer<CheckReport>(() => check(['--json'], project.desk));
    expect(found).toMatchObject({
      exit: 1,
      promises: [{ id: 'world-2018', after: 'value between 45 to 53' }]
    });
    expect(
      found.problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)
    ).toEqual([
      expect.stringContaining(
        'found the promise “value between 45 to 53” of “world-2018”; expected the promise that was reviewed, which data/edition.lock.json no longer has'
      )
    ]);
    project.forget();
    expect(await edition(['lock'], project.desk)).toBe(0);
    expect(project.printed()).toContain(
      'world-2018 promised nothing and now promises “value between 45 to 53”.'
    );
  });

  it.each(['promises', 'keywords'])(
    'is to be judged where the lock does not say: it is older, or has lost its %s',
    async (part) => {
      await project.edit(
        lock,
        (text) => `${JSON.stringify({ ...JSON.parse(text), [part]: undefined }, null, 2)}\n`
      );
      const { exit, problems } = await answer<CheckReport>(() => check(['--json'], project.desk));
      expect(exit).toBe(1);
      expect(problems.filter(({ severity }) => severity === 'error')).toMatchObject([
        { file: lock, line: 1, found: `no “${part}”` }
      ]);
      expect(await edition(['lock'], project.desk)).toBe(0);
      expect(await check([], project.desk)).toBe(0);
    }
  );
});

it('a lock of a story whose promises do not hold ends with 1 and says how many', async () => {
  await promise('about half,value between 45 to 53', 'about half,value between 80 to 90');
  const report = await answer<LockReport>(() => edition(['lock', '--json'], project.desk));
  expect(report).toMatchObject({ exit: 1, written: true });
  expect(report.broken).toBeGreaterThan(0);
  project.forget();
  expect(await edition(['lock'], project.desk)).toBe(1);
  expect(project.printed()).toMatch(
    /\d+ faults in the copy remain, \d+ of them promises that do not hold: no publication takes them/
  );
});

it('a word that turns a claim is a fault of check, at its sentence, until it is locked', async () => {
  await project.edit('data/copy/en/world.md', (text) =>
    text.replace('and the world is at', 'and the world is not at')
  );
  const { exit, problems } = await answer<CheckReport>(() => check(['--json'], project.desk));
  expect(exit).toBe(1);
  expect(problems.filter(({ severity }) => severity === 'error')).toMatchObject([
    {
      kind: 'keywords',
      file: 'data/copy/en/world.md',
      line: 24
    }
  ]);
  project.forget();
  project.desk.now = () => new Date('2026-03-04T00:00:00Z');
  expect(await edition(['lock'], project.desk)).toBe(0);
  expect(project.printed()).toMatch(/^en\/world\/world-2018 .*“no”: “.*not at/m);
  expect(project.printed()).toContain('edition of 2026-01-02');
  expect(project.printed()).toContain('Next: `npm run desk -- heights`');
  expect(readLock(await project.read(lock))).toMatchObject({
    edition: '2026-01-02',
    worded: '2026-03-04'
  });
  expect(await check([], project.desk)).toBe(0);
  project.desk.now = () => new Date('2026-03-05T00:00:00Z');
  await widened();
  expect(await edition(['lock'], project.desk)).toBe(0);
  expect(readLock(await project.read(lock)).worded).toBe('2026-03-04');
});
