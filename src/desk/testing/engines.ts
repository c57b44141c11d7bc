import type { Desk } from '../cli/desk-io.ts';
import { installPackages, type Machine } from './machine.ts';

/**
 * The browsers that the tests drive beside Chromium where the machine has them or may install them: what vitest and the driver call each,
 * Debian's packages that bring it, and the programs it is driven with, each where its package puts it.
 */
export const engines = [
  { name: 'firefox', title: 'Firefox', packages: ['firefox-esr'], programs: ['/usr/bin/firefox-esr'] },
  {
    name: 'webkit',
    title: 'WebKit',
    packages: ['webkit2gtk-driver', 'xvfb', 'xdotool'],
    programs: ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb', '/usr/bin/xdotool']
  }
] as const;

export type Engine = (typeof engines)[number];

async function hasEngine({ programs }: Engine, mayRun: Machine['runnable']): Promise<boolean> {
  return (await Promise.all(programs.map(mayRun))).every(Boolean);
}

/** Returns why an engine is not there, as the end of a sentence, after installing it where this user may; undefined when it is there. */
export async function ensureEngine(engine: Engine, { err }: Pick<Desk, 'err'>, machine: Machine): Promise<string | undefined> {
  if (await hasEngine(engine, machine.runnable)) return undefined;
  const why = await installPackages(engine.packages, machine);
  if (why !== undefined) return `${why}; install ${engine.packages.join(', ')} to run it`;
  if (!(await hasEngine(engine, machine.runnable))) return `${engine.packages.join(', ')} did not bring ${engine.programs.join(', ')}`;
  err(`Installed ${engine.packages.join(', ')} from the system’s packages.`);
  return undefined;
}
