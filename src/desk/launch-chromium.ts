import { chromium, type Browser } from 'playwright-core';
import { chromiumFlags, findChromium } from './chromium.ts';
import { Refusal } from './refusal.ts';

/**
 * Returns a running Chromium without a window; the caller closes it.
 * @param options `without`: flags that Playwright gives it by itself, and a reader's browser does not have. `shell`: the path of the one
 * to start; the machine's Chromium when undefined.
 * @throws Refusal when there is none on this machine.
 */
export async function launchChromium(options: { without?: string[]; shell?: string | undefined } = {}): Promise<Browser> {
  const { without = [], shell } = options;
  const executablePath = shell ?? (await findChromium(process.env));
  if (!executablePath) throw new Refusal('No Chromium found. `npm test` installs one where it may; or set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: [...chromiumFlags], ignoreDefaultArgs: without });
}
