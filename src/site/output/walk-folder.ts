import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReleasedFile } from './release-manifest.ts';
import { sha256 } from '../../vintages/sha256.ts';

/**
 * Returns the path of every file under a folder, from the folder, with forward slashes, in order.
 * @throws Error for what is neither file nor folder: a link could show readers what lies outside.
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
export async function checksumFiles(folder: string, paths: readonly string[]): Promise<ReleasedFile[]> {
  const files: ReleasedFile[] = [];
  for (const path of paths) {
    const bytes = await readFile(join(folder, path));
    files.push({ path, bytes: bytes.length, sha256: sha256(bytes) });
  }
  return files;
}
