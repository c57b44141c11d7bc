import { pathClasses } from '../../site/headers.ts';
import { sha256 } from '../../vintages/sha256.ts';
import { allFiles, type ReleasedFile, type ReleaseManifest } from '../../site/output/release-manifest.ts';
import type { LiveFile } from './store-log.ts';
import { liveHeaders } from './stored-headers.ts';

/** How long a cache may keep a page or a file that it has not asked for again, in milliseconds: the longest that does not name its own bytes. */
const cachesEndAfter = Math.max(
  ...pathClasses
    .map(({ headers }) => headers['Cache-Control'] ?? '')
    .filter((cache) => !cache.includes('immutable'))
    .map((cache) => Number(/max-age=(\d+)/.exec(cache)?.[1] ?? 0) * 1000)
);

const isAsset = (path: string) => path.startsWith('assets/');
const isPage = (path: string) => /(^|\/)(index|404)\.html(\.(br|gz))?$/.test(path);

/** What is laid first: what pages need, then the files beside them, then pages, the first page last of all. */
const turn = (path: string) => (isAsset(path) ? 0 : !isPage(path) ? 1 : path.includes('/') ? 2 : 3);

/**
 * Returns the files of a release that readers are sent from outside its folder, in groups, each to be laid before the next begins.
 * `records` are the manifest and its signature, for whoever verifies. Scripts and styles always, so that a page finds its own whichever release the edge believes in; all files where no edge maps readers.
 */
export function liveGroups(manifest: ReleaseManifest, plain: boolean, records: readonly string[]): ReleasedFile[][] {
  const files = allFiles(manifest).filter(({ path }) => plain || isAsset(path));
  const groups = [0, 1, 2, 3].map((group) => files.filter(({ path }) => turn(path) === group));
  if (plain) groups.push(records.map((path) => ({ path, bytes: 0, sha256: '' })));
  return groups.filter((group) => group.length > 0);
}

/** Returns the checksum of what a file is sent with. */
const sentSum = (path: string): string => sha256(JSON.stringify(liveHeaders(path))).slice(0, 12);

/** Returns the list of live files once a release is seen: its own, and those before it, each with when it left. */
export function liveAfter(before: readonly LiveFile[], files: readonly ReleasedFile[], now: Date): LiveFile[] {
  const own = new Set(files.map(({ path }) => path));
  return [
    ...files.map(({ path, sha256: sum }) => ({ path, sha256: sum, sent: sentSum(path) })),
    ...before.filter(({ path }) => !own.has(path)).map((file) => ({ ...file, left: file.left ?? now.toISOString() }))
  ];
}

/** Returns the live files that no cache and no open page asks for any more. */
export function endedFiles(live: readonly LiveFile[], now: Date): LiveFile[] {
  return live.filter(({ left }) => left !== undefined && now.getTime() - Date.parse(left) > cachesEndAfter);
}
