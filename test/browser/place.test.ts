import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { axeFaults } from './axe.ts';
import { onPage, useChromium } from './chromium.ts';
import { translated } from './reader-style.ts';
import { atRest, layoutShift, watchLayoutShift, withoutScripts } from './reading.ts';
import { siteUrl, useSite } from './site.ts';

useChromium();
useSite();

const phone = { viewport: { width: 360, height: 640 }, timezoneId: 'Asia/Makassar' };

/** Opens the story and scrolls to the place, whose lists load when they are near. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(siteUrl(path));
  await page.mouse.wheel(0, 200);
  await page.locator('#place').scrollIntoViewIfNeeded();
  await page.locator('#place select').first().waitFor();
}
const list = (page: Page, index: number) => page.locator('#place select').nth(index);
const said = (page: Page) => page.locator('#place .place-said').innerText();
const statusOf = (page: Page, scene: string) =>
  page.locator(`${scene} [role="status"]`).first().innerText();

describe.each(languages)('your place, your year, in %s', (language) => {
  it('suggests the country of the time zone, says the years, and hands a choice to the other figures', () =>
    onPage(phone, async (page) => {
      await open(page, `${language}/`);
      await expect.poll(() => list(page, 0).inputValue()).toBe('IDN');
      // A suggestion is not handed on.
      expect(await page.locator('#speed select').inputValue()).toBe('');
      await expect.poll(() => said(page)).toMatch(/^Indonesia\s+\d+%[^%]*$/);
      const live = page.locator('#place [role="status"]');
      expect(await live.getAttribute('aria-live')).toBe('off');
      await list(page, 1).focus();
      await list(page, 1).selectOption('2000');
      expect(await live.getAttribute('aria-live')).toBe('polite');
      expect(await said(page)).toMatch(
        /^Indonesia\s+0[.,]9%[\s\S]*2000[\s\S]*\d+%[\s\S]*2012[\s\S]*\d+%/
      );
      await list(page, 2).selectOption('GBR');
      expect(await page.locator('#place .place-name').count()).toBe(2);
      await list(page, 0).selectOption('JPN');
      for (const scene of ['#world .choropleth-list', '#speed'])
        expect(await page.locator(`${scene} select`).first().inputValue()).toBe('JPN');
      await expect.poll(() => statusOf(page, '#speed')).toMatch(/^(Japan|Jepang)/);
      const again = page.locator('[data-place-again]');
      expect(await again.innerText()).toMatch(/^(Japan|Jepang)\. .*2000/);
      // A browser's translation replaces the text nodes.
      await translated(page);
      await list(page, 0).selectOption('KEN');
      await list(page, 1).selectOption('');
      await expect.poll(() => said(page)).toMatch(/^Kenya\s+\d+%[^%]*\d+%[^%]*$/);
      await expect.poll(() => statusOf(page, '#speed')).toMatch(/^Kenya/);
      expect(await again.innerText()).toMatch(/^Kenya\. /);
    }));
});

describe('your place', () => {
  it('has no fault that axe finds, and fits 360 px in text of 200 %', () =>
    onPage({ ...phone, colorScheme: 'dark', reducedMotion: 'reduce' }, async (page) => {
      await open(page, 'id/');
      await page.addStyleTag({ content: ':root { font-size: 200% }' });
      await list(page, 1).selectOption('1960');
      await list(page, 2).selectOption('GBR');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expect(await axeFaults(page, (axe) => axe.include('#place'))).toEqual([]);
    }));

  it.each([360, 768, 1440])('moves nothing when it replaces its table, at %i px', (width) =>
    onPage({ ...phone, viewport: { width, height: 900 } }, async (page) => {
      await watchLayoutShift(page);
      await page.goto(siteUrl('en/'));
      await atRest(page);
      // Late fonts may move the cover.
      const settled = await layoutShift(page);
      await page.mouse.wheel(0, 200);
      await page.locator('#place').scrollIntoViewIfNeeded();
      await expect.poll(() => list(page, 0).inputValue()).toBe('IDN');
      expect((await layoutShift(page)) - settled).toBeLessThan(0.02);
    })
  );

  it('is printed without questions, and a chosen country with its bars', () =>
    onPage({ ...phone, viewport: { width: 740, height: 1000 } }, async (page) => {
      // A browser may refuse to tell the time zone.
      await page.addInitScript(() => {
        Intl.DateTimeFormat.prototype.resolvedOptions = () => {
          throw new RangeError();
        };
      });
      await open(page, 'id/');
      await page.emulateMedia({ media: 'print' });
      expect((await page.locator('#place').innerText()).toLowerCase()).not.toContain('pilih');
      await page.emulateMedia({ media: 'screen' });
      await list(page, 0).selectOption('BRA');
      await page.emulateMedia({ media: 'print' });
      const bar = page.locator('.place-whole span').first();
      expect(await bar.evaluate((one) => getComputedStyle(one).printColorAdjust)).toBe('exact');
    }));

  it('is a table without script, which leads to that of every country', () =>
    onPage(phone, async (page) => {
      await withoutScripts(page);
      await page.goto(siteUrl('id/'));
      expect(await page.locator('#place tbody tr').count()).toBeGreaterThan(6);
      expect(await page.locator('#place tr', { hasText: '2000' }).innerText()).toMatch(
        /^2000\s+0,9%\s+27%$/
      );
      expect(await page.locator('#place select').count()).toBe(0);
      await page.locator('#place a').click();
      expect(await page.locator('#file-map-internet-use tbody tr').count()).toBeGreaterThan(200);
    }));
});
