import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type ObjectStore, putRecord, readRecord } from './object-store.ts';
import { hasEnded, heartbeatTimeout, writerSchema, type Writer } from './store-log.ts';

const ticketSchema = z.strictObject({ by: writerSchema, holds: z.boolean() });
type Ticket = z.infer<typeof ticketSchema>;

const folder = 'lock/';
const keyOf = (run: string) => `${folder}${run}.json`;
const pollInterval = 150;

export const ticketLimits =
  'The ticket lock of --lock keeps two desks apart if the store lists objects at once and no desk ' +
  `pauses for more than ${heartbeatTimeout / 1000} s. It cannot stop a desk that pauses longer and resumes.`;

async function otherTickets(store: ObjectStore, own: Writer): Promise<Ticket[]> {
  const found: Ticket[] = [];
  for (const { key, modified } of await store.list(folder)) {
    if (key === keyOf(own.run)) continue;
    const record = await readRecord(
      store,
      key,
      (text) => ticketSchema.parse(JSON.parse(text)),
      'the ticket of a desk'
    );
    if (!record) continue;
    const ticket = record.value;
    if (hasEnded(ticket.by, modified, store.now() ?? new Date())) await store.remove([key]);
    else found.push(ticket);
  }
  return found;
}

const putTicket = (store: ObjectStore, by: Writer, holds: boolean) =>
  putRecord(store, keyOf(by.run), { by, holds } satisfies Ticket);

/**
 * Locks a store without preconditions. Each desk writes a ticket, then lists: of two desks, at
 * least one sees both tickets. The one whose run sorts first waits until the other leaves or holds.
 * @returns undefined when the lock is held; else the other writer.
 */
export async function tryTicket(store: ObjectStore, own: Writer): Promise<Writer | undefined> {
  await putTicket(store, own, false);
  for (;;) {
    const others = await otherTickets(store, own);
    const ahead = others.find(({ holds }) => holds) ?? others.find(({ by }) => by.run < own.run);
    if (ahead) {
      await store.remove([keyOf(own.run)]);
      return ahead.by;
    }
    if (others.length === 0) {
      await putTicket(store, own, true);
      return undefined;
    }
    await pause(pollInterval);
  }
}

export const renewTicket = (store: ObjectStore, own: Writer) => putTicket(store, own, true);

/** False once another desk has removed the ticket of a desk that was silent for too long. */
export const holdsTicket = async (store: ObjectStore, own: Writer): Promise<boolean> =>
  (await store.get(keyOf(own.run))) !== undefined;

export const removeTicket = (store: ObjectStore, own: Writer): Promise<void> =>
  store.remove([keyOf(own.run)]);
