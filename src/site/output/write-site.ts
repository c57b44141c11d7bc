import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BinaryFile, SiteFile } from './site-file.ts';

/** Writes the pages and pictures into the client build. Vite's manifest is not published. */
export async function writeSite(folder: string, files: readonly (SiteFile | BinaryFile)[]): Promise<void> {
  for (const file of files) {
    const path = join(folder, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'text' in file ? file.text : file.bytes);
  }
  await rm(join(folder, '.vite'), { recursive: true, force: true });
}
