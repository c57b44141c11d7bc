import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isPacked } from './content-types.ts';
import type { KeptWork } from './kept-work.ts';
import { packedCopies } from './packed-copies.ts';

/** As many as Node compresses beside each other. */
const atOnce = 4;

async function* walk(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else yield path;
  }
}

/**
 * Lays a brotli and a gzip copy beside every file of a built site that packing makes smaller, so that a server can send it without
 * work. Only what is published needs them.
 */
export async function packSite(folder: string, kept: KeptWork): Promise<void> {
  const paths = walk(folder);
  const packNext = async () => {
    for await (const path of paths) {
      if (!isPacked(path)) continue;
      for (const { extension, bytes } of await packedCopies(await readFile(path), kept)) await writeFile(path + extension, bytes);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, packNext));
}
