import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { installPackages, type Machine, runnable } from './machine.ts';

/**
 * Where Debian's packages put it: what the test command installs, so that every machine tests in
 * the same one.
 */
const installedAt = '/usr/bin/chromium';
const installedBy = 'chromium';
/**
 * The same engine without anything that shows a window, from the same source and of the same
 * version: it costs half the processor time.
 */
const shellAt = '/usr/bin/chromium-headless-shell';
const shellBy = 'chromium-headless-shell';
/** What a shell has no window to block, and nothing else. */
const shellLacks = ['popup blocker'];

/**
 * Other programs that are Chromium, in the order they are preferred; taken only where Debian's
 * cannot be had.
 */
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chromium-headless-shell'
];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/**
 * What Chromium is started with everywhere: it runs in containers, without a display, and asks
 * nothing of the network itself.
 */
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
  /**
   * Its shell, in which all is tested but what that lacks; undefined where there is none of this
   * version.
   */
  shell: string | undefined;
}

/**
 * Where Playwright puts a Chromium of its own: any user can have it. None on a system that it knows
 * none for.
 */
function ownAt(): string[] {
  try {
    return [chromium.executablePath()];
  } catch {
    return [];
  }
}

/** Every place a Chromium may be, the one that the test command installs first. */
function candidates(env: Machine['env']): string[] {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return [
    ...new Set([
      installedAt,
      ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
      ...macApplications,
      ...ownAt()
    ])
  ];
}

async function namedIn(
  env: Machine['env'],
  mayRun: Machine['runnable']
): Promise<string | undefined> {
  const named = env['CHROMIUM_PATH'];
  if (!named || (await mayRun(named))) return named;
  throw new Refusal(
    `CHROMIUM_PATH: found "${named}", which cannot be run; expected the path of a Chromium. Correct it or unset it.`
  );
}

/**
 * Returns the Chromium that `CHROMIUM_PATH` names, Debian's, the first on `PATH`, a Mac's or
 * Playwright's own, if any.
 * @throws Refusal when the named one cannot be run.
 */
export async function findChromium(
  env: Machine['env'],
  mayRun: Machine['runnable'] = runnable
): Promise<string | undefined> {
  const named = await namedIn(env, mayRun);
  if (named) return named;
  for (const path of candidates(env)) if (await mayRun(path)) return path;
  return undefined;
}

/**
 * Returns the Chromium to test in: that of `CHROMIUM_PATH`, else Debian's with its shell, installed
 * where that may be, else another that lacks nothing, else Playwright's own, which `fetchOwn`
 * fetches.
 * @returns why there is none.
 * @throws Refusal when the named one will not do.
 */
export async function ensureChromium(
  { err }: Pick<Desk, 'err'>,
  machine: Machine,
  probe: (path: string) => Promise<Probed>,
  fetchOwn?: (machine: Machine) => Promise<string | undefined>
): Promise<Chromium | { missing: string }> {
  /** Returns the Chromium at a path, or why it cannot be tested in. */
  const tried = async (path: string): Promise<Chromium | string> => {
    const { version, lacks } = await probe(path);
    if (version === undefined) return 'does not start';
    return lacks.length === 0
      ? { path, version, shell: undefined }
      : `has no ${lacks.join(' and no ')}`;
  };
  const named = await namedIn(machine.env, machine.runnable);
  if (named) {
    const found = await tried(named);
    if (typeof found !== 'string') return found;
    throw new Refusal(
      `CHROMIUM_PATH: found "${named}", which ${found}; expected Chromium as Debian's package \`chromium\` brings it. Correct it or unset it.`
    );
  }
  const passedOver = new Map<string, string>();
  const take = async (path: string): Promise<Chromium | undefined> => {
    const found = (await machine.runnable(path)) ? await tried(path) : undefined;
    if (typeof found !== 'string') return found;
    passedOver.set(path, found);
    return undefined;
  };
  const install = async (path: string, name: string): Promise<string | undefined> => {
    if (await machine.runnable(path)) return undefined;
    const why = await installPackages([name], machine);
    if (why !== undefined) return why;
    // Ubuntu's brings what installs a snap.
    if (!(await machine.runnable(path))) return `apt-get’s ${name} did not bring ${path}`;
    err(`Installed ${name} from the system’s packages.`);
    return undefined;
  };
  const why = await install(installedAt, installedBy);
  // Before either is tried: it may bring Chromium to its own version.
  if (why === undefined) await install(shellAt, shellBy);
  let found = await take(installedAt);
  if (found && (await machine.runnable(shellAt))) {
    const { version, lacks } = await probe(shellAt);
    const isWhole = version === found.version && lacks.every((lack) => shellLacks.includes(lack));
    return { ...found, shell: isWhole ? shellAt : undefined };
  }
  for (const path of candidates(machine.env)) if (path !== installedAt) found ??= await take(path);
  const reasons = why === undefined ? [] : [why];
  // One that is there and does not start may lack the system's libraries.
  if (!found && fetchOwn) {
    if (!ownAt().some((path) => passedOver.has(path)))
      err('No Chromium of this machine’s can be tested in: fetching Playwright’s, some 180 MB …');
    const unfetched = await fetchOwn(machine);
    if (unfetched !== undefined) reasons.push(unfetched);
    for (const path of ownAt()) found ??= await take(path);
  }
  if (found) return found;
  const given = [...[...passedOver].map((one) => one.join(' ')), ...reasons].join('; ');
  return {
    missing: `There is no Chromium that can be tested in${given && ` (${given})`}: install it (Debian: \`apt-get install ${installedBy}\`; elsewhere: \`npx playwright-core install --with-deps chromium\`) or set CHROMIUM_PATH to one.`
  };
}

/** Variables that send a browser's requests to another machine. */
const proxies = ['http_proxy', 'https_proxy', 'all_proxy', 'ftp_proxy'];

/**
 * Returns the environment of driven browsers: without a proxy, since every request is to this
 * machine, and with a home of their own.
 */
export function browserEnvironment(env: NodeJS.ProcessEnv, home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => !proxies.includes(name.toLowerCase()) && !name.startsWith('XDG_')
  );
  return { ...Object.fromEntries(kept), HOME: home, XDG_RUNTIME_DIR: home };
}
