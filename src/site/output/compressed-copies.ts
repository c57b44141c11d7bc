import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { gzipSync } from 'fflate';
import { isCompressible } from './content-types.ts';
import { noCache, type BuildCache } from './build-cache.ts';
import { mapConcurrent } from './map-concurrent.ts';
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

const compressors: Readonly<
  Record<string, (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>>
> = {
  '.br': (bytes) => brotli(bytes, brotliOptions(bytes)),
  '.gz': (bytes) => gzipSync(bytes, { level: 9, mtime: 0 })
};

/** Only copies that are smaller. Uses fflate, because Node's gzip depends on the processor. */
export async function compressedCopies(bytes: Uint8Array, cache: BuildCache = noCache) {
  const copies = Object.entries(compressors).map(async ([extension, compress]) => ({
    extension,
    bytes: await cache.getOrMake('compressed', [extension, bytes], () => compress(bytes))
  }));
  return (await Promise.all(copies)).filter((copy) => copy.bytes.length < bytes.length);
}

const atOnce = 4;

/** @param counting is told how many files there are; what it returns is called for each. */
export async function compressSite(
  folder: string,
  cache: BuildCache,
  counting?: (files: number) => () => void
) {
  const paths = (await walkFolder(folder)).filter(isCompressible).map((path) => join(folder, path));
  const count = counting?.(paths.length);
  await mapConcurrent(paths, atOnce, async (path) => {
    for (const { extension, bytes } of await compressedCopies(await readFile(path), cache))
      await writeFile(path + extension, bytes);
    count?.();
  });
}
