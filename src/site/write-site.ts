import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isPacked } from './content-types.ts';
import { packedCopies } from './packed-copies.ts';
import type { BinaryFile, SiteFile } from './site-file.ts';

/** As many as Node compresses beside each other. */
const atOnce = 4;

async function* walk(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else yield path;
  }
}

/** Lays its packed copies beside each file, a few files at a time. */
async function packAll(paths: AsyncGenerator<string>): Promise<void> {
  const packNext = async () => {
    for await (const path of paths) {
      if (!isPacked(path)) continue;
      for (const { extension, bytes } of await packedCopies(await readFile(path))) await writeFile(path + extension, bytes);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, packNext));
}

/**
 * Writes the pages and pictures into the client build and lays a brotli and a gzip copy beside every file that packing makes
 * smaller, so that a server can send it without work. Vite's manifest is not published.
 */
export async function writeSite(folder: string, files: readonly (SiteFile | BinaryFile)[]): Promise<void> {
  for (const file of files) {
    const path = join(folder, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'text' in file ? file.text : file.bytes);
  }
  await rm(join(folder, '.vite'), { recursive: true, force: true });
  await packAll(walk(folder));
}
