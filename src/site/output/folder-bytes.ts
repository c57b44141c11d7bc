import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { unzipSync, zipSync } from 'fflate';

/** Returns a folder with all that is in it as one piece of bytes, to be kept. */
export async function folderBytes(folder: string): Promise<Uint8Array> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: Record<string, Uint8Array> = {};
  for (const entry of found) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[relative(folder, path).replaceAll('\\', '/')] = await readFile(path);
  }
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
