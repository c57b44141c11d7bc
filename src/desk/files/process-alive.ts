import { readFileSync } from 'node:fs';

export interface ProcessId {
  pid: number;
  /** Clock ticks since boot, on Linux, to recognise a reused pid; else empty. */
  startedAt: string;
}

/** Empty without `/proc`. See proc_pid_stat(5), field 22. */
function startOf(pid: number): string {
  try {
    // The program's name, in brackets, may contain spaces.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

export const ownProcess = (): ProcessId => ({ pid: process.pid, startedAt: startOf(process.pid) });

/** True while the process runs on this machine; on Linux, not for a reused pid. */
export function isAlive({ pid, startedAt }: ProcessId): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs as another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = startOf(pid);
  return startedAt === '' || now === '' || now === startedAt;
}
