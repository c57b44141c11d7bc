import { randomUUID } from 'node:crypto';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { usualWait, waitingFor } from '../cli/desk-lock.ts';
import { describeHolder, ownHolder, type Holder } from '../files/exclusive-file.ts';
import type { ObjectStore } from './object-store.ts';
import { releaseKey } from './store-content.ts';
import {
  appendEntry,
  hasEnded,
  readLog,
  sendHeartbeat,
  supportsConditions,
  type LogEntryBody,
  type LogState,
  type Writer
} from './store-log.ts';
import { holdsTicket, removeTicket, renewTicket, ticketLimits, tryTicket } from './ticket-lock.ts';

const pollInterval = 500;
const heartbeatInterval = 20_000;

export interface Session {
  by: Writer;
  conditional: boolean;
  last: number;
  state: LogState;
}

export async function takenOver(store: ObjectStore): Promise<Refusal> {
  const { holder } = await readLog(store);
  return new Refusal(
    'taken-over',
    `This desk was silent for too long, and ${holder ? describeHolder(holder) : 'another desk'} took over ${store.name}.`,
    `Look at \`npm run desk -- releases ${store.name}\`, then run this again.`
  );
}

const lostItsTicket = async (store: ObjectStore, { conditional, by }: Session) =>
  !conditional && !(await holdsTicket(store, by));

/** Appends to the log. @returns the entry's number. @throws Refusal when another desk took over. */
export async function append(
  store: ObjectStore,
  session: Session,
  body: LogEntryBody
): Promise<number> {
  if (await lostItsTicket(store, session)) throw await takenOver(store);
  if (!(await appendEntry(store, session.last + 1, session.by, body, session.conditional)))
    throw await takenOver(store);
  return ++session.last;
}

/** @throws Refusal when another desk has written since. */
export async function assertSoleWriter(store: ObjectStore, session: Session): Promise<void> {
  const newer = (await store.list('log/')).some(
    ({ key }) => Number(/^log\/(\d{8})\.json$/.exec(key)?.[1] ?? 0) > session.last
  );
  if (newer || (await lostItsTicket(store, session))) throw await takenOver(store);
}

/** Removes releases that earlier desks did not finish, except one. */
export async function removeUnfinished(
  store: ObjectStore,
  session: Session,
  except?: string
): Promise<void> {
  const { state } = session;
  for (const { release, paths } of state.unfinished.filter((one) => one.release !== except)) {
    await store.remove(paths.map((path) => releaseKey(release, path)));
    await append(store, session, { does: 'take back', release });
  }
  state.unfinished = state.unfinished.filter((one) => one.release === except);
}

type WaitFor = ReturnType<typeof waitingFor>;

async function begin(
  store: ObjectStore,
  by: Writer,
  conditional: boolean,
  now: () => Date,
  waitFor: WaitFor
): Promise<Session> {
  for (;;) {
    const state = await readLog(store);
    const busy = state.holder !== undefined && !hasEnded(state.holder, state.heard, now());
    if (!busy && (await appendEntry(store, state.last + 1, by, { does: 'begin' }, conditional))) {
      return { by, conditional, last: state.last + 1, state };
    }
    await waitFor(busy ? state.holder : (await readLog(store)).holder);
  }
}

async function takeTicket(store: ObjectStore, by: Writer, waitFor: WaitFor): Promise<void> {
  for (let other = await tryTicket(store, by); other; other = await tryTicket(store, by))
    await waitFor(other);
}

export interface StoreLockOptions {
  /** Allows the ticket lock on a store that ignores preconditions. */
  lock?: boolean | undefined;
  holder?: ((command: string, since: Date) => Holder) | undefined;
  clock: () => Date;
}

/**
 * Runs something while no other desk writes to a store.
 * @throws Refusal naming the other desk, or when the store ignores preconditions.
 */
export async function withStoreLock<Value>(
  store: ObjectStore,
  command: string,
  { wait = usualWait, now, err }: Desk,
  options: StoreLockOptions,
  run: (session: Session) => Promise<Value>
): Promise<Value> {
  const by: Writer = { ...(options.holder ?? ownHolder)(command, now()), run: randomUUID() };
  // The ticket and the log may each take that long.
  const waitFor = () => waitingFor({ what: store.name, wait }, pollInterval, { err });
  const conditional = await supportsConditions(store, by.run);
  if (!conditional && !options.lock) {
    throw new Refusal(
      'no-preconditions',
      `${store.name} ignores \`If-None-Match\`, so two desks could overwrite each other.`,
      `Use another store. If two desks never publish here at once, add --lock. ${ticketLimits}`
    );
  }
  let session: Session | undefined;
  let heartbeat: NodeJS.Timeout | undefined;
  try {
    if (!conditional) {
      err(ticketLimits);
      await takeTicket(store, by, waitFor());
    }
    session = await begin(store, by, conditional, options.clock, waitFor());
    heartbeat = setInterval(() => {
      const beat = conditional
        ? sendHeartbeat(store, by)
        : holdsTicket(store, by).then((holds) => (holds ? renewTicket(store, by) : undefined));
      // The next entry of the log notices a heartbeat that failed for too long.
      beat.catch(() => undefined);
    }, heartbeatInterval);
    return await run(session);
  } finally {
    clearInterval(heartbeat);
    if (session) await append(store, session, { does: 'end' }).catch(() => undefined);
    if (!conditional) await removeTicket(store, by).catch(() => undefined);
  }
}
