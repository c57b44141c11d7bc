import { few } from '../../locale/counted.ts';
import type { ReleaseManifest } from '../../site/output/release-manifest.ts';
import { Refusal } from '../cli/desk-io.ts';
import { mapConcurrent } from '../../site/output/map-concurrent.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';
import { requestsAtOnce } from './s3-client.ts';
import { expiredFiles, servedAfter, servedHeaders, uploadGroups } from './served-files.ts';
import {
  objectsOf,
  readPointer,
  recordsIn,
  releaseKey,
  servedObjects,
  writePointer
} from './store-content.ts';
import { readLog, type ServedFile, type Switch } from './store-log.ts';
import { copyOrSend, isMd5 } from './store-sending.ts';
import { append, assertSoleWriter, takenOver, type Session } from './store-session.ts';

/** Uploads the files that are served from outside a release's folder, where they changed. */
async function uploadServed(
  store: ObjectStore,
  { release, plain, live }: Switch,
  manifest: ReleaseManifest,
  there: ReadonlyMap<string, StoredObject>,
  before: readonly ServedFile[]
): Promise<void> {
  const own = await objectsOf(store, release);
  const old = new Map(before.map((file) => [file.path, file]));
  const wanted = new Map(live.map((file) => [file.path, file]));
  for (const group of uploadGroups(manifest, plain, recordsIn(own))) {
    await mapConcurrent(group, requestsAtOnce, async ({ path }) => {
      const from = own.get(path);
      const same = from !== undefined && isMd5(from.etag) && there.get(path)?.etag === from.etag;
      if (same && old.get(path)?.sent === wanted.get(path)?.sent) return;
      await copyOrSend(store, from, path, servedHeaders(path), async () => {
        const key = releaseKey(release, path);
        const object = await store.get(key);
        if (object) return object.bytes;
        throw new Refusal(
          'damaged-release',
          `${store.name}/${key} is missing, so ${release} is incomplete.`,
          'Choose another release.'
        );
      });
    });
  }
}

/** Updates the pointer to match the log. @throws Refusal when another desk has written since. */
async function movePointer(store: ObjectStore, session: Session, entry: Switch): Promise<void> {
  const { number } = entry;
  const old = await readPointer(store);
  if (old?.pointer.number === number) return;
  if (old && old.pointer.number > number) throw await takenOver(store);
  const condition = !session.conditional
    ? undefined
    : old
      ? { ifMatch: old.etag }
      : ({ ifNoneMatch: '*' } as const);
  const written = await writePointer(store, entry, condition);
  if (written === undefined && (await readPointer(store))?.pointer.number !== number)
    throw await takenOver(store);
  await assertSoleWriter(store, session).catch(async (error: unknown) => {
    // Some stores ignore `If-Match`: the pointer must not stay behind the log.
    const { switched } = await readLog(store);
    const now = (await readPointer(store))?.pointer.number ?? 0;
    if (switched && switched.number > now) await writePointer(store, switched);
    throw error;
  });
}

/** Uploads served files, moves the pointer, removes expired files. */
export async function applySwitch(
  store: ObjectStore,
  session: Session,
  entry: Switch,
  manifest: ReleaseManifest,
  { clock, before = [] }: { clock: () => Date; before?: readonly ServedFile[] }
): Promise<void> {
  const there = await servedObjects(store, entry.plain);
  await uploadServed(store, entry, manifest, there, before);
  await movePointer(store, session, entry);
  await store.remove(
    expiredFiles(entry.live, clock()).flatMap(({ path }) => (there.has(path) ? [path] : []))
  );
}

/**
 * Returns the served objects.
 * @throws Refusal naming those that publish did not write and would overwrite.
 */
export async function refuseForeign<File extends Pick<ServedFile, 'path'>>(
  store: ObjectStore,
  { state }: Session,
  plain: boolean,
  files: readonly File[],
  etagOf: (file: File) => Promise<string> | string | undefined
) {
  const ours = new Set(state.switched?.live.map(({ path }) => path));
  const there = await servedObjects(store, plain);
  const foreign: string[] = [];
  for (const file of files.filter(({ path }) => there.has(path) && !ours.has(path)))
    if (there.get(file.path)?.etag !== (await etagOf(file))) foreign.push(file.path);
  if (foreign.length === 0) return there;
  throw new Refusal(
    'foreign-files',
    `Publishing would overwrite files in ${store.name} that publish did not write (${few(foreign)}). None were changed.`,
    'Choose another prefix, or move them away.'
  );
}

/** Switches readers to a release: writes the decision to the log, then carries it out. */
export async function switchTo(
  store: ObjectStore,
  session: Session,
  { release, manifest }: { release: string; manifest: ReleaseManifest },
  { plain, clock }: { plain: boolean; clock: () => Date }
): Promise<void> {
  const before = session.state.switched?.live ?? [];
  const own = await objectsOf(store, release);
  const files = uploadGroups(manifest, plain, recordsIn(own)).flat();
  const there = await refuseForeign(
    store,
    session,
    plain,
    files,
    ({ path }) => own.get(path)?.etag
  );
  const old = before.filter(({ path }) => there.has(path));
  const body = { does: 'switch', release, plain, live: servedAfter(old, files, clock()) } as const;
  const number = await append(store, session, body);
  session.state.switched = { ...body, number, at: clock().toISOString(), by: session.by };
  await applySwitch(store, session, session.state.switched, manifest, { clock, before });
}
