import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256 } from '#vintages/sha256.ts';
import { mapConcurrent } from './map-concurrent.ts';

export interface SiteFile {
  path: string;
  text: string;
}

export interface BinaryFile {
  path: string;
  bytes: Uint8Array;
}

export const encoded = (path: string, text: string): BinaryFile => ({
  path,
  bytes: new TextEncoder().encode(text)
});

/** The checksum in its name allows caching for ever. */
export const assetFile = (name: string, extension: string, text: string): SiteFile => ({
  path: `assets/${name}-${sha256(text).slice(0, 8)}.${extension}`,
  text
});

/** Below the limit of open files on common systems. */
const atOnce = 32;

export async function writeSite(folder: string, files: readonly (SiteFile | BinaryFile)[]) {
  const pathOf = (file: SiteFile | BinaryFile) => join(folder, file.path);
  for (const parent of new Set(files.map((file) => dirname(pathOf(file)))))
    await mkdir(parent, { recursive: true });
  await mapConcurrent(files, atOnce, (file) =>
    writeFile(pathOf(file), 'text' in file ? file.text : file.bytes)
  );
  await rm(join(folder, '.vite'), { recursive: true, force: true });
}
