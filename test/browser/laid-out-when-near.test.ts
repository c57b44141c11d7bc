import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { partWidths, readPartHeights } from '../../src/pages/story/part-heights.ts';
import { onPage, useChromium } from './chromium.ts';
import { share } from '../slice.ts';
import { atRest, layoutShift, watchLayoutShiftThere, withoutScripts } from './reading.ts';
import { siteUrl, useSite } from './site.ts';

useChromium();
useSite();

const kept = readPartHeights(readFileSync('data/part-heights.json', 'utf8'));

describe.each(languages)('%s: parts that are laid out when the reader comes near', (language) => {
  it('have the height that is kept for them, to a tenth, or data/part-heights.json is out of date', () =>
    onPage({ viewport: { width: 390, height: 844 } }, async (page) => {
      await withoutScripts(page);
      await page.goto(siteUrl(`${language}/`));
      await page.addStyleTag({ content: '*{content-visibility:visible!important}' });
      const off: string[] = [];
      for (const width of partWidths) {
        await page.setViewportSize({ width, height: 844 });
        const heights = await page.evaluate(
          (ids) =>
            ids.map((id) => document.getElementById(id)?.getBoundingClientRect().height ?? 0),
          Object.keys(kept[language])
        );
        for (const [index, [id, of]] of Object.entries(kept[language]).entries()) {
          const height = Math.round(heights[index]!);
          if (Math.abs(height - of[width]!) > Math.max(24, height * 0.1))
            off.push(`${id} at ${width}: ${of[width]}, is ${height}`);
        }
      }
      expect(off).toEqual([]);
    }));

  it.each(share([360, 1440, 390, 768], 4, languages.indexOf(language)))(
    'are landed on, and landed below, where a link says, at %i px',
    (width) =>
      onPage({ viewport: { width, height: 800 } }, async (page) => {
        // Once for its typefaces: what they move when they come late is not asked here.
        await page.goto(siteUrl(`${language}/`));
        await watchLayoutShiftThere(page);
        for (const id of share(
          ['help-here', 'speed', 'unknown', 'help', 'n-world-2018'],
          3,
          languages.indexOf(language)
        )) {
          await page.goto('about:blank');
          await page.goto(siteUrl(`${language}/#${id}`));
          await atRest(page);
          const { top, bar } = await page.evaluate((target) => {
            const bar = document.querySelector('.bar')!.getBoundingClientRect().bottom;
            return { top: document.getElementById(target)!.getBoundingClientRect().top, bar };
          }, id);
          expect({ id, landed: top > bar - 24 && top < bar + 40, top }).toEqual({
            id,
            landed: true,
            top
          });
          expect(await layoutShift(page), id).toBeLessThan(0.02);
        }
      })
  );
});

it('lie in the way of the Tab key and of a search while their sheet and script are awaited (A22, R07, R18)', () =>
  onPage({ viewport: { width: 390, height: 664 } }, async (page) => {
    await page.route(/\/assets\/.*\.(?:js|css)$/, () => undefined);
    await page.goto(siteUrl('en/'), { waitUntil: 'commit' });
    await page.locator('footer').waitFor({ state: 'attached' });
    await page.locator('html[data-deferring]').waitFor();
    await page.locator('#opening a').last().focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement!.closest('section')?.id)).toBe('place');
    expect(
      await page.evaluate(() =>
        (window as unknown as { find: (text: string) => boolean }).find('Deliberately absent')
      )
    ).toBe(true);
  }));

describe('the tables of every country', () => {
  it('stand in the page once the reader has moved, whole', () =>
    onPage({ viewport: { width: 390, height: 844 } }, async (page) => {
      await page.goto(siteUrl('id/#world-2018'));
      for (const layer of ['internet-use', 'coverage-3g'])
        await page.locator(`#table-map-${layer} tbody tr`).first().waitFor({ state: 'attached' });
      expect(await page.locator('#table-map-internet-use tbody tr').count()).toBeGreaterThanOrEqual(
        217
      );
      expect(await page.locator('#table-map-coverage-3g tbody tr').count()).toBeGreaterThanOrEqual(
        217
      );
      // What is no table of countries stays on the page of the data.
      const linked = await page.$$eval('.figure-table .whole', (links) =>
        links.flatMap((link) =>
          getComputedStyle(link).display === 'none' ? [] : [link.closest('.figure-table')!.id]
        )
      );
      expect(linked).toEqual([
        'table-survey-ranges',
        'table-reports-received',
        'table-pages-confirmed'
      ]);
    }));

  it('are one link away without script, whole', () =>
    onPage({ viewport: { width: 390, height: 844 } }, async (page) => {
      await withoutScripts(page);
      await page.goto(siteUrl('id/#table-map-internet-use'));
      await page.locator('#table-map-internet-use > summary').click();
      await page.locator('#table-map-internet-use .whole a').click();
      await page.waitForURL('**/id/data/#table-map-internet-use');
      expect(await page.locator('#table-map-internet-use tbody tr').count()).toBeGreaterThanOrEqual(
        217
      );
    }));
});
