import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { findChromium, launchChromium } from '../../src/desk/output/chromium.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serveFolder, type FolderServer } from '../../src/desk/dev/serve-folder.ts';
import { headersFor } from '../../src/site/headers.ts';
import { atRest } from './reading.ts';

let launched: Promise<Browser> | undefined;

async function chromium() {
  if (launched === undefined || !(await launched).isConnected()) launched = launchChromium();
  return launched;
}

export const useChromium = () => beforeAll(async () => void (await chromium()));

/** @throws Error that names `asked` after two minutes: the driver itself would wait for ever. */
export async function answered<Result>(asked: string, answer: Promise<Result>) {
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
function awaitScript(page: Page) {
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

async function opened(options: BrowserContextOptions) {
  const context = await (await chromium()).newContext(options);
  context.setDefaultTimeout(90_000);
  return { page: awaitScript(await context.newPage()), context };
}

export async function onPage<Result>(
  options: BrowserContextOptions,
  use: (page: Page, context: BrowserContext) => Promise<Result>
) {
  const { page, context } = await opened(options);
  try {
    return await use(page, context);
  } finally {
    await context.close();
  }
}

/** Runs tests on one page, reset by `start` before each; a failed test has it opened again. */
export function useOnePage(
  options: BrowserContextOptions,
  start: (page: Page, again: boolean) => Promise<void>
) {
  let kept: ReturnType<typeof opened> | undefined;
  const close = async () => {
    const last = kept;
    kept = undefined;
    await (await last)?.context.close();
  };
  afterAll(close);
  return async (use: (page: Page) => Promise<void>) => {
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

async function blocksPopups(browser: Browser) {
  const page = await browser.newPage();
  await page.goto(
    `data:text/html,<script>document.title = open('about:blank') ? 'opened' : 'blocked'</script>`
  );
  const title = await page.title();
  await page.context().close();
  return title === 'blocked';
}

/** Skips the test where no Chromium blocks windows: a headless shell has none to block. */
export async function withPopupBlocker(
  skip: (condition: boolean, note: string) => void,
  use: (browser: Browser) => Promise<void>
) {
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

const dist = join(import.meta.dirname, '..', '..', 'dist');
let server: FolderServer | undefined;

export function useSite() {
  beforeAll(async () => {
    if (!existsSync(join(dist, 'index.html')))
      throw new Error('dist/ is missing: run `npm run build` first; `npm test` does so by itself');
    server = await serveFolder(dist, { port: 0, headers: headersFor });
  });
  afterAll(async () => {
    await server?.close();
  });
}

export function siteUrl(path: string) {
  if (!server) throw new Error('call useSite() at the top of the test file');
  return server.url + path;
}

export async function loadControls(page: Page) {
  await page.locator('#speed [role="status"]').waitFor({ state: 'attached' });
  await page.locator('#place').scrollIntoViewIfNeeded();
  await page.locator('#place select').first().waitFor();
}

export async function openStory(page: Page, language: string) {
  await page.goto(siteUrl(`${language}/`));
  await page.mouse.wheel(0, 1);
  await loadControls(page);
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await atRest(page);
}
