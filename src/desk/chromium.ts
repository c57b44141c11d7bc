import { delimiter, join } from 'node:path';
import type { Desk } from './desk-io.ts';
import { Refusal } from './refusal.ts';
import { runnable } from './runnable.ts';
import { runQuietly } from './run-quietly.ts';

/** The programs that are Chromium, in the order they are preferred. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chromium-headless-shell'];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/** Debian's packages that bring one, smallest first. */
const packages = ['chromium-headless-shell', 'chromium'];

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

/**
 * Returns the path of a Chromium: the one that `CHROMIUM_PATH` names, or the first on `PATH`; undefined when there is none.
 * @throws Refusal when `CHROMIUM_PATH` names nothing that can be run.
 */
export async function findChromium(env: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
  const named = env['CHROMIUM_PATH'];
  if (named) {
    if (await runnable(named)) return named;
    throw new Refusal(`CHROMIUM_PATH: found "${named}", which cannot be run; expected the path of a Chromium. Correct it or unset it.`);
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  for (const path of [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...macApplications]) {
    if (await runnable(path)) return path;
  }
  return undefined;
}

/**
 * Returns the path of a Chromium, installing Debian's when there is none and this user may.
 * @throws Refusal saying what to install when it cannot.
 */
export async function ensureChromium(desk: Pick<Desk, 'err'>): Promise<string> {
  const present = await findChromium(process.env);
  if (present) return present;
  const byHand =
    'The browser tests need Chromium. Install it (Debian, Ubuntu: `apt-get install chromium-headless-shell`), or set CHROMIUM_PATH to one.';
  if (process.getuid?.() !== 0 || !(await runnable('/usr/bin/apt-get'))) throw new Refusal(byHand);
  desk.err('Installing Chromium from the system’s packages …');
  const update = await runQuietly('apt-get', ['update']);
  let last = update;
  for (const name of packages) {
    last = await runQuietly('apt-get', ['install', '-y', '--no-install-recommends', name]);
    const found = last.code === 0 ? await findChromium(process.env) : undefined;
    if (found) {
      desk.err(`Installed ${name}.`);
      return found;
    }
  }
  desk.err(update.code === 0 ? last.output : update.output);
  throw new Refusal(byHand);
}
