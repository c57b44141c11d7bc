import { sum } from 'd3';
import { say, counted, few } from '#locale/say.ts';
import { mapConcurrent } from '#site/output/map-concurrent.ts';
import { signatureName } from '#site/output/minisign.ts';
import {
  allFiles,
  isAsset,
  isReleaseId,
  manifestName,
  type ReleaseManifest
} from '#site/output/release-manifest.ts';
import { sha256 } from '#vintages/sha256.ts';
import { refuse, type Desk } from '../cli/desk-io.ts';
import { counting, type Watched } from '../cli/progress.ts';
import { endedHere } from '../files/exclusive-file.ts';
import type { NewFile, ReleasePlace } from '../release/release-place.ts';
import { requestsAtOnce, type ObjectStore } from './object-store.ts';
import { md5Of } from './s3-store.ts';
import {
  releaseHeaders,
  servedHeaders,
  servedPaths,
  uploadGroups,
  copyOrSend,
  headersNow,
  isComplete,
  isSame,
  manifestOf,
  objectsOf,
  readPointer,
  releaseKey,
  send,
  servedObjects,
  writePointer
} from './store-content.ts';
import { readLock, StoreLock, type LockRequest } from './store-lock.ts';

export interface StoreOptions extends Pick<Partial<LockRequest>, 'holder'> {
  /**
   * The pages are served from the bucket itself, without an edge, and one desk publishes here;
   * defaults to the last choice.
   */
  plain?: boolean | undefined;
}

/**
 * Publishes to a prefix of an object store. A release is written once, its manifest last; then
 * `current.json` is replaced with `If-Match`. The lock notes the release that is being written or
 * removed, so that the desk after a killed one knows what to finish.
 */
export function storePlace(
  store: ObjectStore,
  desk: Desk,
  options: StoreOptions = {}
): ReleasePlace {
  let lock: StoreLock | undefined;
  /** An id that a desk of another machine, which may still wake, has used. */
  let reserved: string | undefined;
  const clock = () => store.now() ?? desk.now();
  const locked = () => {
    if (!lock) throw new Error(say`a store is only written under its lock`);
    return lock;
  };
  const isPlain = async () => options.plain ?? (await readPointer(store))?.value.plain ?? false;

  const ids = async () => {
    const { folders } = await store.listFolder('releases/');
    const unfinished = lock ? lock.unfinished : (await readLock(store))?.value.unfinished;
    const hides = unfinished !== undefined && !(await isComplete(store, unfinished));
    const complete = folders.filter((id) => isReleaseId(id) && !(hides && id === unfinished));
    return reserved === undefined ? complete : [...new Set([...complete, reserved])];
  };
  const readManifests = async () => {
    const kept = new Map<string, ReleaseManifest>();
    for (const id of await ids()) {
      const manifest = await manifestOf(store, id);
      if (manifest) kept.set(id, manifest);
    }
    return kept;
  };
  const removeUnfinished = async () => {
    const { unfinished } = locked();
    if (unfinished === undefined) return;
    if (!(await isComplete(store, unfinished)))
      await store.remove([...(await objectsOf(store, unfinished)).values()].map(({ key }) => key));
    await locked().note(undefined);
  };

  /** Returns the served objects. @throws Refusal naming those of others among `files`. */
  const servedWithout = async <File extends { path: string }>(
    files: readonly File[],
    plain: boolean,
    etagOf: (file: File) => Promise<string> | string | undefined
  ) => {
    const there = await servedObjects(store, plain);
    const kept = [...(await readManifests()).values()];
    const own = new Set(kept.flatMap((manifest) => servedPaths(manifest, plain)));
    const foreign: string[] = [];
    for (const file of files.filter(({ path }) => there.has(path) && !own.has(path)))
      if (there.get(file.path)?.etag !== (await etagOf(file))) foreign.push(file.path);
    if (foreign.length === 0) return { there, own };
    refuse(
      'foreign-files',
      say`Publishing would overwrite files in ${store.name} that publish did not write (${few(foreign)}). None were changed.`,
      say`Choose another prefix, or move them away.`
    );
  };

  /** Lays the files that are served from outside the release's folder, then switches, then tidies. */
  const layOut = async (
    release: string,
    manifest: ReleaseManifest,
    { plain, all }: { plain: boolean; all: boolean },
    switchTo?: () => Promise<void>
  ) => {
    const from = await objectsOf(store, release);
    const wanted = servedPaths(manifest, plain).filter(
      (path) => path !== signatureName || from.has(path)
    );
    const { there, own } = await servedWithout(
      wanted.map((path) => ({ path })),
      plain,
      ({ path }) => from.get(path)?.etag
    );
    for (const group of uploadGroups(wanted)) {
      await mapConcurrent(group, requestsAtOnce, async (path) => {
        await locked().keep();
        if (!all && isSame(from.get(path), there.get(path))) return;
        await copyOrSend(store, from.get(path), path, servedHeaders(path), async () => {
          const object = await store.get(releaseKey(release, path));
          if (object) return object.bytes;
          refuse(
            'damaged-release',
            say`${store.name}/${releaseKey(release, path)} is missing, so ${release} is incomplete.`,
            say`Choose another release.`
          );
        });
      });
    }
    await switchTo?.();
    // Open pages may still load the scripts of earlier releases.
    const left = [...own].filter(
      (path) => there.has(path) && !isAsset({ path }) && !wanted.includes(path)
    );
    if (plain) await store.remove(left);
  };

  const recover = async () => {
    const { killed, conditional, unfinished } = locked();
    const pointed = await readPointer(store);
    if (unfinished !== undefined && (await isComplete(store, unfinished)))
      await locked().note(undefined);
    if (killed && !endedHere(killed)) {
      // It may still wake. Then its own switch must fail, and its files must not mix with ours.
      reserved = locked().unfinished;
      await removeUnfinished();
      if (pointed && conditional) {
        const next = { ...pointed.value, number: pointed.value.number + 1 };
        await writePointer(store, next, { ifMatch: pointed.etag });
      }
    }
    if (!pointed?.value.plain) return;
    const { release } = pointed.value;
    const manifest = await manifestOf(store, release);
    if (manifest) await layOut(release, manifest, { plain: true, all: false });
  };

  const sendFiles = async (release: string, files: readonly NewFile[], watched: Watched) => {
    const held = locked();
    const there = await objectsOf(store, release);
    const others = files.filter(({ path }) => path !== manifestName);
    const elsewhere = new Map<string, Awaited<ReturnType<typeof objectsOf>>>();
    for (const id of new Set(others.flatMap(({ alsoIn }) => alsoIn ?? [])))
      elsewhere.set(id, await objectsOf(store, id));
    const sent: number[] = [];
    const count = counting(
      watched,
      say`Sending files`,
      others.length,
      sum(others, ({ bytes }) => bytes)
    );
    await mapConcurrent(others, requestsAtOnce, async ({ path, alsoIn, ...file }) => {
      await held.keep();
      const bytes = await file.read();
      if (sha256(bytes) !== file.sha256)
        refuse(
          'changed-files',
          say`${path} changed while it was being sent.`,
          say`Run this again.`
        );
      const md5 = md5Of(bytes);
      const twin = alsoIn === undefined ? undefined : elsewhere.get(alsoIn)?.get(path);
      const from = twin?.etag === md5 ? twin : undefined;
      const key = releaseKey(release, path);
      const read = () => Promise.resolve(bytes);
      if (
        there.get(path)?.etag !== md5 &&
        !(await copyOrSend(store, from, key, releaseHeaders(path), read))
      )
        sent.push(bytes.length);
      count(bytes.length);
    });
    const listed = await objectsOf(store, release);
    const wrong = others.flatMap(({ path, bytes }) => {
      const isThere = listed.get(path)?.bytes === bytes;
      listed.delete(path);
      return isThere ? [] : [path];
    });
    wrong.push(...listed.keys());
    if (wrong.length > 0)
      refuse(
        'store-answer',
        say`${store.name}/releases/${release} differs from what was sent (${few(wrong)}).`,
        say`Run this again.`
      );
    await held.renew();
    const manifest = files.find(({ path }) => path === manifestName)!;
    const key = releaseKey(release, manifestName);
    await send(store, key, await manifest.read(), releaseHeaders(manifestName));
    desk.err(
      say`Sent ${counted(sent.length, 'file')}, ${(sum(sent) / 1e6).toFixed(1)} MB; ` +
        say`the store had the others.`
    );
  };

  return {
    name: store.name,
    concurrency: requestsAtOnce,
    locationOf: (id) => `${store.name}/releases/${id}`,
    async exclusively(command, asking, run) {
      const { holder } = options;
      const plain = await isPlain();
      lock = await StoreLock.take(store, { command, desk: asking, plain, holder, clock });
      try {
        await recover();
        const value = await run();
        await removeUnfinished();
        return value;
      } finally {
        await lock.release().catch(() => undefined);
        lock = reserved = undefined;
      }
    },
    current: async () => (await readPointer(store))?.value.release,
    ids,
    paths: async (id) => [...(await objectsOf(store, id)).keys()],
    read: async (id, path) => (await store.get(releaseKey(id, path)))?.bytes,
    async add({ release }, files, watched = {}) {
      const held = locked();
      const plain = await isPlain();
      const served = files.filter((file) => plain || isAsset(file));
      await servedWithout(served, plain, async (file) => md5Of(await file.read()));
      if (held.unfinished !== release) await removeUnfinished();
      const there = await objectsOf(store, release);
      if (held.unfinished !== release && there.size > 0) {
        // They may belong to a desk that took over, so that nobody should move them away.
        await held.renew();
        refuse(
          'foreign-files',
          say`${store.name}/releases/${release} has files that publish did not write (${few([...there.keys()])}). None were changed.`,
          say`Move them away.`
        );
      }
      await held.note(release);
      const paths = new Set(files.map(({ path }) => path));
      const left = [...there.values()].filter(
        ({ key }) => !paths.has(key.slice(releaseKey(release, '').length))
      );
      await store.remove(left.map(({ key }) => key));
      await sendFiles(release, files, watched);
      await held.note(undefined);
    },
    async setCurrent({ manifest, id }) {
      const held = locked();
      if (!manifest)
        refuse(
          'damaged-release',
          say`The manifest of ${id} is missing.`,
          say`Choose another release.`
        );
      await removeUnfinished();
      const before = await readPointer(store);
      const next = {
        release: id,
        number: (before?.value.number ?? 0) + 1,
        plain: await isPlain(),
        headers: headersNow
      };
      const how = { plain: next.plain, all: before?.value.headers !== headersNow };
      await layOut(id, manifest, how, async () => {
        await held.renew();
        const condition = before ? { ifMatch: before.etag } : ({ ifNoneMatch: '*' } as const);
        if (
          (await writePointer(store, next, held.conditional ? condition : undefined)) !== undefined
        )
          return;
        // The answer to an earlier try may have been lost.
        const now = (await readPointer(store))?.value;
        if (now?.release !== id || now.number !== next.number) throw await held.takenOver();
      });
    },
    async remove({ id, manifest }) {
      if (!manifest) return;
      const held = locked();
      await removeUnfinished();
      await held.note(id);
      const others = [...(await readManifests())].filter(([other]) => other !== id);
      const kept = new Set(others.flatMap(([, other]) => servedPaths(other, false)));
      const gone = servedPaths(manifest, false).filter((path) => !kept.has(path));
      const paths = [...allFiles(manifest).map(({ path }) => path), signatureName];
      await store.remove(gone);
      await store.remove([releaseKey(id, manifestName)]);
      await store.remove(paths.map((path) => releaseKey(id, path)));
      await held.note(undefined);
    }
  };
}
