import type { Desk } from '../cli/desk-io.ts';
import { installPackages, type Machine } from './machine.ts';

/**
 * The browsers that the tests drive beside Chromium where the machine has them or may install them:
 * what vitest and the driver call each, Debian's packages that bring it, the first of the oldest
 * version that the tests were tried in, and the programs it is driven with, each where its package
 * puts it. Older ones lack what drives them: Firefox 140 a command, WebKit 2.50 an option.
 */
export const engines = [
  {
    name: 'firefox',
    title: 'Firefox',
    packages: ['firefox-esr'],
    minVersion: '153',
    programs: ['/usr/bin/firefox-esr']
  },
  {
    name: 'webkit',
    title: 'WebKit',
    packages: ['webkit2gtk-driver', 'xvfb', 'xdotool'],
    minVersion: '2.54',
    programs: ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb', '/usr/bin/xdotool']
  }
] as const;

export type Engine = (typeof engines)[number];

async function hasEngine({ programs }: Engine, mayRun: Machine['runnable']): Promise<boolean> {
  return (await Promise.all(programs.map(mayRun))).every(Boolean);
}

/**
 * Returns why an engine is too old, as the end of a sentence; undefined where it is not, or is no
 * package of Debian's.
 */
async function tooOld(
  { packages: [name], minVersion }: Engine,
  machine: Machine
): Promise<string | undefined> {
  const { code, output } = await machine.run('dpkg-query', ['-W', '-f=${Version}', name]);
  const version = output.replace(/^\d+:/, '');
  const isOld = code === 0 && version.localeCompare(minVersion, 'en', { numeric: true }) < 0;
  return isOld
    ? `${name} ${version} is older than ${minVersion}, the oldest that the tests were tried in`
    : undefined;
}

/**
 * Returns why an engine cannot be tested in, as the end of a sentence, after installing it where
 * this user may; undefined when it can.
 */
export async function ensureEngine(
  engine: Engine,
  { err }: Pick<Desk, 'err'>,
  machine: Machine
): Promise<string | undefined> {
  const old = (await hasEngine(engine, machine.runnable))
    ? await tooOld(engine, machine)
    : 'missing';
  if (old === undefined) return undefined;
  const why = await installPackages(engine.packages, machine);
  if (why !== undefined)
    return old === 'missing' ? `${why}; install ${engine.packages.join(', ')} to run it` : old;
  if (!(await hasEngine(engine, machine.runnable)))
    return `${engine.packages.join(', ')} did not bring ${engine.programs.join(', ')}`;
  const still = await tooOld(engine, machine);
  if (still === undefined)
    err(`Installed ${engine.packages.join(', ')} from the system’s packages.`);
  return still;
}

/**
 * Returns why there is no git, as the end of a sentence, after installing it where this user may;
 * undefined when it is there.
 */
export async function ensureGit(
  { err }: Pick<Desk, 'err'>,
  machine: Machine
): Promise<string | undefined> {
  if ((await machine.run('git', ['--version'])).code === 0) return undefined;
  const why = await installPackages(['git'], machine);
  if (why === undefined) err('Installed git from the system’s packages.');
  return why && `this machine has none and ${why}`;
}
