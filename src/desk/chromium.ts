import { delimiter, join } from 'node:path';
import type { Desk } from './desk-io.ts';
import { installPackages, type Machine } from './machine.ts';
import { Refusal } from './refusal.ts';
import { runnable } from './runnable.ts';

/** Where Debian's package puts it: what the test command installs, so that every machine tests in the same one. */
const installedAt = '/usr/bin/chromium';
const installedBy = 'chromium';

/** Other programs that are Chromium, in the order they are preferred; taken only where Debian's cannot be had. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chromium-headless-shell'];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/** What Chromium is started with everywhere: it runs in containers, without a display, and asks nothing of the network itself. */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
];

/** What a program turned out to be when it was started. */
export interface Probed {
  /** `156.0.8078.108`; undefined when it did not start. */
  version: string | undefined;
  /** What the tests need and it does not have. */
  lacks: string[];
}

/** A Chromium that has all that the tests need. */
export interface Chromium {
  path: string;
  version: string;
}

/** Every place a Chromium may be, the one that the test command installs first. */
function candidates(env: Machine['env']): string[] {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return [...new Set([installedAt, ...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...macApplications])];
}

/** Refuses a `CHROMIUM_PATH` that names nothing that can be run. */
async function namedIn(env: Machine['env'], mayRun: Machine['runnable']): Promise<string | undefined> {
  const named = env['CHROMIUM_PATH'];
  if (!named || (await mayRun(named))) return named || undefined;
  throw new Refusal(`CHROMIUM_PATH: found "${named}", which cannot be run; expected the path of a Chromium. Correct it or unset it.`);
}

/**
 * Returns the path of a Chromium: the one that `CHROMIUM_PATH` names, Debian's own, or the first on `PATH`; undefined when there is
 * none.
 * @throws Refusal when `CHROMIUM_PATH` names nothing that can be run.
 */
export async function findChromium(env: Machine['env'], mayRun: Machine['runnable'] = runnable): Promise<string | undefined> {
  const named = await namedIn(env, mayRun);
  if (named) return named;
  for (const path of candidates(env)) if (await mayRun(path)) return path;
  return undefined;
}

/**
 * Returns the Chromium that the tests run in: the one that `CHROMIUM_PATH` names, else Debian's own, which is installed where this
 * user may, else another on `PATH`. One that lacks what the tests need is passed over.
 * @returns the reason, as a sentence with what to do, when there is none.
 * @throws Refusal when the one that `CHROMIUM_PATH` names cannot be run, or lacks something.
 */
export async function ensureChromium(
  { err }: Pick<Desk, 'err'>,
  machine: Machine,
  probe: (path: string) => Promise<Probed>
): Promise<Chromium | { missing: string }> {
  const named = await namedIn(machine.env, machine.runnable);
  if (named) {
    const { version, lacks } = await probe(named);
    if (version !== undefined && lacks.length === 0) return { path: named, version };
    throw new Refusal(
      `CHROMIUM_PATH: found "${named}", which ${version === undefined ? 'does not start' : `has no ${lacks.join(' and no ')}`}; expected Chromium as Debian's package \`chromium\` brings it. Correct it or unset it.`
    );
  }
  const passedOver: string[] = [];
  const take = async (path: string): Promise<Chromium | undefined> => {
    if (!(await machine.runnable(path))) return undefined;
    const { version, lacks } = await probe(path);
    if (version !== undefined && lacks.length === 0) return { path, version };
    passedOver.push(`${path} ${version === undefined ? 'does not start' : `has no ${lacks.join(' and no ')}`}`);
    return undefined;
  };
  let found = await take(installedAt);
  let why: string | undefined;
  if (!found && !(await machine.runnable(installedAt))) {
    why = await installPackages([installedBy], machine);
    if (why === undefined) err('Installed chromium from the system’s packages.');
    found = await take(installedAt);
  }
  for (const path of candidates(machine.env)) if (path !== installedAt) found ??= await take(path);
  if (found) return found;
  const reasons = [...passedOver, ...(why ? [why] : [])];
  return {
    missing: `There is no Chromium that can be tested in${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}: install it (Debian, Ubuntu: \`apt-get install ${installedBy}\`) or set CHROMIUM_PATH to one.`
  };
}
