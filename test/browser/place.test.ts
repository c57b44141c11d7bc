import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { share } from '../slice.ts';
import { axeOn } from './axe.ts';
import { onPage, useChromium } from './chromium.ts';
import { translated } from './reader-style.ts';
import { atRest, drawn, jumpTo, layoutShift, watchLayoutShift, withoutScripts } from './reading.ts';
import { siteUrl, useSite } from './site.ts';

useChromium();
useSite();

const phone = { viewport: { width: 360, height: 640 }, timezoneId: 'Asia/Makassar' };

/** Goes to the place as a reader does: its lists come when it is near. */
async function come(page: Page): Promise<void> {
  await page.mouse.wheel(0, 200);
  await page.locator('#place').scrollIntoViewIfNeeded();
  await page.locator('#place select').first().waitFor();
}
async function open(page: Page, address: string): Promise<void> {
  await page.goto(siteUrl(address));
  await come(page);
}
const list = (page: Page, index: number) => page.locator('#place select').nth(index);
const said = (page: Page) => page.locator('#place .place-said').innerText();

describe.each(languages)('your place, your year, in %s', (language) => {
  it('guesses the country from the time zone, says both years, and takes the country along, also once the browser translates', () =>
    onPage(phone, async (page) => {
      await open(page, `${language}/`);
      await expect.poll(() => list(page, 0).inputValue()).toBe('IDN');
      // A guess is nobody's word: it goes nowhere before the reader has chosen something.
      expect(await page.locator('#speed select').inputValue()).toBe('');
      await expect.poll(() => said(page)).toMatch(/^Indonesia\s+\d+%[^%]*$/);
      expect(await page.locator('#place [role="status"]').getAttribute('aria-live')).toBe('off');
      await list(page, 1).focus();
      await list(page, 1).selectOption('2000');
      expect(await page.locator('#place [role="status"]').getAttribute('aria-live')).toBe('polite');
      expect(await said(page)).toMatch(
        /^Indonesia\s+0[.,]9%[\s\S]*2000[\s\S]*\d+%[\s\S]*2012[\s\S]*\d+%/
      );
      await list(page, 2).selectOption('GBR');
      expect(await page.locator('#place .place-name').count()).toBe(2);
      await list(page, 0).selectOption('JPN');
      for (const scene of ['#world .choropleth-list', '#speed', '#revision'])
        expect(await page.locator(`${scene} select`).first().inputValue()).toBe('JPN');
      await expect
        .poll(() => page.locator('#revision [role="status"]').innerText())
        .toMatch(/^(Japan|Jepang) (in|pada) 2016/);
      expect(await page.locator('[data-place-again]').innerText()).toMatch(
        /^(Japan|Jepang)\. .*2000/
      );
      await translated(page);
      await list(page, 0).selectOption('KEN');
      await list(page, 1).selectOption('');
      await expect.poll(() => said(page)).toMatch(/^Kenya\s+\d+%[^%]*\d+%[^%]*$/);
      for (const scene of ['#speed', '#revision'])
        await expect
          .poll(() => page.locator(`${scene} [role="status"]`).innerText())
          .toMatch(/^Kenya/);
      expect(await page.locator('[data-place-again]').innerText()).toMatch(/^Kenya\. /);
    }));
});

it('stands whole on paper with its bars filled, and asks nothing there', () =>
  onPage({ ...phone, viewport: { width: 740, height: 1000 } }, async (page) => {
    // Nothing to guess from: a browser that guards its reader may refuse to say where it is.
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
    await list(page, 2).selectOption('COD');
    await page.emulateMedia({ media: 'print' });
    expect(
      await page
        .locator('.place-whole span')
        .first()
        .evaluate((bar) => getComputedStyle(bar).printColorAdjust)
    ).toBe('exact');
    expect(
      await page.locator('.place-live').evaluate((live) => getComputedStyle(live).breakInside)
    ).toBe('avoid');
    const [one, other] = await page
      .locator('.place-name')
      .evaluateAll((names) => names.map((name) => name.getBoundingClientRect()));
    expect(other?.top, 'beside one another').toBe(one?.top);
  }));

describe.each(share(languages, 2))(
  'your place, your year, whatever the language (%s)',
  (language) => {
    it('keeps what is said in the page: no request names it, nothing is stored, the address and the history stay', () =>
      onPage(phone, async (page) => {
        await open(page, `${language}/`);
        const asked: string[] = [];
        page.on('request', (request) => asked.push(request.url()));
        const before = await page.evaluate(() => [history.length, location.href]);
        await list(page, 0).selectOption('BRA');
        await list(page, 1).selectOption('1987');
        await list(page, 2).selectOption('FRA');
        await expect
          .poll(() => page.locator('#revision [role="status"]').innerText())
          .toMatch(/^Bra[sz]il/);
        const paths = asked
          .map((address) => address.replace(siteUrl(''), ''))
          .filter((path) => !path.startsWith('icons/'));
        expect(paths.sort()).toEqual([
          expect.stringMatching(/^assets\/place-ends-[\w-]+\.js$/),
          'data/then-and-now.json'
        ]);
        expect(await page.evaluate(() => [history.length, location.href])).toEqual(before);
        expect(
          await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])
        ).toEqual([0, 0, '']);
        await page.goto('about:blank');
        await open(page, `${language}/`);
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
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)).toEqual(
          []
        );
      }));

    it.each([360, 768, 1440])('comes in the room of its table at %i px: nothing moves', (width) =>
      onPage({ ...phone, viewport: { width, height: 900 } }, async (page) => {
        await watchLayoutShift(page);
        await page.goto(siteUrl(`${language}/`));
        await atRest(page);
        // What a late typeface moves on the cover is not asked here.
        const settled = await layoutShift(page);
        const height = () =>
          page.locator('#place').evaluate((section) => section.getBoundingClientRect().height);
        const before = await height();
        await come(page);
        await expect.poll(() => list(page, 0).inputValue()).toBe('IDN');
        expect(await height()).toBe(before);
        expect((await layoutShift(page)) - settled).toBeLessThan(0.02);
      })
    );

    it('comes to a reader of whom the browser tells late, what was and what is at once', () =>
      onPage(phone, async (page) => {
        await page.addInitScript(() => {
          window.IntersectionObserver = class extends IntersectionObserver {
            constructor(told: IntersectionObserverCallback, options?: IntersectionObserverInit) {
              super(
                (entries, watcher) =>
                  told([{ ...entries[0]!, isIntersecting: false }, ...entries], watcher),
                options
              );
            }
          };
        });
        await page.goto(siteUrl(`${language}/`));
        await come(page);
        await expect.poll(() => list(page, 0).inputValue()).toBe('IDN');
        // And once, however often the reader comes by.
        await jumpTo(page, 0);
        await page.locator('#place').scrollIntoViewIfNeeded();
        await drawn(page, 3);
        expect(await page.locator('#place .place-live').count()).toBe(1);
      }));

    it('is a table without script, which leads to that of every country', () =>
      onPage(phone, async (page) => {
        await withoutScripts(page);
        await page.goto(siteUrl(`${language}/`));
        expect(await page.locator('#place tbody tr').count()).toBeGreaterThan(6);
        expect(await page.locator('#place tr', { hasText: '2000' }).innerText()).toMatch(
          /^2000\s+0[.,]9%\s+27%$/
        );
        expect(await page.locator('#place select').count()).toBe(0);
        await page.locator('#place a').click();
        expect(await page.locator('#file-map-internet-use tbody tr').count()).toBeGreaterThan(200);
      }));
  }
);
