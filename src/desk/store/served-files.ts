import { contentTypeOf, isCompressible } from '../../site/output/content-types.ts';
import { headersFor } from '../../site/headers.ts';
import { signatureName } from '../../site/output/minisign.ts';
import {
  allFiles,
  isAsset,
  manifestName,
  type ReleaseManifest
} from '../../site/output/release-manifest.ts';
import type { ObjectHeaders } from './object-store.ts';

const isPage = (path: string) => /(^|\/)(index|404)\.html(\.(br|gz))?$/.test(path);
const isRecord = (path: string) => path === manifestName || path === signatureName;

/** Pages are uploaded after the files that they link to, the first page last. */
const uploadStage = (path: string) =>
  isRecord(path) ? 4 : isAsset({ path }) ? 0 : !isPage(path) ? 1 : path.includes('/') ? 2 : 3;

/** Returns the paths that are served from outside a release's folder: assets, or all if `plain`. */
export const servedPaths = (manifest: ReleaseManifest, plain: boolean): string[] =>
  plain
    ? [...allFiles(manifest).map(({ path }) => path), signatureName, manifestName]
    : allFiles(manifest)
        .filter(isAsset)
        .map(({ path }) => path);

/** Groups paths in upload order. */
export const uploadGroups = (paths: readonly string[]): string[][] =>
  [0, 1, 2, 3, 4]
    .map((stage) => paths.filter((path) => uploadStage(path) === stage))
    .filter((group) => group.length > 0);

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
