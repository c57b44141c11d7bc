import { existsSync } from 'node:fs';
import { mkdir, rename, rm, rmdir, writeFile, open, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { VintageFile } from '../../vintages/data-package.ts';
import { codeOf, diskRefusal } from './disk-refusal.ts';
import { Refusal } from '../cli/desk-io.ts';

/**
 * Writes a text whole or not at all: beside the file first, then over it. Makes the file's folder
 * where there is none.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(beside, text);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/**
 * What a run writes beside the place it is meant for: `.2024-11.123.part`,
 * `edition.lock.json.123.part`.
 */
const part = /\.\d+\.part$/;

async function partsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => part.test(name)).map((name) => join(folder, name));
}

/**
 * Removes what killed runs had begun to write under `data/`. Only for a holder of the desk's lock:
 * nobody else is writing then.
 */
export async function sweepParts(root: string): Promise<void> {
  const data = join(root, 'data');
  const vintages = join(data, 'vintages');
  const sources = (await readdir(vintages).catch(() => [])).map((source) => join(vintages, source));
  const found = await Promise.all([data, join(data, 'copy'), vintages, ...sources].map(partsIn));
  await Promise.all(found.flat().map((path) => rm(path, { recursive: true, force: true })));
}

/**
 * Makes what a folder lists survive a power cut, where the system can: some cannot open a folder.
 */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EINVAL', 'EACCES', 'ENOTSUP'].includes(codeOf(error) ?? ''))
      throw error;
  }
}

/**
 * Writes a new file, with its folders, so that it survives a power cut once `syncFolder` has seen
 * its folder.
 * @throws when it is there.
 */
export async function writeDurably(
  path: string,
  bytes: Uint8Array | string,
  mode?: number
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, 'wx', mode);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Fills a folder whole or not at all.
 * @param why said when something is there, which is else replaced.
 * @throws Refusal then; what `fill` throws.
 */
async function fillWhole(
  folder: string,
  fill: (into: string) => Promise<void>,
  why?: string
): Promise<void> {
  const parent = dirname(folder);
  const beside = join(parent, `.${basename(folder)}.${process.pid}.part`);
  let firstMade: string | undefined;
  try {
    firstMade = await mkdir(parent, { recursive: true });
    await rm(beside, { recursive: true, force: true });
    await fill(beside);
    if (why === undefined) await rm(folder, { recursive: true, force: true });
    // Windows renames over no folder, be it empty, but over a file, which would be lost.
    else await rmdir(folder).catch(() => undefined);
    if (existsSync(folder))
      throw Object.assign(new Error(`${folder} is there`), { code: 'EEXIST' });
    await rename(beside, folder);
  } catch (error) {
    await rm(beside, { recursive: true, force: true }).catch(() => undefined);
    // Only the folders made here, and only when nothing else has come to stand in them meanwhile.
    for (
      let made = parent;
      firstMade !== undefined && made.length >= firstMade.length;
      made = dirname(made)
    ) {
      await rmdir(made).catch(() => undefined);
    }
    if (why !== undefined && ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(codeOf(error) ?? '')) {
      throw new Refusal(`found ${folder} already there, expected a new folder: ${why}`);
    }
    throw diskRefusal(error, `at ${folder}`, 'a place that can be written to') ?? error;
  }
}

/**
 * Writes a new folder of files.
 * @throws Refusal as `fillWhole` does.
 * @param why said when there is one already.
 */
export function writeFolder(
  folder: string,
  files: readonly VintageFile[],
  why = 'a vintage is written once'
): Promise<void> {
  const fill = async (into: string) => {
    await mkdir(into);
    for (const { name, text } of files) await writeFile(join(into, name), text);
  };
  return fillWhole(folder, fill, why);
}
