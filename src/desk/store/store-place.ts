import { few } from '../../locale/counted.ts';
import { allFiles, isReleaseId, manifestName } from '../../site/output/release-manifest.ts';
import { signatureName } from '../../site/output/minisign.ts';
import { isCompressible } from '../../site/output/content-types.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { describeHolder } from '../files/exclusive-file.ts';
import type { NewFile, ReleasePlace } from '../release/release-place.ts';
import type { ObjectStore } from './object-store.ts';
import { requestsAtOnce } from './s3-client.ts';
import { md5Of } from './s3-store.ts';
import {
  isComplete,
  manifestOf,
  objectsOf,
  pointerKey,
  readPointer,
  releaseKey
} from './store-content.ts';
import { hasEnded, readLog, type LogState } from './store-log.ts';
import { sendRelease, describeSent } from './store-sending.ts';
import {
  append,
  withStoreLock,
  assertSoleWriter,
  removeUnfinished,
  type StoreLockOptions,
  type Session
} from './store-session.ts';
import { applySwitch, refuseForeign, switchTo } from './store-switch.ts';

export interface StoreOptions extends Pick<StoreLockOptions, 'lock' | 'holder'> {
  /** Pages are served from the bucket itself, without an edge; defaults to the last choice. */
  plain?: boolean | undefined;
  show?: ((sent: number, total: number) => void) | undefined;
}

const manifestLast = (paths: readonly string[]) => [
  ...paths.filter((path) => path !== manifestName),
  manifestName
];

/** Finishes the removals and the switch of a killed desk. */
async function recover(
  store: ObjectStore,
  session: Session,
  clock: () => Date,
  desk: Desk
): Promise<void> {
  const { state } = session;
  const unfinished: LogState['unfinished'] = [];
  for (const one of state.unfinished)
    if (!(await isComplete(store, one.release))) unfinished.push(one);
  state.unfinished = unfinished;
  for (const { release, paths } of state.removing)
    await store.remove(paths.map((path) => releaseKey(release, path)));
  state.removing = [];
  const { switched } = state;
  const pointed = await readPointer(store);
  if (switched && pointed?.pointer.number !== switched.number) {
    const manifest = await manifestOf(store, switched.release);
    if (manifest) {
      await applySwitch(store, session, switched, manifest, { clock });
      desk.err(
        `Finished the work of ${describeHolder(switched.by)}: readers now see ${switched.release}.`
      );
    }
  }
}

/** The edge requests the brotli copy of every such file. Sites in tests have no copies at all. */
function refuseUnpacked(files: readonly NewFile[]): void {
  const paths = new Set(files.map(({ path }) => path));
  const unpacked = files.find(
    ({ path }) =>
      path !== manifestName &&
      isCompressible(path) &&
      !path.endsWith('.txt') &&
      !paths.has(`${path}.br`)
  );
  if (unpacked && files.some(({ path }) => path.endsWith('.br')))
    throw new Error(`${unpacked.path} has no brotli copy beside it`);
}

/**
 * Removes a partial release's files that the release does not have, and returns its objects.
 * @throws Refusal for files that publish did not write.
 */
async function prepareFolder(
  store: ObjectStore,
  session: Session,
  release: string,
  files: readonly NewFile[]
) {
  const paths = new Set(files.map(({ path }) => path));
  await removeUnfinished(store, session, release);
  const partial = session.state.unfinished[0]?.paths ?? [];
  const there = await objectsOf(store, release);
  const foreign = [...there.keys()].filter((path) => !partial.includes(path));
  if (foreign.length > 0) {
    // They may belong to a desk that took over, so that nobody should move them away.
    await assertSoleWriter(store, session);
    throw new Refusal(
      'foreign-files',
      `${store.name}/releases/${release} has files that publish did not write (${few(foreign)}). None were changed.`,
      'Move them away.'
    );
  }
  await append(store, session, {
    does: 'write',
    release,
    paths: manifestLast(files.map(({ path }) => path))
  });
  await store.remove(
    partial
      .filter((path) => !paths.has(path) && there.has(path))
      .map((path) => releaseKey(release, path))
  );
  return there;
}

async function notesOf(store: ObjectStore, now: Date): Promise<string[]> {
  const { holder, heard, switched, last } = await readLog(store);
  const notes: string[] = [];
  const pointer = (await readPointer(store))?.pointer;
  if (holder && hasEnded(holder, heard, now)) {
    notes.push(
      `${describeHolder(holder)} did not end. The next publish or rollback completes what it decided and removes the rest.`
    );
  } else if (holder) notes.push(`${describeHolder(holder)} is at work.`);
  if (switched && pointer && pointer.number < switched.number)
    notes.push(`The switch to ${switched.release} is not complete.`);
  if (last > 0 && !pointer)
    notes.push(`${pointerKey} is missing: readers behind an edge see nothing.`);
  const uploads = await store.multipartUploads();
  if (uploads.length > 0) {
    notes.push(
      `Unfinished multipart uploads (${few(uploads)}) cost money. Publish did not start them; abort them in the store.`
    );
  }
  return notes;
}

/**
 * Publishes to a prefix of an object store. Decisions go to a log of numbered objects, each written
 * with `If-None-Match`, so that of two desks only one gets a number. `current.json` follows the log.
 * After a kill, the next desk completes what the log decided and removes the rest.
 */
export function storePlace(
  store: ObjectStore,
  desk: Desk,
  options: StoreOptions = {}
): ReleasePlace {
  let session: Session | undefined;
  const clock = () => store.now() ?? desk.now();
  const inSession = (): Session => {
    if (!session) throw new Error('a store is only written under its lock');
    return session;
  };
  const isPlain = async () => options.plain ?? (await readPointer(store))?.pointer.plain ?? false;
  return {
    name: store.name,
    concurrency: requestsAtOnce,
    locationOf: (id) => `${store.name}/releases/${id}`,
    exclusively: (command, asking, run) =>
      withStoreLock(
        store,
        command,
        { ...asking, err: desk.err },
        { ...options, clock },
        async (opened) => {
          session = opened;
          try {
            await recover(store, opened, clock, desk);
            const value = await run();
            await removeUnfinished(store, opened);
            return value;
          } finally {
            session = undefined;
          }
        }
      ),
    current: async () => (await readPointer(store))?.pointer.release,
    async ids() {
      const { folders } = await store.listFolder('releases/');
      const { unfinished, removing } = session?.state ?? (await readLog(store));
      const hidden = new Set(removing.map(({ release }) => release));
      for (const { release } of unfinished)
        if (session || !(await isComplete(store, release))) hidden.add(release);
      return folders.filter((id) => isReleaseId(id) && !hidden.has(id));
    },
    reserved: () =>
      Promise.resolve(
        (session?.state.unfinished ?? []).flatMap(({ release, sure }) => (sure ? [] : [release]))
      ),
    paths: async (id) => [...(await objectsOf(store, id)).keys()],
    read: async (id, path) => (await store.get(releaseKey(id, path)))?.bytes,
    async add({ release }, files) {
      refuseUnpacked(files);
      const held = inSession();
      await refuseForeign(store, held, await isPlain(), files, async (file) =>
        md5Of(await file.read())
      );
      const there = await prepareFolder(store, held, release, files);
      const sent = await sendRelease(store, release, files, {
        there,
        assertSoleWriter: () => assertSoleWriter(store, held),
        show: options.show
      });
      desk.err(describeSent(sent));
      held.state.unfinished = [];
    },
    async setCurrent({ manifest, id }) {
      const held = inSession();
      if (!manifest)
        throw new Refusal(
          'damaged-release',
          `The manifest of ${id} is missing.`,
          'Choose another release.'
        );
      await removeUnfinished(store, held);
      await switchTo(store, held, { release: id, manifest }, { plain: await isPlain(), clock });
    },
    notes: () => notesOf(store, clock()),
    async remove({ id, manifest }) {
      if (!manifest) return;
      const paths = [manifestName, signatureName, ...allFiles(manifest).map(({ path }) => path)];
      await append(store, inSession(), { does: 'remove', release: id, paths });
      await store.remove(paths.map((path) => releaseKey(id, path)));
    }
  };
}
