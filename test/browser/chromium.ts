import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll } from 'vitest';
import { launchChromium } from '../../src/desk/testing/launch-chromium.ts';

let launched: Promise<Browser> | undefined;

/** Starts a Chromium, its shell where there is one, unless an earlier file of this worker has; it ends with the worker. */
export function useChromium(): void {
  beforeAll(async () => {
    if (launched === undefined || !(await launched).isConnected()) {
      launched = launchChromium({ shell: process.env['TERHUBUNG_SHELL'] || undefined });
    }
    await launched;
  });
}

/**
 * Returns the page, which is open once its script has run or failed: the story asks for that after its first words are painted, so
 * possibly after its load.
 */
function bringsToLife(page: Page): Page {
  const goto = page.goto.bind(page);
  page.goto = async (url, options) => {
    const answer = await goto(url, options);
    if (options?.waitUntil === undefined) await page.waitForFunction(() => !document.documentElement.matches('.js:not([data-alive])'));
    return answer;
  };
  return page;
}

/** Runs `use` on a fresh page with nothing stored, and closes it. */
export async function onPage<Result>(
  options: BrowserContextOptions,
  use: (page: Page, context: BrowserContext) => Promise<Result>
): Promise<Result> {
  if (!launched) throw new Error('call useChromium() at the top of the test file');
  const context = await (await launched).newContext(options);
  // A busy machine may take as long to load a page as a slow network.
  context.setDefaultTimeout(90_000);
  try {
    return await use(bringsToLife(await context.newPage()), context);
  } finally {
    await context.close();
  }
}
