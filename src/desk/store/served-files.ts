import { contentTypeOf, isCompressible } from '../../site/output/content-types.ts';
import { headersFor, pathClasses } from '../../site/headers.ts';
import type { ObjectHeaders } from './object-store.ts';
import { sha256 } from '../../vintages/sha256.ts';
import {
  allFiles,
  type ReleasedFile,
  type ReleaseManifest
} from '../../site/output/release-manifest.ts';
import type { ServedFile } from './store-log.ts';

/** The longest `max-age` of a path whose bytes may change, in milliseconds. */
const longestCacheTime = Math.max(
  ...pathClasses
    .map(({ headers }) => headers['Cache-Control'] ?? '')
    .filter((cache) => !cache.includes('immutable'))
    .map((cache) => Number(/max-age=(\d+)/.exec(cache)?.[1] ?? 0) * 1000)
);

const isAsset = (path: string) => path.startsWith('assets/');
const isPage = (path: string) => /(^|\/)(index|404)\.html(\.(br|gz))?$/.test(path);

/** Pages are uploaded after the files that they link to, the first page last. */
const uploadStage = (path: string) =>
  isAsset(path) ? 0 : !isPage(path) ? 1 : path.includes('/') ? 2 : 3;

/**
 * Groups the files that are served from outside a release's folder, in upload order: only assets,
 * or all files on a plain bucket.
 */
export function uploadGroups(
  manifest: ReleaseManifest,
  plain: boolean,
  records: readonly string[]
): ReleasedFile[][] {
  const files = allFiles(manifest).filter(({ path }) => plain || isAsset(path));
  const groups = [0, 1, 2, 3].map((stage) =>
    files.filter(({ path }) => uploadStage(path) === stage)
  );
  if (plain) groups.push(records.map((path) => ({ path, bytes: 0, sha256: '' })));
  return groups.filter((group) => group.length > 0);
}

const headersSum = (path: string): string =>
  sha256(JSON.stringify(servedHeaders(path))).slice(0, 12);

/** Adds a new release's files to the served ones; the others get the time they left. */
export function servedAfter(
  before: readonly ServedFile[],
  files: readonly ReleasedFile[],
  now: Date
): ServedFile[] {
  const own = new Set(files.map(({ path }) => path));
  return [
    ...files.map(({ path, sha256: sum }) => ({ path, sha256: sum, sent: headersSum(path) })),
    ...before
      .filter(({ path }) => !own.has(path))
      .map((file) => ({ ...file, left: file.left ?? now.toISOString() }))
  ];
}

/** Returns the served files that no cache and no open page can request any more. */
export const expiredFiles = (served: readonly ServedFile[], now: Date): ServedFile[] =>
  served.filter(
    ({ left }) => left !== undefined && now.getTime() - Date.parse(left) > longestCacheTime
  );

const encodings: Readonly<Record<string, string>> = { br: 'br', gz: 'gzip' };

/** Returns those of `headersFor` that a store can keep with an object. */
export function servedHeaders(path: string): ObjectHeaders {
  const [, unpacked = '', packing = ''] = /^(.+)\.(br|gz)$/.exec(path) ?? [];
  const isCopy = isCompressible(unpacked);
  const of = isCopy ? unpacked : path;
  const encoding = isCopy ? encodings[packing] : undefined;
  const sent = headersFor(of);
  return {
    type: contentTypeOf(of),
    cache: sent['Cache-Control'] ?? 'no-cache',
    encoding,
    language: sent['Content-Language']
  };
}

/** The key names the release, so the edge may cache for good; it sends browsers its own header. */
export const releaseHeaders = (path: string): ObjectHeaders => ({
  ...servedHeaders(path),
  cache: 'public, max-age=31536000, immutable'
});
