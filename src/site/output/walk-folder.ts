import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import type { ReleasedFile } from './release-manifest.ts';
import { sha256 } from '../../vintages/sha256.ts';

/**
 * Whether a name is of a file that a system or an editor drops into folders: .DS_Store, Thumbs.db,
 * ~$table.xlsx, world.md~, .world.md.swp.
 */
export const isDropped = (name: string): boolean =>
  /^(\.|~\$|(Thumbs\.db|desktop\.ini)$)|~$/i.test(name);

/**
 * Returns the path of every file in a folder, in order.
 * @throws Error for a link: it could show readers what lies outside.
 */
export async function walkFolder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths: string[] = [];
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/');
    if (!entry.isFile()) throw new Error(`found ${path}, which is neither a file nor a folder`);
    paths.push(path);
  }
  return paths.sort();
}

/** Returns the size and checksum of each of a folder's files. */
export async function checksumFiles(
  folder: string,
  paths: readonly string[]
): Promise<ReleasedFile[]> {
  const files: ReleasedFile[] = [];
  for (const path of paths) {
    const bytes = await readFile(join(folder, path));
    files.push({ path, bytes: bytes.length, sha256: sha256(bytes) });
  }
  return files;
}

/** Takes out of a folder what was dropped into the one that it is a copy of, such as `static/`. */
export async function removeDropped(folder: string): Promise<void> {
  for (const path of await walkFolder(folder))
    if (isDropped(basename(path))) await rm(join(folder, path));
}

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
