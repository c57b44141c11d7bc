import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rollback } from '../../src/desk/release/releases.ts';
import { releaseFolder } from './release/release-folder.ts';
import { refusedKind, wording } from './wording.ts';

let site: Awaited<ReturnType<typeof releaseFolder>>;
const changes = (entry: string) => ({
  'embed/v1/changes.en.atom': `<id>urn:terhubung:${entry}:en</id>`
});
beforeAll(async () => {
  site = await releaseFolder();
  await site.put({ 'index.html': 'one', ...changes('edition:2026-01-02') });
  await site.put({ 'index.html': 'two', ...changes('withdrawal:2026-01-02:world') });
  await site.put({ 'index.html': 'three', ...changes('correction:2026-01-02-world') });
});
afterAll(() => site.remove());
/** Stands for the folder in tables, which are read before it exists. */
const folder = '<folder>';
const newest = '2026-01-02.3';
const back = (...argv: string[]) => {
  site.forget();
  return rollback([site.folder, ...argv], site.desk);
};
const says = () => wording(site.desk, { folder: site.folder, project: site.root });

describe('rollback', () => {
  beforeEach(async () => {
    expect(await back(newest)).toBe(0);
  });

  it('moves readers to the release before, time after time, and warns of lost notices', async () => {
    expect(await back()).toBe(0);
    expect(await site.shown()).toBe('two');
    expect(says()).toMatchSnapshot();
    expect(await back()).toBe(0);
    expect(await site.shown()).toBe('one');
    expect(says()).toMatchSnapshot();
    expect(await back('--json')).toBe(2);
    expect(refusedKind(site.desk)).toBe('unknown-release');
    expect(says()).toMatchSnapshot();
    expect(await readdir(join(site.folder, 'releases'))).toHaveLength(3);
  });

  it('does nothing when readers already see the release', async () => {
    expect(await back(newest)).toBe(0);
    expect(says()).toMatchSnapshot();
  });

  it.each([
    ['unknown-release', [folder, '2026-01-01']],
    ['unknown-release', [folder, '../../etc']],
    ['usage', []],
    ['usage', [folder, '2026-01-02', 'more']],
    ['no-releases', ['empty']]
  ])('refuses with %s: %j', async (kind, argv) => {
    site.forget();
    const words = argv.map((word) => (word === folder ? site.folder : word));
    expect(await rollback([...words, '--json'], site.desk)).toBe(2);
    expect(refusedKind(site.desk)).toBe(kind);
    expect(says()).toMatchSnapshot();
    expect(await site.shown()).toBe('three');
  });
});

it('returns to the release that readers saw before, not to a bad one that was rolled back', async () => {
  await back('2026-01-02');
  await site.put({ 'index.html': 'four' });
  await back();
  expect(await site.shown()).toBe('one');
});

it('refuses a damaged release', async () => {
  await back(newest);
  await rm(join(site.folder, 'releases/2026-01-02.2/index.html'));
  expect(await back('--json')).toBe(2);
  expect(refusedKind(site.desk)).toBe('damaged-release');
  expect(says()).toMatchSnapshot();
  expect(await site.shown()).toBe('three');
});
