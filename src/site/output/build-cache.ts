import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { msPerDay } from '#sources/cells/calendar.ts';

type Inputs = readonly (string | Uint8Array)[];

export interface BuildCache {
  getOrMake(
    kind: CacheKind,
    inputs: Inputs,
    make: () => Uint8Array | Promise<Uint8Array>
  ): Promise<Uint8Array>;
  prune(): Promise<void>;
}

const pictures = ['src/site/pictures/png.ts', 'src/site/pictures/type-faces.ts'] as const;

/** The code behind each kind of work; a change of it invalidates the cache. */
const makers = {
  pictures: [...pictures, 'src/charts/drawing/face.ts'],
  shareCards: [...pictures, 'src/charts/drawing/', 'src/copy/markup.ts'],
  fittedCards: [...pictures, 'src/charts/drawing/', 'src/copy/markup.ts'],
  faces: ['src/site/pictures/type-faces.ts'],
  zips: ['src/site/downloads/zip-entries.ts', 'src/site/output/content-types.ts'],
  compressed: ['src/site/output/compressed-copies.ts'],
  worlds: ['src/charts/choropleth/geometry/'],
  bundles: ['src/site/output/walk-folder.ts', 'src/site/assets/bundle-script.ts']
} as const;

type CacheKind = keyof typeof makers;

export const noCache: BuildCache = {
  getOrMake: async (_kind, _inputs, make) => make(),
  prune: async () => undefined
};

const digestLength = 32;

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

const filesIn = async (root: string, folder: string) =>
  (await readdir(join(root, folder))).sort().map((name) => folder + name);

/** Hashes lengths too, so that inputs cannot run into each other. */
function keyOf(inputs: Inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(`${Buffer.byteLength(input)}\n`).update(input);
  return hash.digest('hex');
}

async function readEntry(file: string) {
  const entry = await readFile(file).catch(() => undefined);
  if (!entry) return undefined;
  const bytes = entry.subarray(digestLength);
  return digest(bytes).equals(entry.subarray(0, digestLength)) ? bytes : undefined;
}

let written = 0;

/** Writes a file whole or not at all. A full disk only costs the cache entry. */
async function writeEntry(file: string, bytes: Uint8Array) {
  const part = `${file}.${process.pid}.${++written}.part`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(part, Buffer.concat([digest(bytes), bytes]));
    await rename(part, file);
  } catch {
    await rm(part, { force: true }).catch(() => undefined);
  }
}

async function pruneFolder(folder: string, most: number) {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = (
    await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name);
        const info = await stat(path).catch(() => undefined);
        return info?.isFile() ? [{ path, size: info.size, used: info.mtimeMs }] : [];
      })
    )
  ).flat();
  const left = files.filter(
    ({ path, used }) => path.endsWith('.part') && Date.now() - used > msPerDay
  );
  const newestFirst = files
    .filter((file) => !file.path.endsWith('.part'))
    .sort((one, other) => other.used - one.used);
  let total = 0;
  const over = newestFirst.filter(({ size }) => (total += size) > most);
  for (const { path } of [...left, ...over]) await rm(path, { force: true }).catch(() => undefined);
}

/**
 * Opens `node_modules/.cache/terhubung/build/`. A project that cannot be written to caches nothing.
 * @param most bytes that stay after `prune`.
 * @throws ENOENT when a file listed in `makers` is missing.
 */
export async function openBuildCache(root: string, most = 256e6): Promise<BuildCache> {
  const folder = join(root, 'node_modules', '.cache', 'terhubung', 'build');
  const packages = await readFile(join(root, 'package-lock.json'));
  const { brotli = '', zlib = '' } = process.versions;
  const recipes = {} as Record<CacheKind, string>;
  for (const kind of Object.keys(makers) as CacheKind[]) {
    const paths = await Promise.all(
      makers[kind].map((path) => (path.endsWith('/') ? filesIn(root, path) : [path]))
    );
    const code = await Promise.all(paths.flat().map((path) => readFile(join(root, path))));
    recipes[kind] = keyOf([packages, brotli, zlib, ...code]);
  }
  return {
    async getOrMake(kind, inputs, make) {
      const file = join(folder, kind, keyOf([recipes[kind], ...inputs]));
      const cached = await readEntry(file);
      if (cached) {
        const now = new Date();
        await utimes(file, now, now).catch(() => undefined);
        return cached;
      }
      const bytes = await make();
      await writeEntry(file, bytes);
      return bytes;
    },
    prune: () => pruneFolder(folder, most)
  };
}
