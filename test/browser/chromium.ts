import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchChromium } from '../../src/desk/output/chromium.ts';

let launched: Promise<Browser> | undefined;

/**
 * Starts a Chromium unless an earlier file of this worker has. It ends with the worker.
 */
export function useChromium(): void {
  beforeAll(async () => {
    if (launched === undefined || !(await launched).isConnected()) {
      launched = launchChromium();
    }
    await launched;
  });
}

/**
 * Returns what a page answers.
 * @throws Error where it has not within two minutes: the driver itself would wait without end, and
 * nobody could tell for what.
 */
export async function answered<Result>(asked: string, answer: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the page never answered: ${asked}`)), 120_000);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/**
 * Returns the page, which is open once its script has run or failed: the story asks for that after
 * its first words are painted, so possibly after its load.
 */
function bringsToLife(page: Page): Page {
  const goto = page.goto.bind(page);
  page.goto = async (url, options) => {
    const answer = await goto(url, options);
    if (options?.waitUntil === undefined)
      await page.waitForFunction(() => !document.documentElement.matches('.js:not([data-alive])'));
    return answer;
  };
  const wheel = page.mouse.wheel.bind(page.mouse);
  page.mouse.wheel = (across, down) => answered('a turn of the wheel', wheel(across, down));
  return page;
}

async function opened(
  options: BrowserContextOptions
): Promise<{ page: Page; context: BrowserContext }> {
  if (!launched) throw new Error('call useChromium() at the top of the test file');
  const context = await (await launched).newContext(options);
  // A busy machine may take as long to load a page as a slow network.
  context.setDefaultTimeout(90_000);
  return { page: bringsToLife(await context.newPage()), context };
}

/** Runs `use` on a fresh page with nothing stored, and closes it. */
export async function onPage<Result>(
  options: BrowserContextOptions,
  use: (page: Page, context: BrowserContext) => Promise<Result>
): Promise<Result> {
  const { page, context } = await opened(options);
  try {
    return await use(page, context);
  } finally {
    await context.close();
  }
}

/**
 * Returns what runs `use` on one page for all tests that call it: to open the story costs a second
 * of the processor, to go to a step of it a tenth. `start` opens the page, and before every later
 * test brings it back to how it opened (`again`); after a test that failed it is opened anew.
 */
export function useOnePage(
  options: BrowserContextOptions,
  start: (page: Page, again: boolean) => Promise<void>
) {
  let kept: ReturnType<typeof opened> | undefined;
  const close = async (): Promise<void> => {
    const last = kept;
    kept = undefined;
    await (await last)?.context.close();
  };
  afterAll(close);
  return async (use: (page: Page) => Promise<void>): Promise<void> => {
    const again = kept !== undefined;
    kept ??= opened(options);
    try {
      const { page } = await kept;
      await start(page, again);
      await use(page);
    } catch (error) {
      await close();
      throw error;
    }
  };
}
