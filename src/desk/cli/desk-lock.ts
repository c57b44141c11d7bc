import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal, type Desk } from './desk-io.ts';
import { onDisk } from '../files/disk-refusal.ts';
import {
  describeHolder,
  ownHolder,
  tryLock,
  unlock,
  type Holder
} from '../files/exclusive-file.ts';

/** Seconds to wait for another desk, unless --wait is given. */
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

/**
 * Returns a function that waits `every` ms for a holder, and names it once.
 * @throws Refusal after `wait` seconds, with `orElse` as a further fix.
 */
export function waitingFor(
  { what, wait }: Pick<LockRequest, 'what' | 'wait'>,
  every: number,
  desk: Pick<Desk, 'err'>,
  orElse = ''
) {
  const until = performance.now() + wait * 1000;
  let named = false;
  return async (other: Holder | undefined): Promise<void> => {
    if (other && performance.now() >= until) {
      throw new Refusal(
        'locked',
        `${describeHolder(other)} is using ${what}.`,
        `Wait until it has ended and run this again, or add --wait <seconds>.${orElse}`
      );
    }
    if (other && !named) desk.err(`Waiting up to ${wait} s for ${describeHolder(other)} …`);
    named = true;
    await pause(every);
  };
}

/** Runs something under a lock. @throws Refusal naming a holder that keeps it for too long. */
export async function withLock<Value>(
  request: LockRequest,
  desk: Pick<Desk, 'now' | 'err'>,
  run: () => Promise<Value>
): Promise<Value> {
  const { path, command } = request;
  const own = ownHolder(command, desk.now());
  const waitFor = waitingFor(
    request,
    lookAgainAfter,
    desk,
    ` If that process no longer exists, remove ${path}.`
  );
  for (;;) {
    const other = await onDisk(tryLock(path, own), `at ${dirname(path)}`);
    if (!other) break;
    await waitFor(other);
  }
  try {
    return await run();
  } finally {
    await unlock(path, own);
  }
}

/** The lock of a project's `data/`. */
export function projectLock(root: string, command: string, wait: number): LockRequest {
  return { path: join(root, 'build', 'desk.lock'), what: 'this project', command, wait };
}

/** Takes `--wait <seconds>` out of a command line. @throws Refusal for an invalid number. */
export function takeWait(argv: readonly string[]): { wait: number; rest: string[] } {
  const at = argv.findIndex((word) => /^--wait(=|$)/.test(word));
  if (at < 0) return { wait: usualWait, rest: [...argv] };
  const isApart = argv[at] === '--wait';
  const text = (isApart ? argv[at + 1] : argv[at]?.slice('--wait='.length)) ?? '';
  const wait = Number(text);
  if (text === '' || !Number.isFinite(wait) || wait < 0) {
    throw new Refusal(
      'usage',
      `--wait “${text}” is not a number of seconds.`,
      'Give the seconds to wait for another desk, for example --wait 30.'
    );
  }
  return { wait, rest: argv.toSpliced(at, isApart ? 2 : 1) };
}
