import { dirname, join } from 'node:path';
import { refuse, type Desk } from './desk-io.ts';
import { onDisk } from '../files/disk-refusal.ts';
import { sweepParts } from '../files/write-whole.ts';
import { describeHolder, ownHolder, tryLock, unlock } from '../files/exclusive-file.ts';
import { say } from '#locale/say.ts';

export interface LockRequest {
  /** Absolute. */
  path: string;
  /** The locked thing, as a message names it. */
  what: string;
  command: string;
}

/** Runs something under a lock. @throws Refusal naming the desk that holds it. */
export async function withLock<Value>(
  { path, what, command }: LockRequest,
  desk: Pick<Desk, 'now'>,
  run: () => Promise<Value>
) {
  const own = ownHolder(command, desk.now());
  const other = await onDisk(tryLock(path, own), say`at ${dirname(path)}`);
  if (other)
    refuse(
      'locked',
      say`${describeHolder(other)} is using ${what}.`,
      say`Wait until it has ended and run this again. ` +
        say`If that process no longer exists, remove ${path}.`
    );
  try {
    return await run();
  } finally {
    await unlock(path, own);
  }
}

export const lockPath = (root: string) => join(root, 'build', 'desk.lock');

export const withProjectLock = <Value>(
  desk: Pick<Desk, 'root' | 'now'>,
  command: string,
  run: () => Promise<Value>
) => {
  const path = lockPath(desk.root);
  return withLock({ path, what: say`this project`, command }, desk, async () => {
    await sweepParts(desk.root);
    return run();
  });
};
