import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadFolder } from '../../src/cards/card.ts';
import { filmFolder, filmName } from '../../src/cards/embed/film-names.ts';
import { buildEdition, type FillSite } from '../../src/desk/output/build.ts';
import { buildInto } from '../../src/desk/output/prerender.ts';
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
const writeFilm = async (folder: string, path: string) => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), 'a film');
};
const shown = () => readFile(join(desk.root, 'dist/index.html'), 'utf8');
const refused: FillSite = async (root, folder) => {
  await page('half')(root, folder);
  throw new Error('a sentence does not hold');
};

it.skipIf(process.getuid?.() === 0)('refuses a project that is not writable', async () => {
  await mkdir(join(desk.root, 'node_modules'));
  await chmod(join(desk.root, 'node_modules'), 0o555);
  await expect(buildInto(desk.root, join(desk.root, 'dist'))).rejects.toMatchObject({
    kind: 'no-permission'
  });
});

describe('buildEdition', () => {
  it('replaces the last edition', async () => {
    await buildEdition(desk, page('first'));
    await buildEdition(desk, page('second'));
    expect(await shown()).toBe('second');
    expect(await readdir(join(desk.root, 'build'))).toEqual([]);
  });

  it('keeps the last edition when the build fails', async () => {
    await buildEdition(desk, page('first'));
    await expect(buildEdition(desk, refused)).rejects.toThrow('does not hold');
    expect(await shown()).toBe('first');
  });

  it('warns of films that were left out', async () => {
    const said: string[] = [];
    await writeFilm(desk.root, `${filmFolder('world')}/id/${filmName('1x1')}`);
    await writeFilm(desk.root, `${filmFolder('signal')}/en/${filmName('9x16')}`);
    const fill: FillSite = async (root, folder) => {
      await page('a site')(root, folder);
      await writeFilm(folder, `${downloadFolder('en', 'signal')}/${filmName('9x16')}`);
    };
    await buildEdition({ ...desk, err: (line) => said.push(line) }, fill);
    expect(said.at(-1)).toMatchSnapshot();
  });
});
