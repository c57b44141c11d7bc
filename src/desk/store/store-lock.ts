import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { z } from 'zod';
import { isReleaseId } from '#site/output/release-manifest.ts';
import { Refusal, refuse, type Desk } from '../cli/desk-io.ts';
import {
  describeHolder,
  holderSchema,
  ownHolder,
  type Holder,
  isAlive
} from '../files/exclusive-file.ts';
import { putRecord, readRecord, type ObjectStore } from './object-store.ts';
import { say } from '#locale/say.ts';

const lockKey = 'lock.json';
const probeKey = 'lock-probe.json';

/** For how many milliseconds a desk of another machine holds the lock after it last wrote it. */
const lease = 300_000;

const lockSchema = z.strictObject({
  holder: holderSchema.extend({ run: z.string() }).optional(),
  /** By the store's clock. */
  expires: z.iso.datetime(),
  /** A release whose files a desk began to write or remove. */
  unfinished: z.string().refine(isReleaseId).optional()
});
type LockRecord = z.infer<typeof lockSchema>;

export const readLock = (store: ObjectStore) =>
  readRecord(store, lockKey, (text) => lockSchema.parse(JSON.parse(text)), say`the lock of a desk`);

/** False for a store that ignores preconditions: two desks could both believe to be alone. */
async function honoursConditions(store: ObjectStore) {
  // Never removed, or another desk's probe would succeed. After the first time it is there.
  const create = () => putRecord(store, probeKey, {}, { ifNoneMatch: '*' });
  const isRefused =
    ((await create()) === undefined || (await create()) === undefined) &&
    (await putRecord(store, probeKey, {}, { ifMatch: '0'.repeat(32) })) === undefined;
  if (!isRefused) await store.remove([probeKey]);
  return isRefused;
}

const isEnded = (holder: Holder, expires: string, now: Date) =>
  holder.host === hostname() ? !isAlive(holder) : now.getTime() > Date.parse(expires);

/** The lock of a store while a desk holds it: one object, replaced with `If-Match`. */
export class StoreLock {
  /** A release that an earlier desk or this one did not finish. */
  unfinished: string | undefined;
  readonly killed: Holder | undefined;
  #expires = 0;
  #writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly store: ObjectStore,
    readonly conditional: boolean,
    private readonly holder: NonNullable<LockRecord['holder']>,
    private readonly clock: () => Date,
    before: LockRecord | undefined,
    private etag: string | undefined
  ) {
    this.unfinished = before?.unfinished;
    this.killed = before?.holder;
  }

  /** @throws Refusal naming the desk at work, or when the store ignores preconditions. */
  static async take(
    store: ObjectStore,
    { command, desk, plain, holder, clock }: LockRequest
  ): Promise<StoreLock> {
    const conditional = await honoursConditions(store);
    // Refuses a clock that is far off.
    clock();
    if (!conditional && !plain)
      refuse(
        'no-preconditions',
        say`${store.name} ignores \`If-None-Match\` and \`If-Match\`, so two desks could overwrite each other.`,
        say`Use another store. If only one desk ever publishes here, run \`npm run desk -- publish ${store.name} --plain\`.`
      );
    if (!conditional)
      desk.err(
        say`${store.name} ignores preconditions. Nothing keeps apart two desks that publish at the same moment.`
      );
    const own = { ...(holder ?? ownHolder)(command, desk.now()), run: randomUUID() };
    for (let tries = 1; ; tries++) {
      const there = await readLock(store);
      const other = there?.value.holder;
      if (other && (tries > 5 || !isEnded(other, there.value.expires, clock())))
        refuse(
          'locked',
          say`${describeHolder(other)} is using ${store.name}.`,
          say`Wait until it has ended and run this again. On another machine, a killed desk counts as ended at ${there.value.expires.slice(0, 19)}Z.`
        );
      const lock = new StoreLock(store, conditional, own, clock, there?.value, there?.etag);
      if (await lock.#write()) return lock;
    }
  }

  /** Returns false when another desk has written the lock since. */
  async #write(record: Partial<LockRecord> = { holder: this.holder }) {
    const { store, conditional } = this;
    this.#expires = this.clock().getTime() + lease;
    const expires = new Date(this.#expires).toISOString();
    const next: LockRecord = { ...record, expires, unfinished: this.unfinished };
    const condition =
      this.etag === undefined ? ({ ifNoneMatch: '*' } as const) : { ifMatch: this.etag };
    const etag = await putRecord(store, lockKey, next, conditional ? condition : undefined);
    if (conditional && etag !== undefined) {
      this.etag = etag;
      return true;
    }
    // Also after a retry: the answer to the first try may have been lost.
    const there = await readLock(store);
    if (!there || JSON.stringify(there.value) !== JSON.stringify(next)) return false;
    this.etag = there.etag;
    return true;
  }

  /** Extends the lease. @throws Refusal when another desk took over. */
  renew() {
    const written = this.#writing.then(async () => {
      if (!(await this.#isOwn()) || !(await this.#write())) throw await this.takenOver();
    });
    this.#writing = written.catch(() => undefined);
    return written;
  }

  async keep() {
    await this.#writing;
    if (this.#expires - this.clock().getTime() < lease / 2) await this.renew();
  }

  /** Notes a release before its files are written or removed; undefined once that is done. */
  note(unfinished: string | undefined) {
    this.unfinished = unfinished;
    return this.renew();
  }

  async release() {
    if (await this.#isOwn()) await this.#write({});
  }

  /** True on a store that honours preconditions: the next write finds out. */
  async #isOwn() {
    return this.conditional || (await readLock(this.store))?.value.holder?.run === this.holder.run;
  }

  async takenOver() {
    const other = (await readLock(this.store))?.value.holder;
    const by = other && other.run !== this.holder.run ? describeHolder(other) : say`another desk`;
    return new Refusal(
      'taken-over',
      say`This desk was silent for too long, and ${by} took over ${this.store.name}.`,
      say`Look at \`npm run desk -- releases ${this.store.name}\`, then run this again.`
    );
  }
}

export interface LockRequest {
  command: string;
  desk: Pick<Desk, 'now' | 'err'>;
  plain: boolean;
  /** For tests. */
  holder?: ((command: string, since: Date) => Holder) | undefined;
  clock: () => Date;
}
