import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { VintageFile } from '../vintages/store-vintage.ts';
import { Refusal } from './refusal.ts';

/**
 * Writes a new folder whole or not at all: beside its place first, then renamed into it.
 * @throws Refusal when there is one already, even one that another run has just written.
 */
export async function writeFolder(folder: string, files: readonly VintageFile[]): Promise<void> {
  const parent = dirname(folder);
  const madeParent = (await mkdir(parent, { recursive: true })) !== undefined;
  const beside = join(parent, `.${basename(folder)}.${process.pid}.part`);
  try {
    await rm(beside, { recursive: true, force: true });
    await mkdir(beside);
    for (const { name, text } of files) await writeFile(join(beside, name), text);
    await rename(beside, folder);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    // Only when nothing else has come to stand in it meanwhile.
    if (madeParent) await rmdir(parent).catch(() => undefined);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR') {
      throw new Refusal(`found ${folder} already there, expected a new folder: a vintage is written once`);
    }
    throw error;
  }
}
