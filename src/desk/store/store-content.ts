import { z } from 'zod';
import { signatureName } from '../../site/output/minisign.ts';
import { isReleaseId, manifestName, readManifest } from '../../site/output/release-manifest.ts';
import {
  type Condition,
  type ObjectStore,
  type StoredObject,
  putRecord,
  readRecord
} from './object-store.ts';

export const pointerKey = 'current.json';
/** Earlier versions wrote `archives`. */
const ownFolders = ['releases', 'log', 'lock', 'archives'];

const pointerSchema = z.strictObject({
  release: z.string().refine(isReleaseId),
  number: z.number().int().positive(),
  plain: z.boolean()
});
type Pointer = z.infer<typeof pointerSchema>;

export const releaseKey = (id: string, path: string) => `releases/${id}/${path}`;

export async function readPointer(
  store: ObjectStore
): Promise<{ pointer: Pointer; etag: string } | undefined> {
  const read = await readRecord(
    store,
    pointerKey,
    (text) => pointerSchema.parse(JSON.parse(text)),
    'the name of a release'
  );
  return read && { pointer: read.value, etag: read.etag };
}

export const writePointer = (
  store: ObjectStore,
  { release, number, plain }: Pointer,
  condition?: Condition
) => putRecord(store, pointerKey, { release, number, plain }, condition, 'no-cache');

/** Undefined for an incomplete release. @throws Refusal when publish did not write it. */
export const manifestOf = async (store: ObjectStore, id: string) =>
  (await readRecord(store, releaseKey(id, manifestName), readManifest, `the manifest of ${id}`))
    ?.value;

/** The manifest is sent last. */
export const isComplete = async (store: ObjectStore, id: string) =>
  (await store.get(releaseKey(id, manifestName))) !== undefined;

export async function objectsOf(
  store: ObjectStore,
  id: string
): Promise<Map<string, StoredObject>> {
  const folder = releaseKey(id, '');
  return new Map(
    (await store.list(folder)).map((object) => [object.key.slice(folder.length), object])
  );
}

/** Returns the objects that readers are sent from outside `releases/`. */
export async function servedObjects(
  store: ObjectStore,
  plain: boolean
): Promise<Map<string, StoredObject>> {
  const found = new Map<string, StoredObject>();
  const add = (objects: readonly StoredObject[]) =>
    objects.forEach((object) => found.set(object.key, object));
  if (!plain) add(await store.list('assets/'));
  else {
    const { objects, folders } = await store.listFolder('');
    add(objects);
    for (const folder of folders.filter((name) => !ownFolders.includes(name)))
      add(await store.list(`${folder}/`));
  }
  found.delete(pointerKey);
  return found;
}

export const recordsIn = (own: ReadonlyMap<string, StoredObject>) =>
  [signatureName, manifestName].filter((path) => own.has(path));
