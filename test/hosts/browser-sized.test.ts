import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { onPage, useChromium } from '../browser/chromium.ts';
import { drawn } from '../browser/reading.ts';
import { long } from '../slice.ts';
import { bench, cardFrames, sizeOf, useBench, watch } from './bench.ts';

useChromium();
useBench();

const loads = long ? 20 : 2;
/** With the padding of the host page's article, in rem. */
const window = (column: number, text = 100) => ({
  width: column + (32 * text) / 100,
  height: 700
});

async function missing(page: Page) {
  const [frame] = await cardFrames(page);
  for (let tries = 0; ; tries += 1) {
    await drawn(page, 2);
    const card = await frame!.evaluate(() => document.getElementById('card')?.offsetHeight ?? 0);
    const lacking = Math.abs(card - (await sizeOf(frame!)).height);
    if (lacking <= 1 || tries > 60) return lacking;
  }
}

/** As in the browser's settings. */
async function setTextSize(page: Page, context: BrowserContext, percent: number) {
  const settings = await context.newCDPSession(page);
  const standard = (16 * percent) / 100;
  await settings.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } });
}

/** The policy of its page refuses every script. `signal` is much lower in a wide column. */
const names = { speed: 'strict-policy', signal: 'browser-sized' };

describe('a frame that the browser sizes, every script of the partner refused', () => {
  const all = Object.entries(names).flatMap(([card, name]) =>
    [320, 480, 640].flatMap((column) =>
      [100, 200].map((text) => [card, column, text, name] as const)
    )
  );
  it.for(all)('%s, %i px, text of %i %%', ([, column, text, name], test) =>
    onPage({ viewport: window(column, text) }, async (page, context) => {
      const watched = await watch(page);
      await setTextSize(page, context, text);
      for (let load = 0; load < loads; load += 1) {
        await page.goto(`${bench().partner.url}${name}.html`);
        const isSized = await page.evaluate(() => CSS.supports('frame-sizing', 'content-height'));
        test.skip(!isSized, 'needs a browser that sizes frames (Chromium 154)');
        const [frame] = await cardFrames(page);
        expect(await missing(page)).toBeLessThanOrEqual(1);
        const { width, height, known } = await sizeOf(frame!);
        expect(width).toBe(column);
        if (text === 100) expect(height).toBe(known);
        else expect(height).toBeGreaterThan(known * 1.5);
        // The card grows while it is open.
        if (text === 200) {
          await frame!.evaluate(() => (document.documentElement.style.fontSize = '110%'));
          expect(await missing(page)).toBeLessThanOrEqual(1);
        }
        expect(await watched.shift()).toBe(0);
      }
      expect(watched.errors).toEqual([]);
    })
  );

  it.for(Object.entries(names))('%s: nothing is empty when a phone is turned', ([, name]) =>
    onPage({ viewport: window(320) }, async (page) => {
      await page.goto(`${bench().partner.url}${name}.html`);
      const [frame] = await cardFrames(page);
      await missing(page);
      for (const column of [640, 320]) {
        await page.setViewportSize(window(column));
        await missing(page);
        const { height, known } = await sizeOf(frame!);
        expect(height - known).toBe(0);
      }
    })
  );
});
