import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { axeOn } from './axe.ts';
import { onPage, useChromium } from './chromium.ts';
import { withoutScripts } from './reading.ts';
import { siteUrl, useSite } from './site.ts';

useChromium();
useSite();

const phone = { viewport: { width: 360, height: 640 }, timezoneId: 'Asia/Makassar' };

async function open(page: Page, address: string): Promise<void> {
  await page.goto(siteUrl(address));
  await page.mouse.wheel(0, 200);
  await page.locator('#place select').first().waitFor();
}
const list = (page: Page, index: number) => page.locator('#place select').nth(index);
const said = (page: Page) => page.locator('#place .place-said').innerText();

describe.each(languages)('your place, your year, in %s', (language) => {
  it('guesses the country from the time zone, says both years, and takes the country along', () =>
    onPage(phone, async (page) => {
      await open(page, `${language}/`);
      await expect.poll(() => list(page, 0).inputValue()).toBe('IDN');
      // A guess is nobody's word: it goes nowhere before the reader has chosen something.
      expect(await page.locator('#speed select').inputValue()).toBe('');
      await list(page, 1).selectOption('2000');
      expect(await said(page)).toMatch(/^Indonesia\s+0[.,]9%[\s\S]*2000[\s\S]*\d+%[\s\S]*2012[\s\S]*\d+%/);
      await list(page, 2).selectOption('GBR');
      expect(await page.locator('#place .place-name').count()).toBe(2);
      await list(page, 0).selectOption('JPN');
      for (const scene of ['#world .choropleth-list', '#speed', '#revision'])
        expect(await page.locator(`${scene} select`).first().inputValue()).toBe('JPN');
      await expect.poll(() => page.locator('#revision [role="status"]').innerText()).toMatch(/^(Japan|Jepang) (in|pada) 2016/);
      expect(await page.locator('[data-place-again]').innerText()).toMatch(/^(Japan|Jepang)\. .*2000/);
    }));

  it('keeps what is said in the page: no request names it, nothing is stored, the address and the history stay', () =>
    onPage(phone, async (page) => {
      await open(page, `${language}/`);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      const before = await page.evaluate(() => [history.length, location.href]);
      await list(page, 0).selectOption('BRA');
      await list(page, 1).selectOption('1987');
      await list(page, 2).selectOption('FRA');
      await expect.poll(() => page.locator('#revision [role="status"]').innerText()).toMatch(/^Bra[sz]il/);
      expect(asked.map((address) => address.replace(siteUrl(''), '')).filter((path) => !path.startsWith('icons/'))).toEqual([
        'data/then-and-now.json'
      ]);
      expect(await page.evaluate(() => [history.length, location.href])).toEqual(before);
      expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, '']);
      await page.reload();
      await page.mouse.wheel(0, 200);
      await list(page, 0).waitFor();
      expect(await list(page, 1).inputValue()).toBe('');
    }));

  it('fits 360 px with large text and is sound to axe, and moves nothing above or beside it', () =>
    onPage({ ...phone, colorScheme: 'dark', reducedMotion: 'reduce' }, async (page) => {
      await open(page, `${language}/`);
      await page.addStyleTag({ content: ':root { font-size: 200% }' });
      await list(page, 1).selectOption('1960');
      await list(page, 2).selectOption('GBR');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      const { violations } = await axeOn(page).include('#place').analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)).toEqual([]);
    }));

  it('leads to the table without script', () =>
    onPage(phone, async (page) => {
      await withoutScripts(page);
      await page.goto(siteUrl(`${language}/`));
      expect(await page.locator('#place [data-pick]').isVisible()).toBe(false);
      await page.locator('#place a').click();
      expect(await page.locator('#file-map-internet-use tbody tr').count()).toBeGreaterThan(200);
    }));
});
