import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { onPage, useChromium, siteUrl, useSite } from './chromium.ts';
import { atRest, stickyStages } from './reading.ts';

useChromium();
useSite();

const dist = join(import.meta.dirname, '..', '..', 'dist');
const phone = { viewport: { width: 390, height: 844 } };

const htmlOf = async (page: Page) =>
  (await page.content()).replaceAll('"../', `"${pathToFileURL(dist).href}/`);
const stepsOf = (page: Page) => page.locator('.step h3').allTextContents();

describe('a saved copy of the open story', () => {
  it.each([
    [
      'as one file',
      'mhtml',
      async (page: Page) => {
        const session = await page.context().newCDPSession(page);
        return (await session.send('Page.captureSnapshot', { format: 'mhtml' })).data;
      }
    ],
    ['with its scripts, which a file may not load', 'html', htmlOf]
  ] as const)(
    '%s shows no map beside the words of another year (A24)',
    async (_, extension, save) => {
      const folder = await mkdtemp(join(tmpdir(), 'terhubung-kept-'));
      try {
        const file = join(folder, `story.${extension}`);
        const seen = await onPage(phone, async (page) => {
          await page.goto(siteUrl('en/#world-2010'));
          await atRest(page);
          expect(await stickyStages(page)).toBe(3);
          await writeFile(file, await save(page));
          return stepsOf(page);
        });
        await onPage(phone, async (page) => {
          await page.route(/^https?:/, (route) => route.abort());
          await page.goto(pathToFileURL(file).href);
          expect(await stickyStages(page)).toBe(0);
          expect(await stepsOf(page)).toEqual(seen);
          const parts = '.unit [data-part], .panels .middle .split, .choropleth-still';
          const hidden = await page.$$eval(parts, (all) =>
            all
              .filter(
                (part) => !part.checkVisibility({ opacityProperty: true, visibilityProperty: true })
              )
              .map(({ className }) => className)
          );
          expect(hidden).toEqual([]);
          const screens = () => document.documentElement.scrollHeight / innerHeight;
          expect(await page.evaluate(screens)).toBeLessThan(60);
        });
      } finally {
        await rm(folder, { recursive: true });
      }
    }
  );
});
