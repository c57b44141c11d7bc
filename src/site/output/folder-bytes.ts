import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { walkFolder } from './walk-folder.ts';

/** Returns a folder with all that is in it as one piece of bytes, to be kept. */
export async function folderBytes(folder: string): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const path of await walkFolder(folder)) files[path] = await readFile(join(folder, path));
  return zipSync(files, { level: 0 });
}

/** Lays into a folder what `folderBytes` gave. */
export async function layFolder(folder: string, bytes: Uint8Array): Promise<void> {
  for (const [path, contents] of Object.entries(unzipSync(bytes))) {
    const to = join(folder, path);
    await mkdir(dirname(to), { recursive: true });
    await writeFile(to, contents);
  }
}
