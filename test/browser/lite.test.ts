import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { share } from '../slice.ts';
import { axeOn, keepEachKindOfRow } from './axe.ts';
import { onPage, useChromium } from './chromium.ts';
import { readWith, spaced, twice } from './reader-style.ts';
import { siteUrl, useSite } from './site.ts';
import { textFaults } from './text-lines.ts';

useChromium();
useSite();

describe.concurrent.each(languages)('the lite edition in %s', (language) => {
  it.runIf(share(languages, 2).includes(language))('has no fault that axe finds', () =>
    onPage({ viewport: { width: 360, height: 740 } }, async (page) => {
      await page.goto(siteUrl(`${language}/lite/`));
      await keepEachKindOfRow(page);
      expect(
        (await axeOn(page).analyze()).violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`
        )
      ).toEqual([]);
    })
  );

  it.each(
    share(
      [
        ['on the narrowest phone', 320, ''],
        ['in text of 200 %', 390, twice],
        ['with the reader’s own spacing', 360, spaced],
        ['on a desk', 1440, '']
      ] as const,
      2,
      languages.indexOf(language)
    )
  )('%s: no text is cut off, off the page or over other text (A15, A16)', (_way, width, css) =>
    onPage({ viewport: { width, height: 800 } }, async (page) => {
      if (css) await readWith(page, css);
      await page.goto(siteUrl(`${language}/lite/`));
      expect(await textFaults(page)).toEqual([]);
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth
        )
      ).toBe(0);
      // Labels of drawings keep their size (A18).
      const smallest = await page.evaluate(() =>
        Math.min(
          ...[...document.querySelectorAll('svg text')].map((text) => {
            const { a } = (text as SVGTextElement).getScreenCTM()!;
            return a * parseFloat(getComputedStyle(text).fontSize);
          })
        )
      );
      expect(smallest).toBeGreaterThanOrEqual(12);
    })
  );

  it.runIf(share(languages, 2, 1).includes(language))(
    'shows by keyboard what has the focus, never under the way out in its corner (WCAG 2.4.11)',
    () =>
      onPage({ viewport: { width: 390, height: 844 } }, async (page) => {
        await page.goto(siteUrl(`${language}/lite/`));
        const hidden: string[] = [];
        let stops = 0;
        for (; stops < 400; stops++) {
          await page.keyboard.press('Tab');
          const stop = await page.evaluate(() => {
            const at = document.activeElement!;
            const out = document.querySelector('.leave')!;
            const { left, top } = out.getBoundingClientRect();
            // The way out reaches to the corner of the window.
            const under =
              at !== out &&
              [...at.getClientRects()].every((box) => box.left >= left && box.top >= top);
            return at === document.body ? undefined : { name: at.textContent, under };
          });
          if (!stop) break;
          if (stop.under) hidden.push(stop.name);
        }
        expect(stops).toBeGreaterThan(100);
        expect(hidden).toEqual([]);
      })
  );

  it('is one request, whatever the server sends with it', () =>
    onPage({ viewport: { width: 360, height: 740 } }, async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      const errors: string[] = [];
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      await page.goto(siteUrl(`${language}/lite/`), { waitUntil: 'networkidle' });
      expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([
        siteUrl(`${language}/lite/`)
      ]);
      expect(errors).toEqual([]);
    }));
});

describe('a reader who saves data', () => {
  it.each([true, false])(
    'is shown the way to the lite edition at the top of the story: %s',
    (saveData) =>
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
});
