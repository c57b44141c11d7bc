import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { partWidths, readPartHeights } from '../../src/pages/story/part-heights.ts';
import { onPage, useChromium, loadControls, siteUrl, useSite } from './chromium.ts';
import { share } from '../slice.ts';
import { atRest, layoutShift, watchLayoutShiftThere, withoutScripts } from './reading.ts';

useChromium();
useSite();

const phone = { viewport: { width: 390, height: 844 } };
const kept = readPartHeights(readFileSync('data/part-heights.json', 'utf8'));

describe.each(languages)('%s: parts that are laid out when the reader comes near', (language) => {
  it('have the heights of data/part-heights.json, to a tenth', () =>
    onPage(phone, async (page) => {
      await withoutScripts(page);
      await page.goto(siteUrl(`${language}/`));
      await page.addStyleTag({ content: '*{content-visibility:visible!important}' });
      const off: string[] = [];
      for (const width of partWidths) {
        await page.setViewportSize({ width, height: 844 });
        for (const [id, heights] of Object.entries(kept[language])) {
          const height = Math.round((await page.locator(`#${id}`).boundingBox())?.height ?? 0);
          if (Math.abs(height - heights[width]!) > Math.max(24, height * 0.1))
            off.push(`${id} at ${width}: ${heights[width]}, is ${height}`);
        }
      }
      expect(off).toEqual([]);
    }));

  it.each(share([360, 1440], 2, languages.indexOf(language)))(
    'are scrolled to by a link, at %i px, and move nothing',
    (width) =>
      onPage({ viewport: { width, height: 800 } }, async (page) => {
        // What typefaces move when they come late does not count.
        await page.route('**/*.woff2', (route) => route.abort());
        await watchLayoutShiftThere(page);
        for (const id of ['speed', 'help', 'n-world-2018']) {
          await page.goto('about:blank');
          await page.goto(siteUrl(`${language}/#${id}`));
          await atRest(page);
          const gap = await page.evaluate((target) => {
            const bar = document.querySelector('.bar')!.getBoundingClientRect().bottom;
            return document.getElementById(target)!.getBoundingClientRect().top - bar;
          }, id);
          expect([id, gap > -24 && gap < 40]).toEqual([id, true]);
          expect(await layoutShift(page), id).toBeLessThan(0.02);
        }
      })
  );
});

it('parts below are reached by Tab and by search while the style sheet and script are awaited (A22, R07, R18)', () =>
  onPage({ viewport: { width: 390, height: 664 } }, async (page) => {
    await page.route(/\/assets\/.*\.(?:js|css)$/, () => undefined);
    await page.goto(siteUrl('en/'), { waitUntil: 'commit' });
    await page.locator('footer').waitFor({ state: 'attached' });
    await page.locator('html[data-deferring]').waitFor();
    await page.locator('#opening a').last().focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement!.closest('section')?.id)).toBe(
      'demand'
    );
    const found = await page.evaluate(() =>
      (window as unknown as { find: (text: string) => boolean }).find('Deliberately absent')
    );
    expect(found).toBe(true);
  }));

describe('the tables of every country', () => {
  it('are put into the page once the reader opens them', () =>
    onPage(phone, async (page) => {
      await page.goto(siteUrl('id/#world-2018'));
      await loadControls(page);
      await page.locator('#world-about > summary').click();
      for (const layer of ['internet-use', 'coverage-3g']) {
        await page.locator(`#table-map-${layer} > summary`).click();
        const rows = page.locator(`#table-map-${layer} tbody tr`);
        await rows.first().waitFor({ state: 'attached' });
        expect(await rows.count()).toBeGreaterThanOrEqual(217);
      }
    }));

  it('are one link away without script', () =>
    onPage(phone, async (page) => {
      await withoutScripts(page);
      await page.goto(siteUrl('id/#table-map-internet-use'));
      await page.locator('#table-map-internet-use > summary').click();
      await page.locator('#table-map-internet-use .whole a').click();
      await page.waitForURL('**/id/data/#table-map-internet-use');
      const rows = page.locator('#table-map-internet-use tbody tr');
      expect(await rows.count()).toBeGreaterThanOrEqual(217);
    }));
});
