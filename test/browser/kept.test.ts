import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { onPage, useChromium } from './chromium.ts';
import { atRest } from './reading.ts';
import { siteUrl, useSite } from './site.ts';

useChromium();
useSite();

const dist = join(import.meta.dirname, '..', '..', 'dist');
const phone = { viewport: { width: 390, height: 844 } };
const desk = { viewport: { width: 1440, height: 900 } };

/** The page as it stands, as text, with its files where they lie. */
const asItStands = async (page: Page): Promise<string> =>
  (await page.content()).replaceAll('"../', `"${pathToFileURL(dist).href}/`);

/** How a page is kept: what is written, and the ending by which a browser knows it again. */
const kinds: readonly (readonly [
  kind: string,
  ending: string,
  keep: (page: Page) => Promise<string>
])[] = [
  [
    'in one file, by the browser',
    'mhtml',
    async (page) => {
      const session = await page.context().newCDPSession(page);
      return (await session.send('Page.captureSnapshot', { format: 'mhtml' })).data;
    }
  ],
  [
    'without scripts, from a window as tall as the page',
    'html',
    async (page) => {
      // A window of another height alone is not measured anew.
      await page.setViewportSize({ width: page.viewportSize()!.width + 10, height: 100_000 });
      await page.waitForFunction(
        () =>
          document.querySelector<HTMLElement>('.steps')?.style.getPropertyValue('--svh') ===
          '1000px'
      );
      return (await asItStands(page)).replace(/<script\b[\s\S]*?<\/script>/g, '');
    }
  ],
  ['with its scripts, which no file may load', 'html', asItStands]
];

describe('a copy of a page at work', () => {
  it.each(kinds.flatMap((kind) => [[...kind, phone] as const, [...kind, desk] as const]))(
    'kept %s, shows no map beside words of another year (A24)',
    async (_kind, ending, keep, device) => {
      const folder = await mkdtemp(join(tmpdir(), 'terhubung-kept-'));
      try {
        const file = join(folder, `story.${ending}`);
        const seen = await onPage(device, async (page) => {
          await page.goto(siteUrl('en/#world-2000'));
          await atRest(page);
          expect(
            await page
              .locator('.stage')
              .first()
              .evaluate((stage) => getComputedStyle(stage).position)
          ).toBe('sticky');
          await writeFile(file, await keep(page));
          return page.evaluate(() =>
            [...document.querySelectorAll('.step h3')].map(({ textContent }) => textContent)
          );
        });
        await onPage(device, async (page) => {
          await page.route(/^https?:/, (route) => route.abort());
          await page.goto(pathToFileURL(file).href);
          expect(
            await page.evaluate(() =>
              [...document.querySelectorAll('.stage')].map(
                (stage) => getComputedStyle(stage).position
              )
            )
          ).not.toContain('sticky');
          const kept = await page.evaluate(() => ({
            steps: [...document.querySelectorAll('.step h3')].map(({ textContent }) => textContent),
            hidden: [
              ...document.querySelectorAll('.unit .card, .panels .panel, .unknown .sheet')
            ].filter(
              (part) => !part.checkVisibility({ opacityProperty: true, visibilityProperty: true })
            ).length,
            maps: [...document.querySelectorAll('.choropleth-still')].filter(
              (still) => !still.checkVisibility()
            ).length,
            screens: document.documentElement.scrollHeight / innerHeight
          }));
          expect(kept.steps).toEqual(seen);
          expect(kept).toMatchObject({ hidden: 0, maps: 0 });
          expect(kept.screens).toBeLessThan(60);
        });
      } finally {
        await rm(folder, { recursive: true });
      }
    }
  );
});
