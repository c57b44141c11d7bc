import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { allFiles, isReleaseId, manifestName, readManifest, type ReleaseManifest } from '../../site/output/release-manifest.ts';
import { signatureName } from '../../site/output/minisign.ts';
import { isPacked } from '../../site/output/content-types.ts';
import { sha256 } from '../../vintages/sha256.ts';
import type { Desk } from '../cli/desk-io.ts';
import { usualWait } from '../cli/desk-lock.ts';
import { ownHolder, type Holder } from '../files/exclusive-file.ts';
import { Refusal } from '../cli/refusal.ts';
import { endedFiles, liveAfter, liveGroups } from './live-files.ts';
import type { Condition, ObjectHeaders, ObjectStore, StoredObject } from './object-store.ts';
import { putRecord } from './put-record.ts';
import type { NewFile, ReleasePlace } from '../release/release-place.ts';
import { markOf, requestsAtOnce } from './s3-store.ts';
import { sideBySide } from '../release/side-by-side.ts';
import {
  appendEntry,
  hasEnded,
  honoursConditions,
  readLog,
  sayAlive,
  type LiveFile,
  type LogSaying,
  type LogState,
  type Switch,
  type Writer
} from './store-log.ts';
import { liveHeaders, releaseHeaders } from './stored-headers.ts';
import { holdsTicket, letTicketGo, renewTicket, ticketLimits, tryTicket } from './ticket-lock.ts';

/** The object that says which release readers see. */
const pointerKey = 'current.json';
/** Folders of a place that are not readers'. */
const ownFolders = ['releases', 'log', 'lock', 'archives'];
const lookAgainAfter = 500;
const aliveEvery = 20_000;

const pointerSchema = z.strictObject({ release: z.string().refine(isReleaseId), number: z.number().int().positive(), plain: z.boolean() });
type Pointer = z.infer<typeof pointerSchema>;

/** How a store is published to. */
export interface StoreOptions {
  /** Whether pages are laid where a plain bucket sends them from; as before when left out. */
  plain?: boolean | undefined;
  /** Whether a store without preconditions is written to behind a lock of tickets. */
  lock?: boolean | undefined;
  /** Returns who writes; this process when left out. */
  holder?: (command: string, since: Date) => Holder;
  /** Shows how much of a release has been sent. */
  show?: ((sent: number, total: number) => void) | undefined;
}

const said = ({ command, pid, host, since }: Writer) => `\`${command}\` (process ${pid} on ${host}, since ${since.slice(0, 19)}Z)`;
const few = (names: readonly string[]) => `${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
const isMark = (mark: string) => /^[0-9a-f]{32}$/.test(mark);
const manifestLast = (paths: readonly string[]) => [...paths.filter((path) => path !== manifestName), manifestName];

/** The writer that holds a place, and how far its log has come. */
interface Session {
  by: Writer;
  conditional: boolean;
  last: number;
  state: LogState;
}

/**
 * Returns a prefix of an object store as a place for releases. What was decided stands in a log of numbered objects, each written only
 * where there is none: of two desks one finds its number taken. `current.json` follows the log, and whoever comes after a desk that
 * was killed finishes what the log decided and takes back what it did not.
 */
export function storePlace(store: ObjectStore, desk: Desk, options: StoreOptions = {}): ReleasePlace {
  let session: Session | undefined;
  const clock = () => store.now() ?? desk.now();
  const releaseKey = (id: string, path: string) => `releases/${id}/${path}`;

  const readPointer = async (): Promise<{ pointer: Pointer; mark: string } | undefined> => {
    const object = await store.get(pointerKey);
    if (!object) return undefined;
    try {
      return { pointer: pointerSchema.parse(JSON.parse(new TextDecoder().decode(object.bytes))), mark: object.mark };
    } catch {
      throw new Refusal(
        `found ${store.name}/${pointerKey} not made by publish, expected the name of a release: choose another prefix, or move it away`
      );
    }
  };

  const overtaken = async (): Promise<Refusal> => {
    const { holder } = await readLog(store);
    return new Refusal(
      `found ${store.name} taken over by ${holder ? said(holder) : 'another desk'}, expected to be the only one at work: this desk was silent for too long; look at \`npm run desk -- releases ${store.name}\`, then run this again`
    );
  };

  const inSession = (): Session => {
    if (!session) throw new Error('a store is written to only by a desk that holds it');
    return session;
  };

  /** Writes the next entry of the log. @throws Refusal when another desk has. */
  const append = async (says: LogSaying): Promise<number> => {
    const held = inSession();
    if (!held.conditional && !(await holdsTicket(store, held.by))) throw await overtaken();
    if (!(await appendEntry(store, held.last + 1, held.by, says, held.conditional))) throw await overtaken();
    return ++held.last;
  };

  const stillAlone = async () => {
    const held = inSession();
    const newer = (await store.list('log/')).some(({ key }) => Number(/^log\/(\d{8})\.json$/.exec(key)?.[1] ?? 0) > held.last);
    if (newer || (!held.conditional && !(await holdsTicket(store, held.by)))) throw await overtaken();
  };

  const whole = async (id: string) => (await store.get(releaseKey(id, manifestName))) !== undefined;

  /** Sends bytes and makes sure of them: by the store's mark where that is their MD5, else by reading them back. */
  const send = async (key: string, bytes: Uint8Array, headers: ObjectHeaders): Promise<void> => {
    const mark = await store.put(key, bytes, headers);
    if (mark === markOf(bytes)) return;
    const there = await store.get(key);
    if (there && sha256(there.bytes) === sha256(bytes)) return;
    throw new Refusal(
      `found other bytes in ${store.name}/${key} than were sent, expected the same: run this again; if it stays so, the store cannot be trusted`
    );
  };

  /**
   * Copies inside the store, or sends the bytes where there is nothing to copy, the store does not, or something else came of it.
   * @returns whether it was copied.
   */
  const copyOrSend = async (
    from: StoredObject | undefined,
    to: string,
    headers: ObjectHeaders,
    read: () => Promise<Uint8Array>
  ): Promise<boolean> => {
    if (from && isMark(from.mark) && (await store.copy(from.key, to, headers)) === from.mark) return true;
    await send(to, await read(), headers);
    return false;
  };

  const takeBack = async (but?: string) => {
    const held = inSession();
    for (const { release, paths } of held.state.unfinished.filter((one) => one.release !== but)) {
      await store.remove(paths.map((path) => releaseKey(release, path)));
      await append({ does: 'take back', release });
    }
    held.state.unfinished = held.state.unfinished.filter((one) => one.release === but);
  };

  const manifestOf = async (id: string): Promise<ReleaseManifest | undefined> => {
    const object = await store.get(releaseKey(id, manifestName));
    return object && readManifest(new TextDecoder().decode(object.bytes));
  };

  /** Every object outside the folders that are the desk's own. */
  const liveObjects = async (plain: boolean): Promise<Map<string, StoredObject>> => {
    const found = new Map<string, StoredObject>();
    const add = (objects: readonly StoredObject[]) => objects.forEach((object) => found.set(object.key, object));
    if (!plain) add(await store.list('assets/'));
    else {
      const { objects, folders } = await store.listFolder('');
      add(objects);
      for (const folder of folders.filter((name) => !ownFolders.includes(name))) add(await store.list(`${folder}/`));
    }
    found.delete(pointerKey);
    return found;
  };

  /** What lies in a release's folder, by the paths in it. */
  const objectsOf = async (id: string): Promise<Map<string, StoredObject>> => {
    const folder = releaseKey(id, '');
    return new Map((await store.list(folder)).map((object) => [object.key.slice(folder.length), object]));
  };

  const recordsIn = (own: ReadonlyMap<string, StoredObject>) => [signatureName, manifestName].filter((path) => own.has(path));

  const writePointer = ({ release, number, plain }: Pointer, condition?: Condition) =>
    putRecord(store, pointerKey, { release, number, plain }, condition, 'no-cache');

  /** Does what a switch in the log says: lays the live files, then writes the pointer, then removes what no cache asks for any more. */
  const carryOut = async (decided: Switch, manifest: ReleaseManifest, before: readonly LiveFile[] = []) => {
    const held = inSession();
    const { release, plain, live, number } = decided;
    const there = await liveObjects(plain);
    const own = await objectsOf(release);
    const laid = new Map(before.map((file) => [file.path, file]));
    const meant = new Map(live.map((file) => [file.path, file]));
    for (const group of liveGroups(manifest, plain, recordsIn(own))) {
      await sideBySide(group, requestsAtOnce, async ({ path }) => {
        const from = own.get(path);
        const same = from !== undefined && isMark(from.mark) && there.get(path)?.mark === from.mark;
        if (same && laid.get(path)?.sent === meant.get(path)?.sent) return;
        await copyOrSend(from, path, liveHeaders(path), async () => {
          const key = releaseKey(release, path);
          const object = await store.get(key);
          if (!object) throw new Refusal(`found no ${store.name}/${key}, expected every file of ${release}: choose another release`);
          return object.bytes;
        });
      });
    }
    const old = await readPointer();
    if (old?.pointer.number !== number) {
      if (old && old.pointer.number > number) throw await overtaken();
      const condition = !held.conditional ? undefined : old ? { over: old.mark } : ({ onlyNew: true } as const);
      const written = await writePointer(decided, condition);
      if (written === undefined && (await readPointer())?.pointer.number !== number) throw await overtaken();
      await stillAlone().catch(async (error: unknown) => {
        // Some stores do not mind what a pointer is written over: it must not stay behind the log.
        const { switched } = await readLog(store);
        const now = (await readPointer())?.pointer.number ?? 0;
        if (switched && switched.number > now) await writePointer(switched);
        throw error;
      });
    }
    await store.remove(endedFiles(live, clock()).flatMap(({ path }) => (there.has(path) ? [path] : [])));
  };

  /** Finishes or takes back what a desk left that was killed. */
  const recover = async (command: string) => {
    const held = inSession();
    const { state } = held;
    const unfinished: LogState['unfinished'] = [];
    for (const one of state.unfinished) if (!(await whole(one.release))) unfinished.push(one);
    state.unfinished = unfinished;
    for (const { release, paths } of state.removing) await store.remove(paths.map((path) => releaseKey(release, path)));
    state.removing = [];
    const { switched } = state;
    const pointed = await readPointer();
    if (switched && pointed?.pointer.number !== switched.number) {
      const manifest = await manifestOf(switched.release);
      if (manifest) {
        await carryOut(switched, manifest);
        desk.err(`Finished what ${said(switched.by)} had begun: readers now see ${switched.release}.`);
      }
    }
    // A publish may go on where another was killed.
    if (command !== 'desk publish') await takeBack();
  };

  /** Waits until nobody else is at work, and begins. */
  const begin = async (by: Writer, conditional: boolean, wait: number) => {
    const until = performance.now() + wait * 1000;
    let waiting = false;
    for (;;) {
      const state = await readLog(store);
      const busy = state.holder !== undefined && !hasEnded(state.holder, state.heard, clock());
      if (!busy && (await appendEntry(store, state.last + 1, by, { does: 'begin' }, conditional))) {
        session = { by, conditional, last: state.last + 1, state };
        return;
      }
      const other = busy ? state.holder : (await readLog(store)).holder;
      await waitFor(other, until, waiting, wait);
      waiting = true;
    }
  };

  const waitFor = async (other: Writer | undefined, until: number, waiting: boolean, wait: number) => {
    if (other && performance.now() >= until) {
      throw new Refusal(
        `found ${store.name} in use by ${said(other)}, expected no other desk at work: wait until it has ended and run this again, or give --wait with more seconds`
      );
    }
    if (other && !waiting) desk.err(`Waiting up to ${wait} s for ${said(other)} …`);
    await pause(lookAgainAfter);
  };

  const takeTicket = async (by: Writer, wait: number) => {
    const until = performance.now() + wait * 1000;
    for (let waiting = false; ; waiting = true) {
      const other = await tryTicket(store, by);
      if (!other) return;
      await waitFor(other, until, waiting, wait);
    }
  };

  const place: ReleasePlace = {
    name: store.name,
    atOnce: requestsAtOnce,
    where: (id) => `${store.name}/${releaseKey(id, '').replace(/\/$/, '')}`,
    async alone(command, { wait = usualWait, now }, run) {
      const by: Writer = { ...(options.holder ?? ownHolder)(command, now()), run: randomUUID() };
      const conditional = await honoursConditions(store, by.run);
      if (!conditional && !options.lock) {
        throw new Refusal(
          `found a store that writes over what it was told to leave (it ignores \`If-None-Match\`), expected one that keeps two desks apart: use another, or give --lock if no two desks ever publish to ${store.name} at once. ${ticketLimits}`
        );
      }
      if (!conditional) {
        desk.err(ticketLimits);
        await takeTicket(by, wait);
      }
      let beating: NodeJS.Timeout | undefined;
      try {
        await begin(by, conditional, wait);
        beating = setInterval(() => {
          const beat = conditional
            ? sayAlive(store, by)
            : holdsTicket(store, by).then((holds) => (holds ? renewTicket(store, by) : undefined));
          // Silence for too long is found out by the next entry of the log.
          beat.catch(() => undefined);
        }, aliveEvery);
        await recover(command);
        const value = await run();
        await takeBack();
        return value;
      } finally {
        clearInterval(beating);
        // Whoever comes next finds an entry missing and does the rest.
        if (session) await append({ does: 'end' }).catch(() => undefined);
        session = undefined;
        if (!conditional) await letTicketGo(store, by).catch(() => undefined);
      }
    },
    current: async () => (await readPointer())?.pointer.release,
    async ids() {
      const { folders } = await store.listFolder('releases/');
      const { unfinished, removing } = session?.state ?? (await readLog(store));
      const hidden = new Set(removing.map(({ release }) => release));
      for (const { release } of unfinished) if (session || !(await whole(release))) hidden.add(release);
      return folders.filter((id) => isReleaseId(id) && !hidden.has(id));
    },
    reserved: () => Promise.resolve((session?.state.unfinished ?? []).flatMap(({ release, sure }) => (sure ? [] : [release]))),
    paths: async (id) => [...(await objectsOf(id)).keys()],
    read: async (id, path) => (await store.get(releaseKey(id, path)))?.bytes,
    async add(manifest, files) {
      const { release } = manifest;
      const paths = new Set(files.map(({ path }) => path));
      const unpacked = files.find(
        ({ path }) => path !== manifestName && isPacked(path) && !path.endsWith('.txt') && !paths.has(`${path}.br`)
      );
      // The edge asks for the copy of every file of these kinds. A site that was never packed has none, and is for tests.
      if (unpacked && files.some(({ path }) => path.endsWith('.br'))) throw new Error(`${unpacked.path} has no brotli copy beside it`);
      const held = inSession();
      await takeBack(release);
      const begun = held.state.unfinished[0]?.paths ?? [];
      const there = await objectsOf(release);
      const foreign = [...there.keys()].filter((path) => !begun.includes(path));
      if (foreign.length > 0) {
        throw new Refusal(
          `found files in ${place.where(release)} that publish did not write (${few(foreign)}), expected none: move them away; nothing of them was touched`
        );
      }
      await append({ does: 'write', release, paths: manifestLast(files.map(({ path }) => path)) });
      await store.remove(begun.filter((path) => !paths.has(path) && there.has(path)).map((path) => releaseKey(release, path)));
      await sendAll(release, files, there);
      held.state.unfinished = [];
    },
    async point(release) {
      const held = inSession();
      const { manifest, id } = release;
      if (!manifest) throw new Refusal(`found ${id} without a manifest, expected a release: choose another`);
      await takeBack();
      const pointed = await readPointer();
      const plain = options.plain ?? pointed?.pointer.plain ?? false;
      const before = held.state.switched?.live ?? [];
      const ours = new Set(before.map(({ path }) => path));
      const there = await liveObjects(plain);
      const own = await objectsOf(id);
      const files = liveGroups(manifest, plain, recordsIn(own)).flat();
      const foreign = files.filter(({ path }) => there.has(path) && !ours.has(path) && there.get(path)?.mark !== own.get(path)?.mark);
      if (foreign.length > 0) {
        throw new Refusal(
          `found files in ${store.name} that publish did not write and would write over (${few(foreign.map(({ path }) => path))}), expected none: choose another prefix, or move them away; nothing of them was touched`
        );
      }
      const live = liveAfter(
        before.filter(({ path }) => there.has(path)),
        files,
        clock()
      );
      const says = { does: 'switch', release: id, plain, live } as const;
      const number = await append(says);
      const decided: Switch = { ...says, live, number, at: clock().toISOString(), by: held.by };
      held.state.switched = decided;
      await carryOut(decided, manifest, before);
    },
    async notes() {
      const { holder, heard, switched, last } = await readLog(store);
      const notes: string[] = [];
      const pointer = (await readPointer())?.pointer;
      if (holder && hasEnded(holder, heard, clock())) {
        notes.push(`${said(holder)} did not end: the next publish or rollback finishes what it decided and takes back the rest.`);
      } else if (holder) notes.push(`${said(holder)} is at work.`);
      if (switched && pointer && pointer.number < switched.number) notes.push(`Readers are still on their way to ${switched.release}.`);
      if (last > 0 && !pointer) notes.push(`There is no ${pointerKey}: readers behind an edge see nothing.`);
      const begun = await store.begun();
      if (begun.length > 0) {
        notes.push(
          `Uploads in parts that somebody began and did not end (${few(begun)}): publish makes none. No reader sees them, but they are paid for; whoever began them can abort them.`
        );
      }
      return notes;
    },
    async remove({ id, manifest }) {
      if (!manifest) return;
      const paths = [manifestName, signatureName, ...allFiles(manifest).map(({ path }) => path)];
      await append({ does: 'remove', release: id, paths });
      await store.remove(paths.map((path) => releaseKey(id, path)));
    }
  };

  async function sendAll(release: string, files: readonly NewFile[], there: ReadonlyMap<string, StoredObject>): Promise<void> {
    const last = files.find(({ path }) => path === manifestName);
    const others = files.filter((file) => file !== last);
    const total = others.reduce((sum, { bytes }) => sum + bytes, 0);
    const elsewhere = new Map<string, ReadonlyMap<string, StoredObject>>();
    for (const id of new Set(others.flatMap(({ alsoIn }) => alsoIn ?? []))) elsewhere.set(id, await objectsOf(id));
    const done = { sent: 0, sentBytes: 0, copied: 0, there: 0, bytes: 0 };
    await sideBySide(others, requestsAtOnce, async (file) => {
      const key = releaseKey(release, file.path);
      const headers = releaseHeaders(file.path);
      const bytes = await file.read();
      if (sha256(bytes) !== file.sha256)
        throw new Refusal(`found ${file.path} changed while it was sent, expected it to rest: run this again`);
      const mark = markOf(bytes);
      const twin = file.alsoIn === undefined ? undefined : elsewhere.get(file.alsoIn)?.get(file.path);
      if (there.get(file.path)?.mark === mark) done.there += 1;
      else if (await copyOrSend(twin?.mark === mark ? twin : undefined, key, headers, () => Promise.resolve(bytes))) done.copied += 1;
      else {
        done.sent += 1;
        done.sentBytes += bytes.length;
      }
      done.bytes += bytes.length;
      options.show?.(done.bytes, total);
    });
    const listed = await objectsOf(release);
    const wrong = others.filter(({ path, bytes }) => listed.get(path)?.bytes !== bytes).map(({ path }) => path);
    const more = [...listed.keys()].filter((path) => path !== manifestName && !others.some((file) => file.path === path));
    if (wrong.length + more.length > 0) {
      throw new Refusal(
        `found ${place.where(release)} otherwise than it was sent (${few([...wrong, ...more])}), expected the same files: run this again`
      );
    }
    await stillAlone();
    if (last) await send(releaseKey(release, manifestName), await last.read(), releaseHeaders(manifestName));
    const parts = [`sent ${done.sent} files, ${(done.sentBytes / 1e6).toFixed(1)} MB`, `copied ${done.copied} inside the store`];
    desk.err(`${[...parts, ...(done.there > 0 ? [`${done.there} were there already`] : [])].join(', ')}.`.replace(/^s/, 'S'));
  }

  return place;
}
