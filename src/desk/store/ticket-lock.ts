import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type ObjectStore, putRecord, readRecord } from './object-store.ts';
import { hasEnded, silenceOfTheDead, writerSchema, type Writer } from './store-log.ts';

const ticketSchema = z.strictObject({ by: writerSchema, holds: z.boolean() });
type Ticket = z.infer<typeof ticketSchema>;

const folder = 'lock/';
const keyOf = (run: string) => `${folder}${run}.json`;
const lookAgainAfter = 150;

/** What a lock of tickets cannot promise, as it is said to whoever publishes. */
export const ticketLimits =
  'Behind a lock of tickets: it keeps two desks apart as long as the store lists an object as soon as it is written and no desk sleeps ' +
  `for longer than ${silenceOfTheDead / 1000} s in the middle of its work. It cannot stop a desk that sleeps longer and wakes.`;

async function others(store: ObjectStore, own: Writer): Promise<Ticket[]> {
  const found: Ticket[] = [];
  for (const { key, changed } of await store.list(folder)) {
    if (key === keyOf(own.run)) continue;
    const ticket = (
      await readRecord(
        store,
        key,
        (text) => ticketSchema.parse(JSON.parse(text)),
        'the ticket of a desk'
      )
    )?.value;
    if (!ticket) continue;
    if (hasEnded(ticket.by, changed, store.now() ?? new Date())) await store.remove([key]);
    else found.push(ticket);
  }
  return found;
}

const put = (store: ObjectStore, by: Writer, holds: boolean) =>
  putRecord(store, keyOf(by.run), { by, holds } satisfies Ticket);

/**
 * Tries to hold the lock of a store without preconditions. Each desk lays down a ticket and then
 * looks: whoever laid theirs down first is seen by the other. Of two that see each other, the one
 * with the smaller name waits for the other to go or to hold.
 * @returns undefined when it is held now, else who else holds it or asks for it.
 */
export async function tryTicket(store: ObjectStore, own: Writer): Promise<Writer | undefined> {
  await put(store, own, false);
  for (;;) {
    const there = await others(store, own);
    const ahead = there.find(({ holds }) => holds) ?? there.find(({ by }) => by.run < own.run);
    if (ahead) {
      await store.remove([keyOf(own.run)]);
      return ahead.by;
    }
    if (there.length === 0) {
      await put(store, own, true);
      return undefined;
    }
    await pause(lookAgainAfter);
  }
}

/** Says that the holder is still at work. */
export const renewTicket = (store: ObjectStore, own: Writer) => put(store, own, true);

/**
 * Returns whether the ticket is still there: another desk takes away one that was silent for too
 * long.
 */
export const holdsTicket = async (store: ObjectStore, own: Writer): Promise<boolean> =>
  (await store.get(keyOf(own.run))) !== undefined;

/** Lets go of the lock. */
export const letTicketGo = (store: ObjectStore, own: Writer): Promise<void> =>
  store.remove([keyOf(own.run)]);
