import { zipSync, type Zippable } from 'fflate';
import type { BinaryFile } from '../output/site-file.ts';
import { contentTypeOf, isCompressible, unknownType } from '../output/content-types.ts';
import type { BuildCache } from '../output/build-cache.ts';

/** Reproducible: each entry is dated noon of `day`, without a time zone. */
export function zipEntries(
  entries: readonly BinaryFile[],
  folder: string,
  day: string
): Uint8Array {
  const mtime = new Date(`${day.slice(0, 10)}T12:00`);
  const files: Zippable = Object.fromEntries(
    entries.map(({ path, bytes }) => [
      `${folder}/${path}`,
      [bytes, { mtime, level: isCompressible(path) || contentTypeOf(path) === unknownType ? 9 : 0 }]
    ])
  );
  return zipSync(files);
}

export function cachedZip(
  entries: readonly BinaryFile[],
  folder: string,
  day: string,
  cache: BuildCache
) {
  const parts = [folder, day, ...entries.flatMap(({ path, bytes }) => [path, bytes])];
  return cache.getOrMake('zips', parts, () => zipEntries(entries, folder, day));
}
