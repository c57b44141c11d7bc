import { type Ended, runnable, runQuietly } from './run-quietly.ts';

/** What setting up asks of the machine it runs on; tests pass one of their own. */
export interface Machine {
  env: Readonly<Record<string, string | undefined>>;
  /** Whether this user may install packages of the system. */
  isRoot: boolean;
  /** Whether a path names a program that this user may run. */
  runnable(path: string): Promise<boolean>;
  /** Runs a program to its end, in a folder where one is given. */
  run(command: string, args: readonly string[], cwd?: string): Promise<Ended>;
}

/** Returns the machine that this process runs on. */
export const thisMachine = (): Machine => ({ env: process.env, isRoot: process.getuid?.() === 0, runnable, run: runQuietly });

/** Why nothing can be installed on a machine, as the end of a sentence; undefined where it can. */
async function whyNoPackages(machine: Machine): Promise<string | undefined> {
  if (!(await machine.runnable('/usr/bin/apt-get'))) return 'this machine has no apt-get to install it with';
  if (!machine.isRoot) return 'only root may install it with apt-get';
  return undefined;
}

const updated = new WeakMap<Machine, Promise<Ended>>();

/** Installs packages of Debian; their lists are renewed once. @returns why they could not be, as the end of a sentence; undefined when they are there. */
export async function installPackages(packages: readonly string[], machine: Machine): Promise<string | undefined> {
  const why = await whyNoPackages(machine);
  if (why) return why;
  const update = updated.get(machine) ?? machine.run('apt-get', ['update']);
  updated.set(machine, update);
  const renewed = await update;
  const ended = await machine.run('apt-get', ['install', '-y', '--no-install-recommends', ...packages]);
  if (ended.code === 0) return undefined;
  const complaint = `${renewed.code === 0 ? '' : `${renewed.output}\n`}${ended.output}`
    .split('\n')
    .find((line) => /^(E|W|Err):?/.test(line));
  return `apt-get could not install it${complaint ? ` (${complaint.trim().replace(/^[EW]: /, '')})` : ''}`;
}
