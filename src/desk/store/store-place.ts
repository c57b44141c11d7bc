import { few } from '../../locale/counted.ts';
import { allFiles, isReleaseId, manifestName } from '../../site/output/release-manifest.ts';
import { signatureName } from '../../site/output/minisign.ts';
import { isCompressible } from '../../site/output/content-types.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { holderWords } from '../files/exclusive-file.ts';
import type { NewFile, ReleasePlace } from '../release/release-place.ts';
import type { ObjectStore } from './object-store.ts';
import { requestsAtOnce } from './s3-client.ts';
import { markOf } from './s3-store.ts';
import {
  isWhole,
  manifestOf,
  objectsOf,
  pointerKey,
  readPointer,
  releaseKey
} from './store-content.ts';
import { hasEnded, readLog, type LogState } from './store-log.ts';
import { sendRelease, sentWords } from './store-sending.ts';
import {
  append,
  holdStore,
  stillAlone,
  takeBack,
  type HoldOptions,
  type Session
} from './store-session.ts';
import { carryOut, refuseForeign, switchTo } from './store-switch.ts';

/** How a store is published to. */
export interface StoreOptions extends Pick<HoldOptions, 'lock' | 'holder'> {
  /** Whether pages are laid where a plain bucket sends them from; as before when left out. */
  plain?: boolean | undefined;
  /** Shows how much of a release has been sent. */
  show?: ((sent: number, total: number) => void) | undefined;
}

const manifestLast = (paths: readonly string[]) => [
  ...paths.filter((path) => path !== manifestName),
  manifestName
];

/**
 * Finishes what a desk left that was killed. A release that it wrote in part is known from here on:
 * whoever asks goes on with it or takes it back.
 */
async function recover(
  store: ObjectStore,
  held: Session,
  clock: () => Date,
  desk: Desk
): Promise<void> {
  const { state } = held;
  const unfinished: LogState['unfinished'] = [];
  for (const one of state.unfinished)
    if (!(await isWhole(store, one.release))) unfinished.push(one);
  state.unfinished = unfinished;
  for (const { release, paths } of state.removing)
    await store.remove(paths.map((path) => releaseKey(release, path)));
  state.removing = [];
  const { switched } = state;
  const pointed = await readPointer(store);
  if (switched && pointed?.pointer.number !== switched.number) {
    const manifest = await manifestOf(store, switched.release);
    if (manifest) {
      await carryOut(store, held, switched, manifest, { clock });
      desk.err(
        `Finished what ${holderWords(switched.by)} had begun: readers now see ${switched.release}.`
      );
    }
  }
}

/**
 * The edge asks for the copy of every file of these kinds. A site that was never packed has none,
 * and is for tests.
 */
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
 * Removes what was begun of a release and is no part of it.
 * @returns what lies there.
 * @throws Refusal for files that publish did not write.
 */
async function makeRoom(
  store: ObjectStore,
  held: Session,
  release: string,
  files: readonly NewFile[]
) {
  const paths = new Set(files.map(({ path }) => path));
  await takeBack(store, held, release);
  const begun = held.state.unfinished[0]?.paths ?? [];
  const there = await objectsOf(store, release);
  const foreign = [...there.keys()].filter((path) => !begun.includes(path));
  if (foreign.length > 0) {
    // They are another desk's, where one has taken over: nobody is to move them away.
    await stillAlone(store, held);
    throw new Refusal(
      `found files in ${store.name}/releases/${release} that publish did not write (${few(foreign)}), expected none: move them away; nothing of them was touched`
    );
  }
  await append(store, held, {
    does: 'write',
    release,
    paths: manifestLast(files.map(({ path }) => path))
  });
  await store.remove(
    begun
      .filter((path) => !paths.has(path) && there.has(path))
      .map((path) => releaseKey(release, path))
  );
  return there;
}

/** Returns what whoever looks after a store should know, in sentences. */
async function notesOf(store: ObjectStore, now: Date): Promise<string[]> {
  const { holder, heard, switched, last } = await readLog(store);
  const notes: string[] = [];
  const pointer = (await readPointer(store))?.pointer;
  if (holder && hasEnded(holder, heard, now)) {
    notes.push(
      `${holderWords(holder)} did not end: the next publish or rollback finishes what it decided and takes back the rest.`
    );
  } else if (holder) notes.push(`${holderWords(holder)} is at work.`);
  if (switched && pointer && pointer.number < switched.number)
    notes.push(`Readers are still on their way to ${switched.release}.`);
  if (last > 0 && !pointer)
    notes.push(`There is no ${pointerKey}: readers behind an edge see nothing.`);
  const begun = await store.begun();
  if (begun.length > 0) {
    notes.push(
      `Uploads in parts that somebody began and did not end (${few(begun)}): publish makes none. No reader sees them, but they are paid for; whoever began them can abort them.`
    );
  }
  return notes;
}

/**
 * Returns a prefix of an object store as a place for releases. What was decided stands in a log of
 * numbered objects, each written only where there is none: of two desks one finds its number taken.
 * `current.json` follows the log, and whoever comes after a desk that was killed finishes what the
 * log decided and takes back what it did not.
 */
export function storePlace(
  store: ObjectStore,
  desk: Desk,
  options: StoreOptions = {}
): ReleasePlace {
  let session: Session | undefined;
  const clock = () => store.now() ?? desk.now();
  const inSession = (): Session => {
    if (!session) throw new Error('a store is written to only by a desk that holds it');
    return session;
  };
  const isPlain = async () => options.plain ?? (await readPointer(store))?.pointer.plain ?? false;
  return {
    name: store.name,
    atOnce: requestsAtOnce,
    where: (id) => `${store.name}/releases/${id}`,
    alone: (command, asking, run) =>
      holdStore(
        store,
        command,
        { ...asking, err: desk.err },
        { ...options, clock },
        async (held) => {
          session = held;
          try {
            await recover(store, held, clock, desk);
            const value = await run();
            await takeBack(store, held);
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
        if (session || !(await isWhole(store, release))) hidden.add(release);
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
        markOf(await file.read())
      );
      const there = await makeRoom(store, held, release, files);
      const sent = await sendRelease(store, release, files, {
        there,
        alone: () => stillAlone(store, held),
        show: options.show
      });
      desk.err(sentWords(sent));
      held.state.unfinished = [];
    },
    async point({ manifest, id }) {
      const held = inSession();
      if (!manifest)
        throw new Refusal(`found ${id} without a manifest, expected a release: choose another`);
      await takeBack(store, held);
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
