import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildEdition, buildInto, type FillSite } from '../../src/desk/output/build.ts';
import type { Desk } from '../../src/desk/cli/desk-io.ts';

let desk: Desk;
beforeEach(async () => {
  const root = await mkdtemp(join(tmpdir(), 'terhubung-build-'));
  const silent = () => undefined;
  desk = { root, out: silent, err: silent, now: () => new Date('2026-11-25T10:00:00Z') };
});
afterEach(() => rm(desk.root, { recursive: true, force: true }));

const page =
  (text: string): FillSite =>
  async (_root, folder) => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'index.html'), text);
  };
const shown = () => readFile(join(desk.root, 'dist/index.html'), 'utf8');
const refused: FillSite = async (root, folder) => {
  await page('half')(root, folder);
  throw new Error('a sentence does not hold');
};

it.skipIf(process.getuid?.() === 0)('refuses in words where the project cannot be written to', async () => {
  await mkdir(join(desk.root, 'node_modules'));
  await chmod(join(desk.root, 'node_modules'), 0o555);
  await expect(buildInto(desk.root, join(desk.root, 'dist'))).rejects.toThrow(
    /found no permission at .*node_modules, expected a folder that can be written/
  );
});

describe('buildEdition', () => {
  it('replaces the last edition', async () => {
    await buildEdition(desk, page('first'));
    await buildEdition(desk, page('second'));
    expect(await shown()).toBe('second');
    expect(await readdir(join(desk.root, 'build'))).toEqual([]);
  });

  it('leaves the last edition whole when the build fails, whatever it had written', async () => {
    await buildEdition(desk, page('first'));
    await expect(buildEdition(desk, refused)).rejects.toThrow('does not hold');
    expect(await shown()).toBe('first');
  });
});
