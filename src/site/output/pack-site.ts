import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isPacked } from './content-types.ts';
import type { KeptWork } from './kept-work.ts';
import { packedCopies } from './packed-copies.ts';
import { walkFolder } from './walk-folder.ts';

/** As many as Node compresses beside each other. */
const atOnce = 4;

/**
 * Lays a brotli and a gzip copy beside every file of a built site that packing makes smaller, so that a server can send it without
 * work. Only what is published needs them.
 */
export async function packSite(folder: string, kept: KeptWork): Promise<void> {
  const paths = (await walkFolder(folder))
    .filter(isPacked)
    .map((path) => join(folder, path))
    .values();
  const packNext = async () => {
    for (const path of paths)
      for (const { extension, bytes } of await packedCopies(await readFile(path), kept)) await writeFile(path + extension, bytes);
  };
  await Promise.all(Array.from({ length: atOnce }, packNext));
}
