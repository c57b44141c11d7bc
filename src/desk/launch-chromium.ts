import { chromium, type Browser } from 'playwright-core';
import { chromiumFlags, findChromium } from './chromium.ts';
import { Refusal } from './refusal.ts';

/**
 * Returns a running Chromium without a window; the caller closes it.
 * @param without flags that Playwright gives it by itself, and a reader's browser does not have.
 * @throws Refusal when there is none on this machine.
 */
export async function launchChromium(without: string[] = []): Promise<Browser> {
  const executablePath = await findChromium(process.env);
  if (!executablePath) throw new Refusal('No Chromium found. `npm test` installs one where it may; or set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: [...chromiumFlags], ignoreDefaultArgs: without });
}
