import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { onPage, useChromium } from '../browser/chromium.ts';
import {
  atRest,
  bench,
  cardFrames,
  quiet,
  sizeOf,
  useBench,
  watch,
  type Watched
} from './bench.ts';

useChromium();
useBench();

const wide = { viewport: { width: 900, height: 700 } };

const at = atRest(wide);

async function enlarge(page: Page, watched: Watched, percent: number) {
  const [frame] = await cardFrames(page);
  const before = await sizeOf(frame!);
  await frame!.evaluate((size) => (document.documentElement.style.fontSize = `${size}%`), percent);
  await quiet(page, watched);
  const after = await sizeOf(frame!);
  const wanted = await frame!.evaluate(() => document.getElementById('card')!.offsetHeight);
  return { grown: after.height - before.height, missing: wanted - after.height };
}

describe('embed.js', () => {
  it('makes room for larger text in a shadow root', () =>
    at('embed-js', async (page, watched) => {
      await page.evaluate(() => {
        const host = document.createElement('div');
        host.attachShadow({ mode: 'open' }).append(document.querySelector('iframe')!);
        document.querySelector('article')!.append(host);
      });
      await quiet(page, watched);
      const { grown, missing } = await enlarge(page, watched, 200);
      expect(grown).toBeGreaterThan(100);
      expect(Math.abs(missing)).toBeLessThanOrEqual(1);
    }));

  it('follows frames that are added later', () =>
    at('embed-js', async (page, watched) => {
      const src = `${bench().site.url}embed/v1/id/since.html`;
      await page.evaluate((address) => {
        document.querySelector('iframe')!.remove();
        document
          .querySelector('article')!
          .append(Object.assign(document.createElement('iframe'), { src: address, width: '100%' }));
      }, src);
      const [frame] = await cardFrames(page);
      await quiet(page, watched);
      const { height, known } = await sizeOf(frame!);
      expect(Math.abs(height - known)).toBeLessThanOrEqual(2);
    }));

  it('ignores cards of other sites', () =>
    onPage(wide, async (page) => {
      const watched = await watch(page);
      const site = bench().site.url;
      // Another newsroom's site.
      const other = site.replace('localhost', 'other.localhost');
      await page.route(`${other}**`, async (route) =>
        route.fulfill({
          response: await route.fetch({ url: route.request().url().replace(other, site) })
        })
      );
      await page.goto(`${bench().partner.url}embed-js.html`);
      await page.evaluate((src) => {
        document.querySelector('iframe')!.remove();
        document
          .querySelector('article')!
          .append(
            Object.assign(document.createElement('iframe'), { src, width: '100%', height: 300 })
          );
      }, `${other}embed/v1/en/speed.html`);
      const [frame] = await cardFrames(page);
      expect(await quiet(page, watched)).toBeGreaterThan(0);
      expect((await sizeOf(frame!)).height).toBe(300);
    }));
});
