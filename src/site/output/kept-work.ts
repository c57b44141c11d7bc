import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { msPerDay } from '../../sources/cells/calendar.ts';

type WorkParts = readonly (string | Uint8Array)[];

/** Cache of slow build steps, keyed by a checksum of their inputs. */
export interface KeptWork {
  /** Returns the cached bytes, or runs `make`. */
  keep(
    kind: WorkKind,
    parts: WorkParts,
    make: () => Uint8Array | Promise<Uint8Array>
  ): Promise<Uint8Array>;
  /** Removes the least recently used entries above the size limit. */
  prune(): Promise<void>;
}

const pictures = [
  'src/site/pictures/png.ts',
  'src/site/pictures/indexed-png.ts',
  'src/site/pictures/type-faces.ts'
] as const;

/** The code behind each kind of work; a change of it invalidates the cache. */
const makers = {
  pictures: [...pictures, 'src/charts/drawing/face.ts'],
  shareCards: [...pictures, 'src/charts/drawing/', 'src/copy/markup.ts'],
  faces: ['src/site/pictures/type-faces.ts'],
  zips: ['src/site/packs/zip-entries.ts', 'src/site/output/content-types.ts'],
  packed: ['src/site/output/packed-copies.ts'],
  worlds: ['src/charts/choropleth/geometry/'],
  bundles: ['src/site/output/walk-folder.ts', 'src/site/assets/bundle-script.ts']
} as const;

type WorkKind = keyof typeof makers;

export const nothingKept: KeptWork = {
  keep: async (_kind, _parts, make) => make(),
  prune: async () => undefined
};

const digestLength = 32;

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

const filesIn = async (root: string, folder: string) =>
  (await readdir(join(root, folder))).sort().map((name) => folder + name);

/** Hashes lengths too, so that parts cannot run into each other. */
function keyOf(parts: WorkParts): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}\n`).update(part);
  return hash.digest('hex');
}

/** Undefined when missing or damaged. */
async function readKept(file: string): Promise<Uint8Array | undefined> {
  const kept = await readFile(file).catch(() => undefined);
  if (!kept) return undefined;
  const bytes = kept.subarray(digestLength);
  return digest(bytes).equals(kept.subarray(0, digestLength)) ? bytes : undefined;
}

let written = 0;

/** Writes a file whole or not at all. A full disk only costs the cache entry. */
async function writeKept(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}.${process.pid}.${++written}.part`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(part, Buffer.concat([digest(bytes), bytes]));
    await rename(part, file);
  } catch {
    await rm(part, { force: true }).catch(() => undefined);
  }
}

async function pruneFolder(folder: string, most: number): Promise<void> {
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
  // Leftovers of killed runs.
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
 * Opens `node_modules/.cache/terhubung/kept/`. A project that cannot be written to caches nothing.
 * @param most bytes that stay after `prune`.
 * @throws ENOENT when a file listed in `makers` is missing.
 */
export async function openKeptWork(root: string, most = 256e6): Promise<KeptWork> {
  const folder = join(root, 'node_modules', '.cache', 'terhubung', 'kept');
  const packages = await readFile(join(root, 'package-lock.json'));
  const { brotli = '', zlib = '' } = process.versions;
  const recipes = {} as Record<WorkKind, string>;
  for (const kind of Object.keys(makers) as WorkKind[]) {
    const paths = await Promise.all(
      makers[kind].map((path) => (path.endsWith('/') ? filesIn(root, path) : [path]))
    );
    const code = await Promise.all(paths.flat().map((path) => readFile(join(root, path))));
    recipes[kind] = keyOf([packages, brotli, zlib, ...code]);
  }
  return {
    async keep(kind, parts, make) {
      const file = join(folder, kind, keyOf([recipes[kind], ...parts]));
      const kept = await readKept(file);
      if (kept) {
        const now = new Date();
        await utimes(file, now, now).catch(() => undefined);
        return kept;
      }
      const bytes = await make();
      await writeKept(file, bytes);
      return bytes;
    },
    prune: () => pruneFolder(folder, most)
  };
}
