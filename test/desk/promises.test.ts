import { beforeEach, expect, it } from 'vitest';
import { acceptRead } from './accept-read.ts';
import { edition } from './edition-verbs.ts';
import type { LockReport } from '../../src/desk/edition/edition-lock.ts';
import { accept } from '../../src/desk/review/accept.ts';
import { check, type CheckReport } from '../../src/desk/review/check.ts';
import { lockedProject } from './locked-project.ts';
import type { Ran, SmallProject } from './memory-project.ts';

const claims = 'data/story/claims.csv';
const of = ' @ share(WLD, 2018)';
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
const acceptAgain = () => acceptRead(project, ['world']);
const errorsOf = ({ report }: Ran<CheckReport>) =>
  report.problems.filter(({ severity }) => severity === 'error');

it('a promise that was changed is a fault of check until accepted, at each text that states it', async () => {
  widened();
  const ran = await checked();
  expect(ran.exit).toBe(1);
  expect(errorsOf(ran)).toMatchObject([{ kind: 'text-changed', file: 'data/copy/id/world.md' }]);
  expect(ran.report.texts).toMatchObject([
    {
      id: 'world/world-2018',
      before: { promises: { 'world-2018': `value between 45 to 53${of}` } },
      after: { promises: { 'world-2018': `value between 20 to 80${of}` } }
    }
  ]);
  const { report } = await lockAgain();
  expect(report.written).toBe(false);
  await acceptAgain();
  expect((await checked()).exit).toBe(0);
});

it('another promise does not make the same words true of a figure that broke the old one', async () => {
  project.edit('data/story/claims.csv', (text) =>
    text
      .replace('"share(WLD, 2018)",about half', '"share(WLD, 2016)",about half')
      .replace('value between 45 to 53', 'value between 20 to 80')
  );
  const { report } = await checked();
  expect(report.texts).toMatchObject([
    { id: 'world/world-2018', grade: 'broken' },
    { id: 'words.answers/answer.world-2018', grade: 'words' }
  ]);
  const files = ['id', 'en'].map((language) => `data/copy/${language}/world.md`);
  expect(report.problems.filter(({ kind }) => kind === 'silenced')).toMatchObject(
    files.map((file) => ({ file }))
  );
  // Nor can they be recorded as a draft, after which nothing would tell.
  expect(await accept(['--draft'], project.desk)).toBe(0);
  expect((await checked()).report.texts).toMatchObject([{ grade: 'broken' }]);
  for (const file of files)
    project.edit(file, (text) => text.replace(/Sekitar separuh|About half/, 'A part'));
  expect(errorsOf(await checked())).toMatchObject([{ kind: 'text-changed' }]);
});

it('a lock of texts that lost its promises is a fault of check', async () => {
  project.edit('data/texts.lock.json', (text) => text.replace(/,\n {2}"promises": \{[^}]*\}/g, ''));
  expect(errorsOf(await checked())).toContainEqual(
    expect.objectContaining({ kind: 'text-changed', file: 'data/copy/id/world.md' })
  );
});

it('a lock of a story whose promises do not hold ends with 1 and counts them', async () => {
  promise('about half,value between 45 to 53', 'about half,value between 80 to 90');
  const { exit, report } = await lockAgain();
  expect(exit).toBe(1);
  expect(report.broken).toBeGreaterThan(0);
  expect((await lockAgain()).exit).toBe(1);
});
