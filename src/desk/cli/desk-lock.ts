import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal, type Desk } from './desk-io.ts';
import { onDisk } from '../files/disk-refusal.ts';
import { sweepParts } from '../files/write-whole.ts';
import { describeHolder, ownHolder, tryLock, unlock } from '../files/exclusive-file.ts';

/** Seconds to wait for another desk. */
export const usualWait = 10;
const lookAgainAfter = 100;

export interface LockRequest {
  /** Absolute. */
  path: string;
  /** The locked thing, as a message names it. */
  what: string;
  /** Shown to other desks. */
  command: string;
  /** In seconds; 0 does not wait. */
  wait: number;
}

/** Runs something under a lock. @throws Refusal naming a holder that keeps it for too long. */
export async function withLock<Value>(
  { path, what, command, wait }: LockRequest,
  desk: Pick<Desk, 'now' | 'err'>,
  run: () => Promise<Value>
): Promise<Value> {
  const own = ownHolder(command, desk.now());
  const until = performance.now() + wait * 1000;
  for (let isFirst = true; ; isFirst = false) {
    const other = await onDisk(tryLock(path, own), `at ${dirname(path)}`);
    if (!other) break;
    if (performance.now() >= until)
      throw new Refusal(
        'locked',
        `${describeHolder(other)} is using ${what}.`,
        `Wait until it has ended and run this again. If that process no longer exists, remove ${path}.`
      );
    if (isFirst) desk.err(`Waiting up to ${wait} s for ${describeHolder(other)} …`);
    await pause(lookAgainAfter);
  }
  try {
    return await run();
  } finally {
    await unlock(path, own);
  }
}

/** Runs something that writes into a project's `data/`, while no other desk of it can. */
export const withProjectLock = <Value>(
  desk: Pick<Desk, 'root' | 'wait' | 'now' | 'err'>,
  command: string,
  run: () => Promise<Value>
): Promise<Value> => {
  const { root, wait = usualWait } = desk;
  const request = { path: join(root, 'build', 'desk.lock'), what: 'this project', command, wait };
  return withLock(request, desk, async () => {
    await sweepParts(root);
    return run();
  });
};
