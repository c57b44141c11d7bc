import { randomUUID } from 'node:crypto';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { usualWait, waitingFor } from '../cli/desk-lock.ts';
import { holderWords, ownHolder, type Holder } from '../files/exclusive-file.ts';
import type { ObjectStore } from './object-store.ts';
import { releaseKey } from './store-content.ts';
import {
  appendEntry,
  hasEnded,
  honoursConditions,
  readLog,
  sayAlive,
  type LogSaying,
  type LogState,
  type Writer
} from './store-log.ts';
import { holdsTicket, letTicketGo, renewTicket, ticketLimits, tryTicket } from './ticket-lock.ts';

const lookAgainAfter = 500;
const aliveEvery = 20_000;

/** The writer that holds a place, and how far its log has come. */
export interface Session {
  by: Writer;
  conditional: boolean;
  last: number;
  state: LogState;
}

/** Returns the refusal of a desk that was silent for so long that another took its place. */
export async function overtaken(store: ObjectStore): Promise<Refusal> {
  const { holder } = await readLog(store);
  return new Refusal(
    `found ${store.name} taken over by ${holder ? holderWords(holder) : 'another desk'}, expected to be the only one at work: this desk was silent for too long; look at \`npm run desk -- releases ${store.name}\`, then run this again`
  );
}

const lostItsTicket = async (store: ObjectStore, { conditional, by }: Session) =>
  !conditional && !(await holdsTicket(store, by));

/** Writes the next entry of the log. @returns its number. @throws Refusal when another desk has. */
export async function append(store: ObjectStore, held: Session, says: LogSaying): Promise<number> {
  if (await lostItsTicket(store, held)) throw await overtaken(store);
  if (!(await appendEntry(store, held.last + 1, held.by, says, held.conditional)))
    throw await overtaken(store);
  return ++held.last;
}

/** Makes sure that no other desk has written since. @throws Refusal when one has. */
export async function stillAlone(store: ObjectStore, held: Session): Promise<void> {
  const newer = (await store.list('log/')).some(
    ({ key }) => Number(/^log\/(\d{8})\.json$/.exec(key)?.[1] ?? 0) > held.last
  );
  if (newer || (await lostItsTicket(store, held))) throw await overtaken(store);
}

/** Removes what desks before began to write and did not end, but for one release. */
export async function takeBack(store: ObjectStore, held: Session, but?: string): Promise<void> {
  for (const { release, paths } of held.state.unfinished.filter((one) => one.release !== but)) {
    await store.remove(paths.map((path) => releaseKey(release, path)));
    await append(store, held, { does: 'take back', release });
  }
  held.state.unfinished = held.state.unfinished.filter((one) => one.release === but);
}

type WaitFor = ReturnType<typeof waitingFor>;

/** Waits until nobody else is at work, and begins. */
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

/** How a place in a store is held. */
export interface HoldOptions {
  /** Whether a store without preconditions is written to behind a lock of tickets. */
  lock?: boolean | undefined;
  /** Returns who writes; this process when left out. */
  holder?: ((command: string, since: Date) => Holder) | undefined;
  /** The time by the store's clock. */
  clock: () => Date;
}

/**
 * Runs something while no other desk writes to a store.
 * @throws Refusal naming the other desk, or a store that keeps no two apart.
 */
export async function holdStore<Value>(
  store: ObjectStore,
  command: string,
  { wait = usualWait, now, err }: Desk,
  options: HoldOptions,
  run: (held: Session) => Promise<Value>
): Promise<Value> {
  const by: Writer = { ...(options.holder ?? ownHolder)(command, now()), run: randomUUID() };
  // The ticket and the log may each be waited for as long.
  const waitFor = () => waitingFor({ what: store.name, wait }, lookAgainAfter, { err });
  const conditional = await honoursConditions(store, by.run);
  if (!conditional && !options.lock) {
    throw new Refusal(
      `found a store that writes over what it was told to leave (it ignores \`If-None-Match\`), expected one that keeps two desks apart: use another, or give --lock if no two desks ever publish to ${store.name} at once. ${ticketLimits}`
    );
  }
  let held: Session | undefined;
  let beating: NodeJS.Timeout | undefined;
  try {
    if (!conditional) {
      err(ticketLimits);
      await takeTicket(store, by, waitFor());
    }
    held = await begin(store, by, conditional, options.clock, waitFor());
    beating = setInterval(() => {
      const beat = conditional
        ? sayAlive(store, by)
        : holdsTicket(store, by).then((holds) => (holds ? renewTicket(store, by) : undefined));
      // Silence for too long is found out by the next entry of the log.
      beat.catch(() => undefined);
    }, aliveEvery);
    return await run(held);
  } finally {
    clearInterval(beating);
    if (held) await append(store, held, { does: 'end' }).catch(() => undefined);
    if (!conditional) await letTicketGo(store, by).catch(() => undefined);
  }
}
