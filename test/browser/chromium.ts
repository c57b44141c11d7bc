import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { findChromium, launchChromium } from '../../src/desk/output/chromium.ts';

let launched: Promise<Browser> | undefined;

/** Returns the Chromium of this worker; a new one after it has crashed. */
async function chromium(): Promise<Browser> {
  if (launched === undefined || !(await launched).isConnected()) launched = launchChromium();
  return launched;
}

/** Starts Chromium before the tests of the calling file. */
export const useChromium = (): void => beforeAll(async () => void (await chromium()));

/**
 * Waits two minutes for a page. The driver itself would wait for ever.
 * @throws Error that names `asked`.
 */
export async function answered<Result>(asked: string, answer: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The page did not answer within two minutes: ${asked}.`)),
      120_000
    );
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** Has `goto` wait until the story's script has run or failed, which may be after the load. */
function awaitScript(page: Page): Page {
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
  const context = await (await chromium()).newContext(options);
  context.setDefaultTimeout(90_000);
  return { page: awaitScript(await context.newPage()), context };
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
 * Returns a function that runs tests on one page, since to open the story takes a second of
 * processor time, and to go to a step a tenth. `start` opens the page, and resets it before each
 * later test (`again`). A failed test has the page opened again.
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

/** Opens a page that opens a window by itself, and returns whether the browser stopped it. */
async function blocksPopups(browser: Browser): Promise<boolean> {
  const page = await browser.newPage();
  await page.goto(
    `data:text/html,<script>document.title = open('about:blank') ? 'opened' : 'blocked'</script>`
  );
  const title = await page.title();
  await page.context().close();
  return title === 'blocked';
}

/**
 * Runs `use` in a Chromium that blocks windows nobody asked for, as readers' browsers do. Skips the
 * test where there is none: a headless shell has no windows, and Playwright lets every one open.
 */
export async function withPopupBlocker(
  skip: (condition: boolean, note: string) => void,
  use: (browser: Browser) => Promise<void>
): Promise<void> {
  const note = 'needs a Chromium with windows: `apt-get install chromium`';
  skip(findChromium({ full: true }) === undefined, note);
  const browser = await launchChromium({ full: true, without: ['--disable-popup-blocking'] });
  try {
    skip(!(await blocksPopups(browser)), note);
    await use(browser);
  } finally {
    await browser.close();
  }
}
