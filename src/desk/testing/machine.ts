import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';

/**
 * Runs a program of the system to its end, in a folder where one is given. It is asked to put no
 * question.
 * @returns its exit code, 1 when it could not be run at all, and all it printed on either stream.
 */
export function runQuietly(
  command: string,
  args: readonly string[],
  cwd?: string
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      ...(cwd === undefined ? {} : { cwd })
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('error', (error) => resolve({ code: 1, output: output + error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Whether a path names a program that this user may run. */
export const runnable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false
  );

/** What setting up asks of the machine it runs on; tests pass one of their own. */
export type Machine = Readonly<ReturnType<typeof thisMachine>>;

/** Returns the machine that this process runs on. */
export const thisMachine = () => ({
  env: process.env,
  isRoot: process.getuid?.() === 0,
  runnable,
  run: runQuietly
});

const updated = new WeakMap<Machine, ReturnType<Machine['run']>>();

/**
 * Installs packages of Debian; their lists are renewed once.
 * @returns why they could not be, as the end of a sentence; undefined when they are there.
 */
export async function installPackages(
  packages: readonly string[],
  machine: Machine
): Promise<string | undefined> {
  if (!(await machine.runnable('/usr/bin/apt-get')))
    return 'this machine has no apt-get to install it with';
  if (!machine.isRoot) return 'only root may install it with apt-get';
  const update = updated.get(machine) ?? machine.run('apt-get', ['update']);
  updated.set(machine, update);
  const renewed = await update;
  const ended = await machine.run('apt-get', [
    'install',
    '-y',
    '--no-install-recommends',
    ...packages
  ]);
  if (ended.code === 0) return undefined;
  const complaint = `${renewed.code === 0 ? '' : `${renewed.output}\n`}${ended.output}`
    .split('\n')
    .find((line) => /^(E|W|Err):?/.test(line));
  return `apt-get could not install it${complaint ? ` (${complaint.trim().replace(/^[EW]: /, '')})` : ''}`;
}
