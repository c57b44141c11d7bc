import { firefox, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findFirefox } from '../run/needs.ts';
import { keepErrors, type Engine, type EngineWindow, type WindowOptions } from './window.ts';

function windowOf(page: Page): EngineWindow {
  const inside = async (frame: string | undefined) => {
    if (frame === undefined) return page;
    const element = await page.waitForSelector(frame, { state: 'attached' });
    return (await element.contentFrame())!;
  };
  return {
    open: async (address) => void (await page.goto(address)),
    evaluate: async (run, arg, frame) =>
      (await inside(frame)).evaluate(run as (arg: unknown) => never, arg),
    look: async (expression, frame) => (await inside(frame)).evaluate(expression),
    click: async (selector, frame) => (await inside(frame)).click(selector),
    // Playwright waits for a load, which a page from the back/forward cache does not have.
    back: async () => page.evaluate(() => void requestAnimationFrame(() => history.back())),
    press: (key) => page.keyboard.press(key),
    resize: (width, height) => page.setViewportSize({ width, height }),
    windows: async () => page.context().pages().length,
    // Playwright sends inches to Firefox, which takes centimetres
    // (https://w3c.github.io/webdriver-bidi/#command-browsingContext-print).
    pdf: () => page.pdf({ width: '21in', height: '29.7in' })
  };
}

async function onPage<Result>(
  browser: Browser,
  options: BrowserContextOptions,
  use: (window: EngineWindow) => Promise<Result>
) {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.addInitScript(keepErrors);
    return await use(windowOf(page));
  } finally {
    await context.close();
  }
}

const viewportOf = ({ width = 1280, height = 800 }: WindowOptions) => ({
  viewport: { width, height }
});

const onlyPages = {
  'browser.newtab.preload': false,
  'browser.newtabpage.enabled': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.tabs.remote.separatePrivilegedContentProcess': false,
  'extensions.webextensions.remote': false,
  'media.rdd-process.enabled': false,
  'media.utility-process.enabled': false
};

/** Contexts cannot be told what is a preference in Firefox: each set of them has a browser. */
export async function openFirefox(): Promise<Engine> {
  const executablePath = findFirefox()!;
  const running = new Map<string, Promise<Browser>>();
  const launch = async (prefs: Record<string, number | boolean>) => {
    const browser = await firefox.launch({
      channel: 'moz-firefox',
      executablePath,
      firefoxUserPrefs: {
        ...prefs,
        ...onlyPages,
        'ui.useOverlayScrollbars': 1,
        // A closed port for what Firefox fetches by itself.
        'network.proxy.type': 1,
        'network.proxy.http': '127.0.0.1',
        'network.proxy.http_port': 9,
        'network.proxy.ssl': '127.0.0.1',
        'network.proxy.ssl_port': 9,
        'network.proxy.no_proxies_on': 'localhost, 127.0.0.1',
        // Blocks popups, as readers' browsers do.
        'dom.disable_open_during_load': true,
        // Each look of the driver counts as user activation.
        'dom.user_activation.transient.timeout': 500
      }
    });
    // It quits with its last window.
    await browser.newPage();
    return browser;
  };
  return {
    async inWindow(options, use) {
      const prefs = {
        'layout.css.prefers-color-scheme.content-override': options.dark ? 0 : 1,
        'ui.prefersReducedMotion': options.reducedMotion ? 1 : 0,
        'javascript.enabled': options.script ?? true
      };
      const key = JSON.stringify(prefs);
      if (!running.has(key)) running.set(key, launch(prefs));
      return onPage(await running.get(key)!, viewportOf(options), use);
    },
    async close() {
      for (const browser of running.values()) await (await browser).close();
    }
  };
}
