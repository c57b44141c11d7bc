import { readFileSync } from 'node:fs';

/** Milliseconds between two looks. */
const pace = 300;

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** Returns the parent of a process where the system has `/proc`, else an empty text. */
const parentOf = (pid: number): string =>
  // The name of the program, in brackets, may contain spaces.
  readProc(pid, 'stat').split(') ').at(-1)?.split(' ')[1] ?? '';

/**
 * Ends this process when npm, which started it, ends. npm passes SIGTERM and SIGINT on to its shell
 * only, which ends without passing them on; on SIGHUP and SIGKILL the shell stays behind.
 */
export function endWithNpm(): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  // Some shells start the program in their own place. Then the parent is npm, and its own parent,
  // perhaps a terminal that is closed later, does not matter.
  const isShell = readProc(parent, 'cmdline').includes('run.mjs');
  const npm = isShell ? parentOf(parent) : '';
  const look = () => {
    const now = isShell ? parentOf(parent) : '';
    // A busy system may fail to answer. A shell that has ended changes `ppid`.
    if (process.ppid === parent && (now === '' || now === npm)) return;
    clearInterval(timer);
    process.stderr.write('npm has ended, and so does this.\n');
    process.kill(process.pid, 'SIGTERM');
  };
  const timer = setInterval(look, pace).unref();
}
