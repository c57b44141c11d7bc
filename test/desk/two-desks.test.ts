import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { desk } from '../../src/desk/cli/desk.ts';
import { ownHolder, tryLock } from '../../src/desk/files/exclusive-file.ts';
import { lockFile } from '../../src/story/lock.ts';
import { onDisk, removeFolders, type SmallProject } from './memory-project.ts';
import { firstPins, smallProject } from './small-project.ts';

let project: SmallProject;
let held = '';
beforeEach(async () => {
  project = onDisk(await smallProject());
  held = join(project.root, 'build/desk.lock');
});
afterEach(removeFolders);

const lock = (...more: string[]) => desk(['edition', 'lock', ...firstPins, ...more], project.desk);
const otherDesk = () => tryLock(held, ownHolder('desk take', new Date('2026-01-02T09:59:00Z')));

describe('a command that writes', () => {
  it('is refused while another desk is at work', async () => {
    await otherDesk();
    expect(await lock()).toBe(2);
    expect(project.complained()).toMatch(
      /`desk take` .* since 2026-01-02T09:59:00Z\) is using[\s\S]*Nothing was written\./
    );
    expect(project.has(lockFile)).toBe(false);
  });

  it('removes the partial files of a killed run', async () => {
    const begun = join(project.root, 'data/vintages/wb-internet-users/.2025-01.4242.part');
    await mkdir(begun);
    await writeFile(join(begun, 'data.csv'), 'iso3');
    for (const file of ['data/edition.lock.json', 'data/copy/en/world.md', 'build/undo.json'])
      project.write(`${file}.4242.part`, '{');
    expect(await lock()).toBe(0);
    const names = await readdir(project.root, { recursive: true });
    expect(names.filter((name) => name.includes('.part'))).toEqual([]);
  });
});

it('does not lock a command that only reads', async () => {
  expect(await lock()).toBe(0);
  await otherDesk();
  expect(await desk(['vintages'], project.desk)).toBe(0);
});
