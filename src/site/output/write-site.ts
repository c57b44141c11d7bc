import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BinaryFile, SiteFile } from './site-file.ts';

/** How many files are open at a time: systems allow no more than a few hundred. */
const atOnce = 32;

/** Writes the pages and pictures into the client build. Vite's manifest is not published. */
export async function writeSite(folder: string, files: readonly (SiteFile | BinaryFile)[]): Promise<void> {
  const pathOf = (file: SiteFile | BinaryFile) => join(folder, file.path);
  for (const parent of new Set(files.map((file) => dirname(pathOf(file))))) await mkdir(parent, { recursive: true });
  for (let from = 0; from < files.length; from += atOnce)
    await Promise.all(files.slice(from, from + atOnce).map((file) => writeFile(pathOf(file), 'text' in file ? file.text : file.bytes)));
  await rm(join(folder, '.vite'), { recursive: true, force: true });
}
