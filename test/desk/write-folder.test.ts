import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/desk/cli/desk-io.ts';
import { writeFolder } from '../../src/desk/files/write-whole.ts';

let root = '';
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'terhubung-folder-'))));
afterEach(() => rm(root, { recursive: true, force: true }));

const files = [
  { name: 'data.csv', text: 'iso3\n' },
  { name: 'datapackage.json', text: '{}\n' }
];

describe('writeFolder', () => {
  it('writes only the files', async () => {
    await writeFolder(join(root, 'source/2024-11'), files);
    expect(await readdir(root, { recursive: true })).toEqual(
      expect.arrayContaining(
        ['source/2024-11/data.csv', 'source/2024-11/datapackage.json'].map((path) => join(path))
      )
    );
    expect(await readdir(join(root, 'source'))).toEqual(['2024-11']);
    expect(await readFile(join(root, 'source/2024-11/data.csv'), 'utf8')).toBe('iso3\n');
  });

  it('refuses an existing folder', async () => {
    await mkdir(join(root, 'source/2024-11'), { recursive: true });
    await writeFile(join(root, 'source/2024-11/data.csv'), 'older\n');
    await expect(writeFolder(join(root, 'source/2024-11'), files)).rejects.toThrow(Refusal);
    expect(await readdir(root, { recursive: true })).toHaveLength(3);
    expect(await readFile(join(root, 'source/2024-11/data.csv'), 'utf8')).toBe('older\n');
  });

  it('leaves nothing after an error', async () => {
    await expect(
      writeFolder(join(root, 'source/2024-11'), [
        ...files,
        { name: 'no/such/folder.csv', text: '' }
      ])
    ).rejects.toThrow();
    expect(await readdir(root)).toEqual([]);
  });
});
