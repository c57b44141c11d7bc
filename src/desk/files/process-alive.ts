import { readFileSync } from 'node:fs';

/**
 * A process as another can find it again: its number, and when it started where the system says so.
 */
export interface ProcessMark {
  pid: number;
  /**
   * Ticks after the machine's start, on Linux; a number given to a later process has another one.
   * Empty elsewhere.
   */
  startedAt: string;
}

/**
 * Returns when a process started as `/proc` counts it; empty where there is no `/proc` or no such
 * process.
 */
function startOf(pid: number): string {
  try {
    // The name of the program, in brackets, may hold spaces: counting starts behind it.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** Returns the mark of the process that asks. */
export const ownMark = (): ProcessMark => ({ pid: process.pid, startedAt: startOf(process.pid) });

/**
 * Returns whether a process of this machine still runs, and is the same one where the system can
 * tell.
 */
export function isAlive({ pid, startedAt }: ProcessMark): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = startOf(pid);
  return startedAt === '' || now === '' || now === startedAt;
}
