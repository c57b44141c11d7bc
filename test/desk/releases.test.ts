import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { releases, type ReleaseReport } from '../../src/desk/release/releases.ts';
import { releaseFolder } from './release/release-folder.ts';
import { refusedKind, wording } from './wording.ts';

let site: Awaited<ReturnType<typeof releaseFolder>>;
const list = (...argv: string[]) => {
  site.forget();
  return releases([site.folder, ...argv], site.desk);
};
const says = () => wording(site.desk, { folder: site.folder, project: site.root });
const reports = () => JSON.parse(site.desk.printed.join('\n')) as ReleaseReport[];
beforeEach(async () => {
  site = await releaseFolder();
  await site.put({ 'index.html': 'one', 'en/index.html': 'one' });
});
afterEach(() => site.remove());

it('lists releases, newest first, and marks the current one', async () => {
  await site.put({ 'index.html': 'two' });
  expect(await list()).toBe(0);
  expect(says()).toMatchSnapshot();
});

it('orders releases by the time of publication, not by the age of the files', async () => {
  await site.put({ 'index.html': 'two' }, '2026-02-01');
  await utimes(join(site.folder, 'releases/2026-02-01'), 0, 0);
  expect(await list('--json')).toBe(0);
  expect(reports().map(({ release, current }) => [release, current])).toEqual([
    ['2026-02-01', true],
    ['2026-01-02', false]
  ]);
});

async function rewrite(base: string, from: string, to: string) {
  const path = join(base, 'manifest.json');
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
}

it.each<[string, (base: string) => Promise<void>]>([
  ['a changed file', (base) => writeFile(join(base, 'index.html'), 'x')],
  ['a missing file', (base) => rm(join(base, 'index.html'))],
  ['a file too many', (base) => writeFile(join(base, 'more.html'), '')],
  ['a manifest of another release', (base) => rewrite(base, '"2026-01-02"', '"2026-01-03"')],
  ['a path that leads outside', (base) => rewrite(base, '"en/index.html"', '"../index.html"')]
])('names %s', async (_, damage) => {
  await damage(join(site.folder, 'releases/2026-01-02'));
  expect(await list('--json')).toBe(1);
  expect(reports()[0]!.faults).toHaveLength(1);
  await list();
  expect(says()).toMatchSnapshot();
});

it('names a truncated manifest, in the words of the JSON parser', async () => {
  await writeFile(join(site.folder, 'releases/2026-01-02/manifest.json'), '{"rel');
  expect(await list('--json')).toBe(1);
  expect(reports()[0]!.faults).toEqual([expect.stringContaining('manifest.json')]);
});

it('warns when the current release is missing', async () => {
  await site.put({ 'index.html': 'two' });
  await rm(join(site.folder, 'releases/2026-01-02.2'), { recursive: true });
  expect(await list()).toBe(1);
  expect(says()).toMatchSnapshot();
});

it.each([
  ['usage', []],
  ['usage', ['one', 'two']],
  ['no-releases', ['empty']]
])('refuses with %s: %j', async (kind, argv) => {
  site.forget();
  expect(await releases([...argv, '--json'], site.desk)).toBe(2);
  expect(refusedKind(site.desk)).toBe(kind);
  expect(says()).toMatchSnapshot();
});
