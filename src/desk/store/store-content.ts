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

/** The object that says which release readers see. */
export const pointerKey = 'current.json';
/** Folders of a place that are not readers'. */
const ownFolders = ['releases', 'log', 'lock', 'archives'];

const pointerSchema = z.strictObject({
  release: z.string().refine(isReleaseId),
  number: z.number().int().positive(),
  plain: z.boolean()
});
type Pointer = z.infer<typeof pointerSchema>;

/** Returns the key of a path in a release. */
export const releaseKey = (id: string, path: string) => `releases/${id}/${path}`;

/**
 * Returns what `current.json` says, with its mark; undefined where there is none.
 * @throws Refusal when publish did not make it.
 */
export async function readPointer(
  store: ObjectStore
): Promise<{ pointer: Pointer; mark: string } | undefined> {
  const read = await readRecord(
    store,
    pointerKey,
    (text) => pointerSchema.parse(JSON.parse(text)),
    'the name of a release'
  );
  return read && { pointer: read.value, mark: read.mark };
}

/** Writes the pointer. @returns its mark; undefined when the condition did not hold. */
export const writePointer = (
  store: ObjectStore,
  { release, number, plain }: Pointer,
  condition?: Condition
) => putRecord(store, pointerKey, { release, number, plain }, condition, 'no-cache');

/**
 * Returns the manifest of a release; undefined where it is not there whole.
 * @throws Refusal when publish did not make it.
 */
export const manifestOf = async (store: ObjectStore, id: string) =>
  (await readRecord(store, releaseKey(id, manifestName), readManifest, `the manifest of ${id}`))
    ?.value;

/** Whether a release is there whole: its manifest is sent last. */
export const isWhole = async (store: ObjectStore, id: string) =>
  (await store.get(releaseKey(id, manifestName))) !== undefined;

/** Returns what lies in a release's folder, by the paths in it. */
export async function objectsOf(
  store: ObjectStore,
  id: string
): Promise<Map<string, StoredObject>> {
  const folder = releaseKey(id, '');
  return new Map(
    (await store.list(folder)).map((object) => [object.key.slice(folder.length), object])
  );
}

/** Returns every object outside the folders that are the desk's own. */
export async function liveObjects(
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

/** Returns which of a manifest and its signature a release has. */
export const recordsIn = (own: ReadonlyMap<string, StoredObject>) =>
  [signatureName, manifestName].filter((path) => own.has(path));
