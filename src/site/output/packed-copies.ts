import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { gzipSync } from 'fflate';
import { isPacked } from './content-types.ts';
import { nothingKept, type KeptWork } from './kept-work.ts';
import { sideBySide } from './side-by-side.ts';
import { walkFolder } from './walk-folder.ts';

const brotli = promisify(brotliCompress);

/** Blocks of 64 KB compress the story best, and no other file worse. */
export const brotliOptions = (bytes: Uint8Array) => ({
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGBLOCK]: 16,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
  }
});

const packers: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>>> = {
  '.br': (bytes) => brotli(bytes, brotliOptions(bytes)),
  '.gz': (bytes) => gzipSync(bytes, { level: 9, mtime: 0 })
};

/**
 * Returns only copies that are smaller. Uses fflate, because Node's gzip differs between
 * processors.
 */
export async function packedCopies(bytes: Uint8Array, kept: KeptWork = nothingKept) {
  const copies = Object.entries(packers).map(async ([extension, pack]) => ({
    extension,
    bytes: await kept.keep('packed', [extension, bytes], () => pack(bytes))
  }));
  return (await Promise.all(copies)).filter((copy) => copy.bytes.length < bytes.length);
}

/** Threads of Node's pool. */
const atOnce = 4;

export async function packSite(folder: string, kept: KeptWork): Promise<void> {
  const paths = (await walkFolder(folder)).filter(isPacked).map((path) => join(folder, path));
  await sideBySide(paths, atOnce, async (path) => {
    for (const { extension, bytes } of await packedCopies(await readFile(path), kept))
      await writeFile(path + extension, bytes);
  });
}
