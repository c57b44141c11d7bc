import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import type { ReleasedFile } from './release-manifest.ts';
import { sha256 } from '#vintages/sha256.ts';
import { say } from '#locale/say.ts';

/** .DS_Store, Thumbs.db, ~$table.xlsx, world.md~, .world.md.swp */
export const isJunkFile = (name: string) => /^(\.|~\$|(Thumbs\.db|desktop\.ini)$)|~$/i.test(name);

/** Sorted. @throws Error for a symbolic link, which could publish files from outside. */
export async function walkFolder(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths: string[] = [];
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/');
    if (!entry.isFile())
      throw new Error(say`${path} is neither a file nor a folder. Replace the link by a copy.`);
    paths.push(path);
  }
  return paths.sort();
}

export async function checksumFiles(folder: string, paths: readonly string[]) {
  const files: ReleasedFile[] = [];
  for (const path of paths) {
    const bytes = await readFile(join(folder, path));
    files.push({ path, bytes: bytes.length, sha256: sha256(bytes) });
  }
  return files;
}

export async function removeJunkFiles(folder: string) {
  for (const path of await walkFolder(folder))
    if (isJunkFile(basename(path))) await rm(join(folder, path));
}

export async function zipFolder(folder: string): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const path of await walkFolder(folder)) files[path] = await readFile(join(folder, path));
  return zipSync(files, { level: 0 });
}

export async function unzipFolder(folder: string, bytes: Uint8Array) {
  for (const [path, contents] of Object.entries(unzipSync(bytes))) {
    const to = join(folder, path);
    await mkdir(dirname(to), { recursive: true });
    await writeFile(to, contents);
  }
}
