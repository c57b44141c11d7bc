import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal, type Desk } from './desk-io.ts';
import { onDisk } from '../files/disk-refusal.ts';
import { holderWords, letGo, ownHolder, tryHold, type Holder } from '../files/exclusive-file.ts';

/** How long another desk is waited for when the command line does not say, in seconds. */
export const usualWait = 10;
const lookAgainAfter = 100;

/** Which lock is held, for what, and how long another holder is waited for. */
export interface LockRequest {
  /** The lock's file, absolute. */
  path: string;
  /** What is being locked, as a complaint names it. */
  what: string;
  /** The command that asks, as another desk is told. */
  command: string;
  /** In seconds; 0 does not wait. */
  wait: number;
}

/**
 * Returns what waits for a holder, saying once who it is, looking `every` so many ms; throws a
 * Refusal in the end, which goes on with `orElse`.
 */
export function waitingFor(
  { what, wait }: Pick<LockRequest, 'what' | 'wait'>,
  every: number,
  desk: Pick<Desk, 'err'>,
  orElse = ''
) {
  const until = performance.now() + wait * 1000;
  let said = false;
  return async (other: Holder | undefined): Promise<void> => {
    if (other && performance.now() >= until) {
      throw new Refusal(
        `found ${what} in use by ${holderWords(other)}, expected no other desk at work: wait until it has ended and run this again, ` +
          `or give --wait with more seconds${orElse}`
      );
    }
    if (other && !said) desk.err(`Waiting up to ${wait} s for ${holderWords(other)} …`);
    said = true;
    await pause(every);
  };
}

/**
 * Runs something while no other desk can, waiting for it in words.
 * @throws Refusal naming a holder that has not let go in time.
 */
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
    `; should that process not exist any more, remove ${path}`
  );
  for (;;) {
    const other = await onDisk(
      tryHold(path, own),
      `at ${dirname(path)}`,
      'a folder that can be written to'
    );
    if (!other) break;
    await waitFor(other);
  }
  try {
    return await run();
  } finally {
    await letGo(path, own);
  }
}

/**
 * Returns the request for the lock of a project's `data/`: two desks in one folder write one after
 * the other.
 */
export function projectLock(root: string, command: string, wait: number): LockRequest {
  return { path: join(root, 'build', 'desk.lock'), what: 'this project', command, wait };
}

/**
 * Takes `--wait <seconds>` out of a command line.
 * @throws Refusal when it is no number of seconds.
 */
export function takeWait(argv: readonly string[]): { wait: number; rest: string[] } {
  const at = argv.findIndex((word) => /^--wait(=|$)/.test(word));
  if (at < 0) return { wait: usualWait, rest: [...argv] };
  const isApart = argv[at] === '--wait';
  const text = (isApart ? argv[at + 1] : argv[at]?.slice('--wait='.length)) ?? '';
  const wait = Number(text);
  if (text === '' || !Number.isFinite(wait) || wait < 0) {
    throw new Refusal(
      `found --wait "${text}", expected how many seconds another desk is waited for, for example --wait 30`
    );
  }
  return { wait, rest: argv.toSpliced(at, isApart ? 2 : 1) };
}
