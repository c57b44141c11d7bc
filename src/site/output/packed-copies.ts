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

/**
 * Returns how brotli packs a file: as small as it can. In blocks of 64 KB the story, prose and
 * paths by turns, is smaller; no other file larger.
 */
export const brotliOptions = (bytes: Uint8Array) => ({
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGBLOCK]: 16,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
  }
});

/** What makes a packed copy of a file, by what its name ends in, after the file's own. */
const packers: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>>> = {
  '.br': (bytes) => brotli(bytes, brotliOptions(bytes)),
  '.gz': (bytes) => gzipSync(bytes, { level: 9, mtime: 0 })
};

/**
 * Returns a file's packed copies, as small as each form makes it; none that is no smaller than the
 * file. The same bytes give the same copies, on any machine: Node's own gzip differs between
 * processors, and gzip's header would hold the time.
 */
export async function packedCopies(bytes: Uint8Array, kept: KeptWork = nothingKept) {
  const copies = Object.entries(packers).map(async ([extension, pack]) => ({
    extension,
    bytes: await kept.keep('packed', [extension, bytes], () => pack(bytes))
  }));
  return (await Promise.all(copies)).filter((copy) => copy.bytes.length < bytes.length);
}

/** As many as Node compresses beside each other. */
const atOnce = 4;

/**
 * Lays a brotli and a gzip copy beside every file of a built site that packing makes smaller. Only
 * what is published needs them.
 */
export async function packSite(folder: string, kept: KeptWork): Promise<void> {
  const paths = (await walkFolder(folder)).filter(isPacked).map((path) => join(folder, path));
  await sideBySide(paths, atOnce, async (path) => {
    for (const { extension, bytes } of await packedCopies(await readFile(path), kept))
      await writeFile(path + extension, bytes);
  });
}
