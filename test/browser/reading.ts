import type { Page } from 'playwright-core';
import { answered } from './chromium.ts';

export async function atRest(page: Page) {
  const rest = page.evaluate(async () => {
    const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
    // Far parts are laid out one after another, on a busy machine with long breaks.
    while (document.documentElement.matches('[data-alive][data-deferring]')) await frame();
    let last = -1;
    for (let still = 0; still < 3;) {
      await frame();
      still = scrollY === last ? still + 1 : 0;
      last = scrollY;
    }
    // Descriptions are written a moment after the pictures.
    await new Promise<void>((resolve) => {
      let quiet: ReturnType<typeof setTimeout>;
      const watcher = new MutationObserver(() => wait());
      function wait() {
        clearTimeout(quiet);
        quiet = setTimeout(() => {
          watcher.disconnect();
          resolve();
        }, 350);
      }
      watcher.observe(document, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true
      });
      wait();
    });
    await frame();
  });
  await answered('when it comes to rest', rest);
}

export const typefaces = (page: Page) =>
  page.waitForFunction(() =>
    ['Serif', 'Sans'].every((kind) =>
      [...document.fonts].some(
        ({ family, status }) => family.includes(`Terhubung ${kind}`) && status === 'loaded'
      )
    )
  );

export const drawn = (page: Page, frames: number) =>
  page.evaluate(async (count) => {
    for (let frame = 0; frame < count; frame += 1)
      await new Promise((resolve) => requestAnimationFrame(resolve));
  }, frames);

/** Scrolls to a height at once, as a dragged scroll bar does, and waits for rest. */
export async function jumpTo(page: Page, y: number) {
  await page.evaluate((top) => window.scrollTo({ top, behavior: 'instant' }), y);
  await atRest(page);
}

export async function readTo(page: Page, y: number, pull = 240) {
  const read = page.evaluate(
    async ([target, most]) => {
      const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()));
      while (scrollY < target - 1) {
        const before = scrollY;
        window.scrollBy({ top: Math.min(most, target - scrollY), behavior: 'instant' });
        await frame();
        if (scrollY === before) break;
      }
    },
    [y, pull] as const
  );
  await answered(`when it is read to ${y} px`, read);
  await atRest(page);
}

export async function readThrough(page: Page) {
  const { end, screen } = await page.evaluate(() => ({
    end: document.documentElement.scrollHeight,
    screen: innerHeight
  }));
  await readTo(page, end, screen);
}

export const stickyStages = (page: Page) =>
  page.$$eval(
    '.stage',
    (stages) => stages.filter((stage) => getComputedStyle(stage).position === 'sticky').length
  );

export function activeSteps(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('[data-step][data-active]')].map((step) => [
        step.closest<HTMLElement>('[data-scene]')?.dataset['scene'] ?? '',
        step.id
      ])
    )
  );
}

/** Returns the HTML of each figure with sorted attributes: scripts may set them in any order. */
export function pictures(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const attribute = / [\w:-]+="[^"]*"/g;
    // How far the lines are drawn shows only while they stick.
    const sorted = (html: string) =>
      html
        .replace(/ data-growing=""| style="(?:--drawn: [\d.]+;)?"/g, '')
        .replace(/(?: [\w:-]+="[^"]*"){2,}/g, (run) =>
          (run.match(attribute) ?? []).sort().join('')
        );
    return Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('[data-figure]')].map((figure) => [
        figure.dataset['figure'] ?? '',
        sorted(figure.innerHTML)
      ])
    );
  });
}

/**
 * Adds up what moved in sight on the pages opened next; read the sum with `layoutShift`. Chromium
 * also reports a part of `content-visibility: hidden` as leaving the whole window when its layout
 * is first made, alone or beside a shift of others: then theirs is worked out from where they were.
 */
export async function watchLayoutShift(page: Page) {
  await page.addInitScript(() => {
    const scope = window as unknown as { __shift: number };
    type Source = { previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly };
    type Shift = PerformanceEntry & { value: number; sources: Source[] };
    scope.__shift = 0;
    const area = ({ width, height }: DOMRectReadOnly) => width * height;
    const scoreOf = ({ previousRect: from, currentRect: to }: Source) => {
      const moved = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y));
      const impact = (area(from) + area(to)) / (innerWidth * innerHeight);
      return impact * (moved / Math.max(innerWidth, innerHeight));
    };
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[]) {
        const inSight = sources.filter(({ currentRect }) => currentRect.height > 0);
        if (inSight.length === sources.length) scope.__shift += value;
        else for (const source of inSight) scope.__shift += scoreOf(source);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** From the frame after the scroll to the hash: in that one Chromium counts shifts out of sight. */
export async function watchLayoutShiftThere(page: Page) {
  await page.addInitScript(() => {
    const scope = window as unknown as { __shift: number };
    scope.__shift = 0;
    let since = Infinity;
    const look = () => {
      if (scrollY > 0) requestAnimationFrame(() => (since = performance.now()));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (entry.startTime >= since)
          scope.__shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

export function layoutShift(page: Page) {
  return page.evaluate(() => (window as unknown as { __shift: number }).__shift);
}

/** Takes every script out of the pages opened next and unwraps `<noscript>`. */
export async function withoutScripts(page: Page) {
  await page.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    const html = (await response.text()).replace(
      /<script\b(?![^>]*type="application\/)[\s\S]*?<\/script>|<\/?noscript>/g,
      ''
    );
    return route.fulfill({ response, body: html });
  });
}
