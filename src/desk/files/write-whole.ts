import { existsSync } from 'node:fs';
import { mkdir, rename, rm, rmdir, writeFile, open, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { VintageFile } from '#vintages/data-package.ts';
import { codeOf, diskRefusal } from './disk-refusal.ts';
import { refuse } from '../cli/desk-io.ts';
import { say } from '#locale/say.ts';

/** Writes a text atomically. Creates the file's folder. */
export async function writeWhole(path: string, text: string) {
  const beside = `${path}.${process.pid}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(beside, text);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw diskRefusal(error, say`at ${path}`) ?? error;
  }
}

const part = /\.\d+\.part$/;

async function partsIn(folder: string, recursive: boolean) {
  const names = await readdir(folder, { recursive }).catch(() => []);
  return names.filter((name) => part.test(name)).map((name) => join(folder, name));
}

export async function sweepParts(root: string) {
  // Other folders of `build/` belong to runs that need no lock.
  const found = [partsIn(join(root, 'data'), true), partsIn(join(root, 'build'), false)];
  for (const path of (await Promise.all(found)).flat())
    await rm(path, { recursive: true, force: true });
}

/** Flushes a folder's entries to disk, on systems that can open a folder. */
export async function syncFolder(folder: string) {
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

/** Flushes the new file, but not its folder, to disk. @throws when it exists. */
export async function writeDurably(path: string, bytes: Uint8Array | string, mode?: number) {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, 'wx', mode);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function writeFolder(folder: string, files: readonly VintageFile[]) {
  const parent = dirname(folder);
  const beside = join(parent, `.${basename(folder)}.${process.pid}.part`);
  let firstMade: string | undefined;
  try {
    firstMade = await mkdir(parent, { recursive: true });
    await rm(beside, { recursive: true, force: true });
    await mkdir(beside);
    for (const { name, text } of files) await writeFile(join(beside, name), text);
    // Windows cannot rename over an empty folder, but would overwrite a file.
    await rmdir(folder).catch(() => undefined);
    if (existsSync(folder))
      throw Object.assign(new Error(say`${folder} is there`), { code: 'EEXIST' });
    await rename(beside, folder);
  } catch (error) {
    await rm(beside, { recursive: true, force: true }).catch(() => undefined);
    // Only the folders made here, and only while they are empty.
    for (
      let made = parent;
      firstMade !== undefined && made.length >= firstMade.length;
      made = dirname(made)
    ) {
      await rmdir(made).catch(() => undefined);
    }
    if (['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(codeOf(error) ?? ''))
      refuse(
        'existing-folder',
        say`${folder} exists already.`,
        say`Remove it, or give another name or release.`
      );
    throw diskRefusal(error, say`at ${folder}`) ?? error;
  }
}

export async function removeWhole(path: string) {
  const aside = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  await rm(aside, { recursive: true, force: true });
  await rename(path, aside);
  await rm(aside, { recursive: true, force: true });
  await rmdir(dirname(path)).catch(() => undefined);
}
