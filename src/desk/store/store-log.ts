import { hostname } from 'node:os';
import { z } from 'zod';
import { endedHere, holderSchema } from '../files/exclusive-file.ts';
import { isAlive } from '../files/process-alive.ts';
import { Refusal } from '../cli/desk-io.ts';
import { type ObjectStore, putRecord, readRecord } from './object-store.ts';

export const writerSchema = holderSchema.extend({ run: z.string() });
export type Writer = z.infer<typeof writerSchema>;

const servedSchema = z.strictObject({
  path: z.string(),
  sha256: z.string(),
  sent: z.string(),
  /** When the current release stopped having it; caches may still request it. */
  left: z.iso.datetime().optional()
});

export type ServedFile = z.infer<typeof servedSchema>;

const common = { number: z.number().int().positive(), at: z.iso.datetime(), by: writerSchema };
const entrySchema = z.discriminatedUnion('does', [
  z.strictObject({ ...common, does: z.literal('begin') }),
  z.strictObject({
    ...common,
    does: z.literal('write'),
    release: z.string(),
    paths: z.array(z.string())
  }),
  // The unfinished release of an earlier desk was removed.
  z.strictObject({ ...common, does: z.literal('take back'), release: z.string() }),
  // Readers see this release from now on. If the desk is killed, the next one carries it out.
  z.strictObject({
    ...common,
    does: z.literal('switch'),
    release: z.string(),
    plain: z.boolean(),
    live: z.array(servedSchema)
  }),
  z.strictObject({
    ...common,
    does: z.literal('remove'),
    release: z.string(),
    paths: z.array(z.string())
  }),
  z.strictObject({ ...common, does: z.literal('end') })
]);

type LogEntry = z.infer<typeof entrySchema>;
type Body<Entry> = Entry extends LogEntry ? Omit<Entry, keyof typeof common> : never;
export type LogEntryBody = Body<LogEntry>;
export type Switch = Extract<LogEntry, { does: 'switch' }>;

const folder = 'log/';
const keyOf = (number: number) => `${folder}${String(number).padStart(8, '0')}.json`;
/** Rewritten while a desk is at work, for desks on other machines. */
const heartbeatKey = `${folder}alive.json`;

/** After how many milliseconds without a heartbeat a desk of another machine counts as ended. */
export const heartbeatTimeout = 120_000;

export interface LogState {
  last: number;
  holder?: Writer;
  /** Its last entry or heartbeat, by the store's clock. */
  heard: Date;
  switched?: Switch;
  /** `sure` when the writer has certainly ended. */
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
    'foreign-record',
    `The log of ${store.name} is incomplete: ${keyOf(number)} is missing.`,
    'Choose another prefix.'
  );
}

/** A desk of another machine counts as ended when its heartbeat stops. */
export function hasEnded(by: Writer, heard: Date, now: Date): boolean {
  if (by.host === hostname()) return !isAlive(by);
  return now.getTime() - heard.getTime() > heartbeatTimeout;
}

/** Reads the log back to the last switch. @throws Refusal when publish did not write an entry. */
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
        .filter(({ key }) => key === keyOf(last) || key === heartbeatKey)
        .map(({ modified }) => modified.getTime())
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
    // Only the last desk that began may still be at work.
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

/** Writes an entry unless its number is taken. Returns false when another desk wrote it. */
export async function appendEntry(
  store: ObjectStore,
  number: number,
  by: Writer,
  body: LogEntryBody,
  conditional: boolean
): Promise<boolean> {
  const at = (store.now() ?? new Date()).toISOString();
  const entry: LogEntry = entrySchema.parse({ number, at, by, ...body });
  if (
    (await putRecord(
      store,
      keyOf(number),
      entry,
      conditional ? { ifNoneMatch: '*' } : undefined
    )) !== undefined
  )
    return true;
  // The retry of a write whose answer was lost finds its own entry.
  const there = await readEntry(store, number);
  return there.by.run === by.run && there.does === body.does;
}

export const sendHeartbeat = (store: ObjectStore, by: Writer) =>
  putRecord(store, heartbeatKey, { run: by.run });

/** False for a store that ignores `If-None-Match`: two desks could both believe to be alone. */
export async function supportsConditions(store: ObjectStore, run: string): Promise<boolean> {
  const key = `${folder}probe-${run}.json`;
  try {
    await putRecord(store, key, {}, { ifNoneMatch: '*' });
    return (await putRecord(store, key, {}, { ifNoneMatch: '*' })) === undefined;
  } finally {
    await store.remove([key]);
  }
}
