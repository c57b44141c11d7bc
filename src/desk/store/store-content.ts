import { z } from 'zod';
import {
  isReleaseId,
  manifestName,
  readManifest,
  allFiles,
  isAsset,
  type ReleaseManifest
} from '#site/output/release-manifest.ts';
import { pathClasses, headersFor } from '#site/headers.ts';
import { sha256 } from '#vintages/sha256.ts';
import { refuse } from '../cli/desk-io.ts';
import {
  type Condition,
  type ObjectHeaders,
  type ObjectStore,
  type StoredObject,
  putRecord,
  readRecord
} from './object-store.ts';
import { md5Of } from './s3-store.ts';
import { say } from '#locale/say.ts';
import { contentTypeOf, isCompressible } from '#site/output/content-types.ts';
import { signatureName } from '#site/output/minisign.ts';

const isPage = (path: string) => /(^|\/)(index|404)\.html(\.(br|gz))?$/.test(path);
const isRecord = (path: string) => path === manifestName || path === signatureName;

/** Pages are uploaded after the files that they link to, the first page last. */
const uploadStage = (path: string) =>
  isRecord(path) ? 4 : isAsset({ path }) ? 0 : !isPage(path) ? 1 : path.includes('/') ? 2 : 3;

/** Returns the paths that are served from outside a release's folder: assets, or all if `plain`. */
export const servedPaths = (manifest: ReleaseManifest, plain: boolean) =>
  plain
    ? [...allFiles(manifest).map(({ path }) => path), signatureName, manifestName]
    : allFiles(manifest)
        .filter(isAsset)
        .map(({ path }) => path);

export const uploadGroups = (paths: readonly string[]) =>
  [0, 1, 2, 3, 4]
    .map((stage) => paths.filter((path) => uploadStage(path) === stage))
    .filter((group) => group.length > 0);

const encodings: Readonly<Record<string, string>> = { br: 'br', gz: 'gzip' };

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

const pointerKey = 'current.json';

const pointerSchema = z.strictObject({
  release: z.string().refine(isReleaseId),
  /** Counts the switches, so that no two pointers have the same ETag. */
  number: z.number().int().positive(),
  plain: z.boolean(),
  /** Of the files outside `releases/`: they are sent again when it changes. */
  headers: z.string().optional()
});
export type Pointer = z.infer<typeof pointerSchema>;

export const headersNow = sha256(JSON.stringify(pathClasses)).slice(0, 12);

export const releaseKey = (id: string, path: string) => `releases/${id}/${path}`;

export const readPointer = (store: ObjectStore) =>
  readRecord(
    store,
    pointerKey,
    (text) => pointerSchema.parse(JSON.parse(text)),
    say`the name of a release`
  );

export const writePointer = (store: ObjectStore, pointer: Pointer, condition?: Condition) =>
  putRecord(store, pointerKey, pointer, condition, 'no-cache');

/** Undefined for an incomplete or damaged release. */
export async function manifestOf(store: ObjectStore, id: string) {
  const object = await store.get(releaseKey(id, manifestName));
  try {
    return object && readManifest(new TextDecoder().decode(object.bytes));
  } catch {
    return undefined;
  }
}

/** The manifest is sent last, and removed first. */
export const isComplete = async (store: ObjectStore, id: string) =>
  (await store.get(releaseKey(id, manifestName))) !== undefined;

export async function objectsOf(store: ObjectStore, id: string) {
  const folder = releaseKey(id, '');
  return new Map(
    (await store.list(folder)).map((object) => [object.key.slice(folder.length), object])
  );
}

export async function servedObjects(store: ObjectStore, plain: boolean) {
  if (!plain) return new Map((await store.list('assets/')).map((object) => [object.key, object]));
  const { objects, folders } = await store.listFolder('');
  for (const folder of folders.filter((name) => name !== 'releases'))
    objects.push(...(await store.list(`${folder}/`)));
  return new Map(objects.map((object) => [object.key, object]));
}

/** Not the ETag of a multipart upload or an encrypted object. */
const isMd5 = (etag: string) => /^[0-9a-f]{32}$/.test(etag);

export const isSame = (one: StoredObject | undefined, other: StoredObject | undefined) =>
  one !== undefined && isMd5(one.etag) && one.etag === other?.etag;

export async function send(
  store: ObjectStore,
  key: string,
  bytes: Uint8Array,
  headers: ObjectHeaders
) {
  const etag = await store.put(key, bytes, headers);
  if (etag === md5Of(bytes)) return;
  const there = await store.get(key);
  if (there && sha256(there.bytes) === sha256(bytes)) return;
  refuse(
    'store-answer',
    say`The store changed the bytes of ${store.name}/${key}.`,
    say`Run this again. If it happens again, use another store.`
  );
}

/** Copies inside the store, or sends the bytes if that fails. Returns true when copied. */
export async function copyOrSend(
  store: ObjectStore,
  from: StoredObject | undefined,
  to: string,
  headers: ObjectHeaders,
  read: () => Promise<Uint8Array>
) {
  if (from && isMd5(from.etag) && (await store.copy(from.key, to, headers)) === from.etag)
    return true;
  await send(store, to, await read(), headers);
  return false;
}
