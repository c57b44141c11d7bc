import { hostname } from 'node:os';
import { z } from 'zod';
import { endedHere, holderSchema } from '../files/exclusive-file.ts';
import { isAlive } from '../files/process-alive.ts';
import { Refusal } from '../cli/desk-io.ts';
import { type ObjectStore, putRecord, readRecord } from './object-store.ts';

/** Who writes: a process, and which of its runs. */
export const writerSchema = holderSchema.extend({ run: z.string() });
export type Writer = z.infer<typeof writerSchema>;

const liveSchema = z.strictObject({
  path: z.string(),
  sha256: z.string(),
  /** The checksum of what it is sent with. */
  sent: z.string(),
  /** Since when the release that readers see does not have it; a reader may still. */
  left: z.iso.datetime().optional()
});

/** A file that readers are sent from outside a release's folder. */
export type LiveFile = z.infer<typeof liveSchema>;

const common = { number: z.number().int().positive(), at: z.iso.datetime(), by: writerSchema };
const entrySchema = z.discriminatedUnion('does', [
  // A desk is at work.
  z.strictObject({ ...common, does: z.literal('begin') }),
  // It writes a release; these are its paths.
  z.strictObject({
    ...common,
    does: z.literal('write'),
    release: z.string(),
    paths: z.array(z.string())
  }),
  // It has taken back what a desk before it wrote and did not end.
  z.strictObject({ ...common, does: z.literal('take back'), release: z.string() }),
  // Readers see this release from now on; whoever comes next sees to it.
  z.strictObject({
    ...common,
    does: z.literal('switch'),
    release: z.string(),
    plain: z.boolean(),
    live: z.array(liveSchema)
  }),
  // It removes a release.
  z.strictObject({
    ...common,
    does: z.literal('remove'),
    release: z.string(),
    paths: z.array(z.string())
  }),
  z.strictObject({ ...common, does: z.literal('end') })
]);

/** One numbered object of the log: written once, never changed. */
type LogEntry = z.infer<typeof entrySchema>;
type Saying<Entry> = Entry extends LogEntry ? Omit<Entry, keyof typeof common> : never;
export type LogSaying = Saying<LogEntry>;
export type Switch = Extract<LogEntry, { does: 'switch' }>;

const folder = 'log/';
const keyOf = (number: number) => `${folder}${String(number).padStart(8, '0')}.json`;
/** Written over and over by a desk at work, so that another machine knows that it has not ended. */
const aliveKey = `${folder}alive.json`;

/** How long a desk of another machine may be silent before it counts as ended, in milliseconds. */
export const silenceOfTheDead = 120_000;

/** What the log says. */
export interface LogState {
  /** The number of the last entry; 0 for none. */
  last: number;
  /** The desk that began and did not end. */
  holder?: Writer;
  /** When anything was last heard of it, by the store's clock. */
  heard: Date;
  switched?: Switch;
  /**
   * Releases that were being written and are not there whole, with their paths; `sure` when their
   * writer has ended for certain.
   */
  unfinished: { release: string; paths: string[]; sure: boolean }[];
  removing: { release: string; paths: string[] }[];
}

async function readEntry(store: ObjectStore, number: number): Promise<LogEntry> {
  const numbered = entrySchema.refine((entry) => entry.number === number);
  const found = await readRecord(
    store,
    keyOf(number),
    (text) => numbered.parse(JSON.parse(text)),
    `entry ${number} of its log`
  );
  if (found) return found.value;
  throw new Refusal(
    `found no ${keyOf(number)} in ${store.name}, expected the whole log of publish: choose another prefix`
  );
}

/** Whether a desk has ended. Of another machine only its silence tells. */
export function hasEnded(by: Writer, heard: Date, now: Date): boolean {
  if (by.host === hostname()) return !isAlive(by);
  return now.getTime() - heard.getTime() > silenceOfTheDead;
}

/**
 * Returns what the log of a store says, reading back to the last switch.
 * @throws Refusal when an entry is not of publish's making.
 */
export async function readLog(store: ObjectStore): Promise<LogState> {
  const objects = await store.list(folder);
  const numbers = objects
    .flatMap(({ key }) => /^log\/(\d{8})\.json$/.exec(key)?.[1] ?? [])
    .map(Number);
  const last = Math.max(0, ...numbers);
  const heard = new Date(
    Math.max(
      0,
      ...objects
        .filter(({ key }) => key === keyOf(last) || key === aliveKey)
        .map(({ changed }) => changed.getTime())
    )
  );
  const state: LogState = { last, heard, unfinished: [], removing: [] };
  const settled = new Set<string>();
  let ended = false;
  const finishedRuns = new Set<string>();
  for (let number = last; number > 0; number--) {
    const entry = await readEntry(store, number);
    if (entry.does === 'end') {
      finishedRuns.add(entry.by.run);
      ended ||= number === last;
    }
    // The last to begin is the only one that may be at work: a desk begins only after the one
    // before has ended.
    if (!ended && entry.does === 'begin') {
      state.holder ??= entry.by;
      ended = true;
    }
    if (entry.does === 'take back') settled.add(entry.release);
    if (entry.does === 'write' && !settled.has(entry.release)) {
      settled.add(entry.release);
      state.unfinished.push({
        release: entry.release,
        paths: entry.paths,
        sure: finishedRuns.has(entry.by.run) || endedHere(entry.by)
      });
    }
    if (entry.does === 'remove' && !state.switched)
      state.removing.push({ release: entry.release, paths: entry.paths });
    if (entry.does === 'switch') {
      state.switched ??= entry;
      settled.add(entry.release);
      if (ended) break;
    }
  }
  return state;
}

/**
 * Writes the next entry of the log, only where there is none of that number.
 * @returns whether it is this writer's.
 */
export async function appendEntry(
  store: ObjectStore,
  number: number,
  by: Writer,
  says: LogSaying,
  conditional: boolean
): Promise<boolean> {
  const at = (store.now() ?? new Date()).toISOString();
  const entry: LogEntry = entrySchema.parse({ number, at, by, ...says });
  if (
    (await putRecord(store, keyOf(number), entry, conditional ? { onlyNew: true } : undefined)) !==
    undefined
  )
    return true;
  // An answer that was lost on its way back was asked for again, and finds its own entry.
  const there = await readEntry(store, number);
  return there.by.run === by.run && there.does === says.does;
}

/** Says that a desk is still at work. */
export const sayAlive = (store: ObjectStore, by: Writer) =>
  putRecord(store, aliveKey, { run: by.run });

/**
 * Returns whether a store keeps what is there when told to write only where nothing is: else two
 * desks could both believe to be alone.
 */
export async function honoursConditions(store: ObjectStore, run: string): Promise<boolean> {
  const key = `${folder}probe-${run}.json`;
  try {
    await putRecord(store, key, {}, { onlyNew: true });
    return (await putRecord(store, key, {}, { onlyNew: true })) === undefined;
  } finally {
    await store.remove([key]);
  }
}
