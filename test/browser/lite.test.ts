import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { share } from '../slice.ts';
import { axeFaults, keepEachKindOfRow } from './axe.ts';
import { onPage, useChromium } from './chromium.ts';
import { readWith, spaced, twice } from './reader-style.ts';
import { siteUrl, useSite } from './site.ts';
import { textFaults } from './text-lines.ts';

useChromium();
useSite();

describe.concurrent.each(languages)('the lite edition in %s', (language) => {
  it('has no fault that axe finds', () =>
    onPage({ viewport: { width: 360, height: 740 } }, async (page) => {
      await page.goto(siteUrl(`${language}/lite/`));
      await keepEachKindOfRow(page);
      expect(await axeFaults(page)).toEqual([]);
    }));

  const ways = [
    ['on the narrowest phone', 320, ''],
    ['in text of 200 %', 390, twice],
    ['with the spacing of WCAG 1.4.12', 360, spaced],
    ['on a desktop', 1440, '']
  ] as const;
  it.each(share(ways, 2, languages.indexOf(language)))(
    '%s loses no text, and its labels are 12 px or more (A15, A16, A18)',
    (_, width, css) =>
      onPage({ viewport: { width, height: 800 } }, async (page) => {
        if (css) await readWith(page, css);
        await page.goto(siteUrl(`${language}/lite/`));
        expect(await textFaults(page)).toEqual([]);
        const over = () =>
          document.documentElement.scrollWidth - document.documentElement.clientWidth;
        expect(await page.evaluate(over)).toBe(0);
        const sizes = await page.$$eval('svg text', (labels) =>
          (labels as SVGTextElement[]).map(
            (label) => label.getScreenCTM()!.a * parseFloat(getComputedStyle(label).fontSize)
          )
        );
        expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
      })
  );
});

it('the lite edition never shows a focused link under “Leave this page” (WCAG 2.4.11)', () =>
  onPage({ viewport: { width: 390, height: 844 } }, async (page) => {
    await page.goto(siteUrl('en/lite/'));
    const hidden: string[] = [];
    let stops = 0;
    for (; stops < 400; stops++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const at = document.activeElement!;
        const leave = document.querySelector('.leave')!;
        // It reaches to the corner of the window.
        const { left, top } = leave.getBoundingClientRect();
        const isUnder = [...at.getClientRects()].every((box) => box.left >= left && box.top >= top);
        return at === document.body
          ? undefined
          : { name: at.textContent, isUnder: at !== leave && isUnder };
      });
      if (!stop) break;
      if (stop.isUnder) hidden.push(stop.name);
    }
    expect(stops).toBeGreaterThan(100);
    expect(hidden).toEqual([]);
  }));

it.each([true, false])('with Save-Data %s the cover leads to the lite edition: %s', (saveData) =>
  onPage({ viewport: { width: 360, height: 740 } }, async (page) => {
    await page.addInitScript((saving) => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: saving } });
    }, saveData);
    await page.goto(siteUrl('id/'));
    const link = page.locator('.cover a[href="lite/"]');
    expect(await link.isVisible()).toBe(saveData);
    if (saveData) expect((await link.boundingBox())!.y).toBeLessThan(200);
  })
);
