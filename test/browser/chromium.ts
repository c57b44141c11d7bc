import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchChromium } from '../../src/desk/launch-chromium.ts';

let browser: Browser | undefined;

/** Starts one Chromium for the tests of the file that calls it, and closes it after them. */
export function useChromium(): void {
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
  });
}

/** Runs `use` on a fresh page with nothing stored, and closes it. */
export async function onPage<Result>(
  options: BrowserContextOptions,
  use: (page: Page, context: BrowserContext) => Promise<Result>
): Promise<Result> {
  if (!browser) throw new Error('call useChromium() at the top of the test file');
  const context = await browser.newContext(options);
  try {
    return await use(await context.newPage(), context);
  } finally {
    await context.close();
  }
}
