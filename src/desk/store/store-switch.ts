import { few } from '../../locale/counted.ts';
import type { ReleaseManifest } from '../../site/output/release-manifest.ts';
import { Refusal } from '../cli/desk-io.ts';
import { mapConcurrent } from '../../site/output/map-concurrent.ts';
import { endedFiles, liveAfter, liveGroups, liveHeaders } from './live-files.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';
import { requestsAtOnce } from './s3-client.ts';
import {
  liveObjects,
  objectsOf,
  readPointer,
  recordsIn,
  releaseKey,
  writePointer
} from './store-content.ts';
import { readLog, type LiveFile, type Switch } from './store-log.ts';
import { copyOrSend, isMark } from './store-sending.ts';
import { append, overtaken, stillAlone, type Session } from './store-session.ts';

/**
 * Lays the files that readers are sent from outside a release's folder, but those that are laid
 * already.
 */
async function layLive(
  store: ObjectStore,
  { release, plain, live }: Switch,
  manifest: ReleaseManifest,
  there: ReadonlyMap<string, StoredObject>,
  before: readonly LiveFile[]
): Promise<void> {
  const own = await objectsOf(store, release);
  const laid = new Map(before.map((file) => [file.path, file]));
  const meant = new Map(live.map((file) => [file.path, file]));
  for (const group of liveGroups(manifest, plain, recordsIn(own))) {
    await mapConcurrent(group, requestsAtOnce, async ({ path }) => {
      const from = own.get(path);
      const same = from !== undefined && isMark(from.mark) && there.get(path)?.mark === from.mark;
      if (same && laid.get(path)?.sent === meant.get(path)?.sent) return;
      await copyOrSend(store, from, path, liveHeaders(path), async () => {
        const key = releaseKey(release, path);
        const object = await store.get(key);
        if (!object)
          throw new Refusal(
            `found no ${store.name}/${key}, expected every file of ${release}: choose another release`
          );
        return object.bytes;
      });
    });
  }
}

/** Lets the pointer follow the log. @throws Refusal when another desk has written since. */
async function movePointer(store: ObjectStore, held: Session, decided: Switch): Promise<void> {
  const { number } = decided;
  const old = await readPointer(store);
  if (old?.pointer.number === number) return;
  if (old && old.pointer.number > number) throw await overtaken(store);
  const condition = !held.conditional
    ? undefined
    : old
      ? { over: old.mark }
      : ({ onlyNew: true } as const);
  const written = await writePointer(store, decided, condition);
  if (written === undefined && (await readPointer(store))?.pointer.number !== number)
    throw await overtaken(store);
  await stillAlone(store, held).catch(async (error: unknown) => {
    // Some stores do not mind what a pointer is written over: it must not stay behind the log.
    const { switched } = await readLog(store);
    const now = (await readPointer(store))?.pointer.number ?? 0;
    if (switched && switched.number > now) await writePointer(store, switched);
    throw error;
  });
}

/**
 * Does what a switch in the log says: lays the live files but those laid `before`, writes the
 * pointer, removes what no cache asks for.
 */
export async function carryOut(
  store: ObjectStore,
  held: Session,
  decided: Switch,
  manifest: ReleaseManifest,
  { clock, before = [] }: { clock: () => Date; before?: readonly LiveFile[] }
): Promise<void> {
  const there = await liveObjects(store, decided.plain);
  await layLive(store, decided, manifest, there, before);
  await movePointer(store, held, decided);
  await store.remove(
    endedFiles(decided.live, clock()).flatMap(({ path }) => (there.has(path) ? [path] : []))
  );
}

/**
 * Returns what lies where readers are sent files from.
 * @throws Refusal naming what is not ours and would be written over with another mark.
 */
export async function refuseForeign<File extends Pick<LiveFile, 'path'>>(
  store: ObjectStore,
  { state }: Session,
  plain: boolean,
  files: readonly File[],
  markOf: (file: File) => Promise<string> | string | undefined
) {
  const ours = new Set(state.switched?.live.map(({ path }) => path));
  const there = await liveObjects(store, plain);
  const foreign: string[] = [];
  for (const file of files.filter(({ path }) => there.has(path) && !ours.has(path)))
    if (there.get(file.path)?.mark !== (await markOf(file))) foreign.push(file.path);
  if (foreign.length === 0) return there;
  throw new Refusal(
    `found files in ${store.name} that publish did not write and would write over (${few(foreign)}), expected none: choose another prefix, or move them away; nothing of them was touched`
  );
}

/**
 * Moves readers to a release: writes into the log that it is seen, then does it.
 * @throws Refusal where that would write over others' files.
 */
export async function switchTo(
  store: ObjectStore,
  held: Session,
  { release, manifest }: { release: string; manifest: ReleaseManifest },
  { plain, clock }: { plain: boolean; clock: () => Date }
): Promise<void> {
  const before = held.state.switched?.live ?? [];
  const own = await objectsOf(store, release);
  const files = liveGroups(manifest, plain, recordsIn(own)).flat();
  const there = await refuseForeign(store, held, plain, files, ({ path }) => own.get(path)?.mark);
  const laid = before.filter(({ path }) => there.has(path));
  const says = { does: 'switch', release, plain, live: liveAfter(laid, files, clock()) } as const;
  const number = await append(store, held, says);
  held.state.switched = { ...says, number, at: clock().toISOString(), by: held.by };
  await carryOut(store, held, held.state.switched, manifest, { clock, before });
}
