import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { VintageFile } from '../../vintages/store-vintage.ts';
import { codeOf, diskRefusal } from './disk-refusal.ts';
import { Refusal } from '../cli/desk-io.ts';

/** Fills a folder whole or not at all. @param why said when something is there, which is else replaced. @throws Refusal then; what `fill` throws. */
export async function fillWhole(folder: string, fill: (into: string) => Promise<void>, why?: string): Promise<void> {
  const parent = dirname(folder);
  const beside = join(parent, `.${basename(folder)}.${process.pid}.part`);
  let firstMade: string | undefined;
  try {
    firstMade = await mkdir(parent, { recursive: true });
    await rm(beside, { recursive: true, force: true });
    await fill(beside);
    if (why === undefined) await rm(folder, { recursive: true, force: true });
    await rename(beside, folder);
  } catch (error) {
    await rm(beside, { recursive: true, force: true }).catch(() => undefined);
    // Only the folders made here, and only when nothing else has come to stand in them meanwhile.
    for (let made = parent; firstMade !== undefined && made.length >= firstMade.length; made = dirname(made)) {
      await rmdir(made).catch(() => undefined);
    }
    if (why !== undefined && ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(codeOf(error) ?? '')) {
      throw new Refusal(`found ${folder} already there, expected a new folder: ${why}`);
    }
    throw diskRefusal(error, `at ${folder}`, 'a place that can be written to') ?? error;
  }
}

/** Writes a new folder of files. @throws Refusal as `fillWhole` does. @param why said when there is one already. */
export function writeFolder(folder: string, files: readonly VintageFile[], why = 'a vintage is written once'): Promise<void> {
  const fill = async (into: string) => {
    await mkdir(into);
    for (const { name, text } of files) await writeFile(join(into, name), text);
  };
  return fillWhole(folder, fill, why);
}
