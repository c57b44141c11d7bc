import { contentTypeOf, isCompressible } from '../../site/output/content-types.ts';
import { headersFor, pathClasses } from '../../site/headers.ts';
import type { ObjectHeaders } from './object-store.ts';
import { sha256 } from '../../vintages/sha256.ts';
import {
  allFiles,
  type ReleasedFile,
  type ReleaseManifest
} from '../../site/output/release-manifest.ts';
import type { LiveFile } from './store-log.ts';

/**
 * How long a cache may keep a page or a file that it has not asked for again, in milliseconds: the
 * longest that does not name its own bytes.
 */
const cachesEndAfter = Math.max(
  ...pathClasses
    .map(({ headers }) => headers['Cache-Control'] ?? '')
    .filter((cache) => !cache.includes('immutable'))
    .map((cache) => Number(/max-age=(\d+)/.exec(cache)?.[1] ?? 0) * 1000)
);

const isAsset = (path: string) => path.startsWith('assets/');
const isPage = (path: string) => /(^|\/)(index|404)\.html(\.(br|gz))?$/.test(path);

/**
 * What is laid first: what pages need, then the files beside them, then pages, the first page last
 * of all.
 */
const turn = (path: string) => (isAsset(path) ? 0 : !isPage(path) ? 1 : path.includes('/') ? 2 : 3);

/**
 * Returns a release's files outside its folder, in groups to be laid in turn: scripts and styles,
 * found by any page; all where no edge maps readers.
 */
export function liveGroups(
  manifest: ReleaseManifest,
  plain: boolean,
  records: readonly string[]
): ReleasedFile[][] {
  const files = allFiles(manifest).filter(({ path }) => plain || isAsset(path));
  const groups = [0, 1, 2, 3].map((group) => files.filter(({ path }) => turn(path) === group));
  if (plain) groups.push(records.map((path) => ({ path, bytes: 0, sha256: '' })));
  return groups.filter((group) => group.length > 0);
}

const sentSum = (path: string): string => sha256(JSON.stringify(liveHeaders(path))).slice(0, 12);

/**
 * Returns the list of live files once a release is seen: its own, and those before it, each with
 * when it left.
 */
export function liveAfter(
  before: readonly LiveFile[],
  files: readonly ReleasedFile[],
  now: Date
): LiveFile[] {
  const own = new Set(files.map(({ path }) => path));
  return [
    ...files.map(({ path, sha256: sum }) => ({ path, sha256: sum, sent: sentSum(path) })),
    ...before
      .filter(({ path }) => !own.has(path))
      .map((file) => ({ ...file, left: file.left ?? now.toISOString() }))
  ];
}

/** Returns the live files that no cache and no open page asks for any more. */
export function endedFiles(live: readonly LiveFile[], now: Date): LiveFile[] {
  return live.filter(
    ({ left }) => left !== undefined && now.getTime() - Date.parse(left) > cachesEndAfter
  );
}

const encodings: Readonly<Record<string, string>> = { br: 'br', gz: 'gzip' };

/**
 * Returns what a file of the site is kept with where readers are sent it as it is: all of
 * `headersFor` that a store can keep.
 */
export function liveHeaders(path: string): ObjectHeaders {
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

/**
 * Returns what a file of a release is kept with: its key names the release, so the edge may keep it
 * for good; it tells browsers otherwise.
 */
export const releaseHeaders = (path: string): ObjectHeaders => ({
  ...liveHeaders(path),
  cache: 'public, max-age=31536000, immutable'
});
