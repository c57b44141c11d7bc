import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { take } from '../../src/desk/intake/take.ts';
import { undo } from '../../src/desk/edition/undo.ts';
import { publish } from '../../src/desk/release/publish.ts';
import { undoing } from '../../src/desk/files/undo-journal.ts';
import { acceptRead } from './accept-read.ts';
import { edition } from './edition-verbs.ts';
import { lockedProject } from './locked-project.ts';
import { inFolder, onDisk, removeFolders, type SmallProject } from './memory-project.ts';
import { writeSmallSite } from './release/small-site.ts';

const lock = 'data/edition.lock.json';
const texts = 'data/texts.lock.json';
const pin = ['pin', 'internet-use=wb-internet-users/2024-12'];
const vintage = 'data/vintages/wb-small/2018-08-28';
let project: SmallProject;
beforeEach(async () => {
  project = inFolder(await lockedProject());
});
afterEach(removeFolders);

const state = () => new Map([...project.files].filter(([path]) => path.startsWith('data/')));
const says = (...argv: string[]) => project.says(undo, ...argv);
const refused = async () => (await project.run(undo)).refused;

async function takeSmall() {
  const input = join(import.meta.dirname, '../cases/take/release-given/input');
  await mkdir(join(project.root, 'downloads'));
  await copyFile(join(input, 'wb.csv'), join(project.root, 'downloads/wb.csv'));
  project.write('data/sources/wb-small.json', await readFile(join(input, 'source.json')));
  const argv = ['downloads/wb.csv', '--source', 'wb-small', '--released', '2018-08-28'];
  expect(await take(argv, project.desk)).toBe(0);
  expect(project.names(vintage)).not.toEqual([]);
}

describe('undo', () => {
  it('goes back step by step, each by its name, to the files as they were', async () => {
    const first = state();
    expect((await project.run(edition, ...pin)).exit).toBe(0);
    const pinned = state();
    await project.run(edition, 'lock');
    const locked = state();
    project.edit('data/copy/en/world.md', (text) => text.replace('at all', 'at all now'));
    await acceptRead(project, ['world'], 'Ana');
    expect(await says()).toMatchSnapshot();
    expect(project.read(texts)).toBe(new TextDecoder().decode(locked.get(texts)));
    project.edit('data/copy/en/world.md', (text) => text.replace('at all now', 'at all'));
    expect(await says()).toMatchSnapshot();
    expect(state()).toEqual(pinned);
    expect(await says()).toMatchSnapshot();
    expect(state()).toEqual(first);
  });

  it('removes what was taken, with the folder of its source', async () => {
    await takeSmall();
    expect(await says()).toMatchSnapshot();
    expect(project.names(vintage)).toEqual([]);
  });

  it('removes a taken folder from the disk whole, and the empty one around it', async () => {
    const memory = project;
    project = onDisk(memory);
    await takeSmall();
    expect((await project.run(undo)).exit).toBe(0);
    expect(project.names('data/vintages')).not.toContain('wb-small');
    expect(project.names('data/vintages')).toContain('wb-internet-users');
  });

  it('refuses a taken vintage that the edition uses, or that has another file since', async () => {
    await takeSmall();
    const before = project.read(lock);
    const kept = `"kept": [{ "source": "wb-small", "release": "2018-08-28", "sha256": "${'0'.repeat(64)}" }, `;
    project.edit(lock, (text) => text.replace(/"kept": \[/, kept));
    expect(await refused()).toBe('pinned');
    project.write(lock, before);
    project.write(`${vintage}/notes.txt`, 'mine');
    expect(await refused()).toBe('changed-since');
    expect(await says()).toMatchSnapshot();
    expect(project.has(`${vintage}/data.csv`)).toBe(true);
  });

  it('refuses a file that was changed since by hand, and writes nothing', async () => {
    await project.run(edition, ...pin);
    project.edit(lock, (text) => `${text} `);
    const before = state();
    expect(await says()).toMatchSnapshot();
    expect(state()).toEqual(before);
  });

  it('skips a step that was taken back by hand', async () => {
    const before = project.read(lock);
    await project.run(edition, ...pin);
    project.write(lock, before);
    // What is left is the acceptance of the draft.
    expect((await project.run<{ undone: object }>(undo)).report.undone).toMatchObject({
      kind: 'acceptance'
    });
  });

  it('refuses another step than the one that an editor saw', async () => {
    await project.run(edition, ...pin);
    await expect(undoing(project.desk, 'the take of x/2024')).rejects.toMatchObject({
      kind: 'changed-since'
    });
  });

  it('refuses everything that readers have seen', async () => {
    await project.run(edition, ...pin);
    await project.run(edition, 'lock');
    const fill = (_root: string, site: string) => writeSmallSite(site, 'one');
    expect(await publish([`${project.root}/public`], project.desk, fill)).toBe(0);
    expect((await says()).replaceAll(project.root, '<project>')).toMatchSnapshot();
    await project.run(edition, 'pin', 'internet-use=wb-internet-users/2024-11');
    expect((await project.run(undo)).exit).toBe(0);
    expect(await refused()).toBe('nothing-to-undo');
  });
});
