import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '../../vintages/sha256.ts';
import { sideBySide } from './side-by-side.ts';

/** One file of the site: its path from the root and its text. */
export interface SiteFile {
  path: string;
  text: string;
}

/** One file of the site or of an archive that is no text, or is packed as bytes. */
export interface BinaryFile {
  path: string;
  bytes: Uint8Array;
}

/** Returns a text file as bytes. */
export const encoded = (path: string, text: string): BinaryFile => ({
  path,
  bytes: new TextEncoder().encode(text)
});

/**
 * Returns a file of `assets/` that may be kept for ever where it is read: its name carries its
 * checksum.
 */
export const assetFile = (name: string, extension: string, text: string): SiteFile => ({
  path: `assets/${name}-${sha256(text).slice(0, 8)}.${extension}`,
  text
});

/** How many files are open at a time: systems allow no more than a few hundred. */
const atOnce = 32;

/** Writes the pages and pictures into the client build. Vite's manifest is not published. */
export async function writeSite(
  folder: string,
  files: readonly (SiteFile | BinaryFile)[]
): Promise<void> {
  const pathOf = (file: SiteFile | BinaryFile) => join(folder, file.path);
  for (const parent of new Set(files.map((file) => dirname(pathOf(file)))))
    await mkdir(parent, { recursive: true });
  await sideBySide(files, atOnce, (file) =>
    writeFile(pathOf(file), 'text' in file ? file.text : file.bytes)
  );
  await rm(join(folder, '.vite'), { recursive: true, force: true });
}
