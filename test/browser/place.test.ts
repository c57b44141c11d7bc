import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { axeFaults } from './axe.ts';
import { onPage, useChromium, siteUrl, useSite } from './chromium.ts';
import { translated } from './reader-style.ts';
import { atRest, layoutShift, watchLayoutShift, withoutScripts } from './reading.ts';

useChromium();
useSite();

const phone = { viewport: { width: 360, height: 640 } };

async function open(page: Page, path: string) {
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
  it('answers for the usual country, then for the years and country of the reader', () =>
    onPage(phone, async (page) => {
      await open(page, `${language}/`);
      expect(await list(page, 0).inputValue()).toBe(language === 'id' ? 'IDN' : 'GBR');
      // It is not handed on.
      expect(await page.locator('#speed [role="status"]').innerText()).toBe('');
      expect(await said(page)).toMatch(/^[^%]*2024[^%]* \d+%[^%]*\?$/);
      await list(page, 0).selectOption('IDN');
      await list(page, 1).selectOption('2000');
      expect(await said(page)).toMatch(/^[^%]* 1%[^%]*Indonesia[^%]*15%[^%]*161[^%]*\d+%\.$/);
      const states = page.locator('.place-states > button');
      expect(await states.allInnerTexts()).toEqual(
        ['2000', '2012', '2024'].map((year) => expect.stringContaining(year))
      );
      await states.nth(1).click();
      expect(await page.locator('.place-now').innerText()).toMatch(/2012\s+Indonesia 15%/);
      await list(page, 2).selectOption('GBR');
      expect(await page.locator('.place-said p').count()).toBe(2);
      await list(page, 0).selectOption('JPN');
      expect(await page.locator('#world .choropleth-list select').first().inputValue()).toBe('JPN');
      await expect.poll(() => statusOf(page, '#speed')).toMatch(/^(Japan|Jepang)/);
      const again = page.locator('[data-place-again]');
      expect(await again.innerText()).toMatch(/Japan|Jepang/);
      // A browser's translation replaces the text nodes.
      await translated(page);
      await list(page, 0).selectOption('KEN');
      await list(page, 1).selectOption('');
      await expect.poll(() => said(page)).toMatch(/^[^%]*\d+%[^%]*Kenya[^%]*\?[^%]*\d+%[^%]*$/);
      await expect.poll(() => statusOf(page, '#speed')).toMatch(/^Kenya/);
      expect(await again.innerText()).toMatch(/Kenya/);
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
      // The map is named once it rests.
      await page.locator('#place-map-name:not(:empty)').waitFor({ state: 'attached' });
      expect(await axeFaults(page, (axe) => axe.include('#place'))).toEqual([]);
    }));

  it.each([360, 768, 1440])('moves nothing when it loads its map, at %i px', (width) =>
    onPage({ ...phone, viewport: { width, height: 900 } }, async (page) => {
      await watchLayoutShift(page);
      await page.goto(siteUrl('en/'));
      await atRest(page);
      // Late fonts may move the cover.
      const settled = await layoutShift(page);
      await page.mouse.wheel(0, 200);
      await page.locator('#place').scrollIntoViewIfNeeded();
      await page.locator('#place select').first().waitFor();
      expect((await layoutShift(page)) - settled).toBeLessThan(0.02);
    })
  );

  it('shows map, years, lists and answer in the first screen of a small phone', () =>
    onPage(phone, async (page) => {
      await open(page, 'id/');
      await page.evaluate(() =>
        document.getElementById('place')!.scrollIntoView({ behavior: 'instant' })
      );
      const bottom = await page
        .locator('.place-said')
        .evaluate((one) => one.getBoundingClientRect().bottom);
      expect(bottom).toBeLessThanOrEqual(596);
      // A tap on the map chooses too.
      await page.locator('#place-map-AUS').click();
      expect(await list(page, 0).inputValue()).toBe('AUS');
    }));

  it('is printed as an answer, without questions', () =>
    onPage({ ...phone, viewport: { width: 740, height: 1000 } }, async (page) => {
      await open(page, 'id/');
      await list(page, 0).selectOption('BRA');
      await list(page, 1).selectOption('1990');
      await page.emulateMedia({ media: 'print' });
      const printed = await page.locator('#place').innerText();
      expect(printed).toContain('Brasil');
      expect(printed.toLowerCase()).not.toContain('pilih');
    }));

  it('is an answer without script, which leads to the table of every country', () =>
    onPage(phone, async (page) => {
      await withoutScripts(page);
      await page.goto(siteUrl('id/'));
      expect(await said(page)).toMatch(/2024.*\d+%.*Indonesia/s);
      expect(await page.locator('#place select').count()).toBe(0);
      await page.locator('#lookup summary').click();
      await page.locator('#lookup a').last().click();
      expect(await page.locator('#file-map-internet-use tbody tr').count()).toBeGreaterThan(200);
    }));
});
