import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { VintageFile } from '../../vintages/store-vintage.ts';
import { codeOf, diskRefusal } from './disk-refusal.ts';
import { Refusal } from '../cli/refusal.ts';

/**
 * Writes a new folder whole or not at all: beside its place first, then renamed into it.
 * @param why said when there is one already
 * @throws Refusal when there is one already, even one that another run has just written.
 */
export async function writeFolder(folder: string, files: readonly VintageFile[], why = 'a vintage is written once'): Promise<void> {
  const parent = dirname(folder);
  const beside = join(parent, `.${basename(folder)}.${process.pid}.part`);
  let firstMade: string | undefined;
  try {
    firstMade = await mkdir(parent, { recursive: true });
    await rm(beside, { recursive: true, force: true });
    await mkdir(beside);
    for (const { name, text } of files) await writeFile(join(beside, name), text);
    await rename(beside, folder);
  } catch (error) {
    await rm(beside, { recursive: true, force: true }).catch(() => undefined);
    // Only the folders made here, and only when nothing else has come to stand in them meanwhile.
    for (let made = parent; firstMade !== undefined && made.length >= firstMade.length; made = dirname(made)) {
      await rmdir(made).catch(() => undefined);
    }
    const code = codeOf(error);
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR') {
      throw new Refusal(`found ${folder} already there, expected a new folder: ${why}`);
    }
    throw diskRefusal(error, `at ${folder}`, 'a place that can be written to') ?? error;
  }
}
