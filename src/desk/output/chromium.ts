import { chromium } from 'playwright-core';
import { refuse } from '../cli/desk-io.ts';
import { findProgram, isRunnable } from '../files/find-program.ts';
import { say } from '#locale/say.ts';

/** A headless shell takes half the processor time of a full Chromium, which can open windows. */
const shells = ['chromium-headless-shell'];
const fullOnes = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/** For containers without a display, and without requests for updates. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-proxy-server',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
];

function playwrightBuild() {
  try {
    return [chromium.executablePath()];
  } catch {
    // Playwright has no build for this system.
    return [];
  }
}

/**
 * Returns the Chromium of `CHROMIUM_PATH`, else the first on `PATH`, else Playwright's.
 * @param full leaves out headless shells, unless `CHROMIUM_PATH` names one.
 * @throws Refusal when `CHROMIUM_PATH` cannot be run.
 */
export function findChromium({ full = false } = {}) {
  const named = process.env['CHROMIUM_PATH'];
  if (named && !isRunnable(named))
    refuse(
      'chromium',
      say`CHROMIUM_PATH is "${named}", which cannot be run.`,
      say`Set it to the path of a Chromium or Chrome, or unset it.`
    );
  return (
    named ||
    findProgram(full ? fullOnes : [...shells, ...fullOnes]) ||
    [...macApplications, ...playwrightBuild()].find(isRunnable)
  );
}

/**
 * Starts a headless Chromium, which the caller closes.
 * @param without flags of Playwright's that a reader's browser lacks.
 */
export async function launchChromium({
  full = false,
  without = []
}: { full?: boolean; without?: string[] } = {}) {
  const executablePath = findChromium({ full });
  if (!executablePath)
    refuse(
      'chromium',
      say`There is no Chromium on this machine.`,
      say`Install one (Debian: \`apt-get install chromium-headless-shell\`; elsewhere: \`npx playwright-core install --with-deps chromium\`) or set CHROMIUM_PATH to one.`
    );
  return chromium.launch({ executablePath, args: flags, ignoreDefaultArgs: without });
}
