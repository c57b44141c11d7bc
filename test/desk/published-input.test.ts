import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openInput } from '../../src/desk/intake/published-input.ts';

const folder = await mkdtemp(join(tmpdir(), 'terhubung-input-'));
afterAll(() => rm(folder, { recursive: true }));

it.each<[string, (path: string) => Promise<void>]>([
  ['grows', (path) => appendFile(path, 'IDN,2019,47.7\n')],
  ['shrinks', (path) => truncate(path, 20)]
])('refuses a file that %s while it is read', async (_, change) => {
  const path = join(folder, 'table.csv');
  await writeFile(path, 'code,year,value\nIDN,2018,39.9\n');
  const { files, close } = await openInput(path, 'table.csv');
  await change(path);
  expect(() => [...files[0]!.file.bytes]).toThrow(
    expect.objectContaining({ kind: 'changing-file' })
  );
  close();
});
