import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { cardPath, storyCards } from '../../src/cards/card.ts';
import { type Language } from '../../src/locale/languages.ts';
import { axeFaults } from './axe.ts';
import { onPage, useChromium } from './chromium.ts';

useChromium();

const root = join(import.meta.dirname, '..', '..');
const fileUrl = (language: Language) =>
  pathToFileURL(join(root, 'dist', cardPath(language, 'story'))).href;

const seen = (page: Page) =>
  page.$$eval('[data-views]', (all) =>
    all.map((views) => {
      const shown = ['picture', 'table'].filter(
        (view) => getComputedStyle(views.querySelector(`.${view}`)!).visibility === 'visible'
      );
      return `${views.getAttribute('data-views')}: ${shown.join()}`;
    })
  );
const yearsOf = (page: Page) =>
  page.$$eval('.map-year', (years) => years.map((year) => (year as HTMLElement).innerText.trim()));

describe('the card of the whole story', () => {
  it('lets the view of each figure be chosen by itself, without script', () =>
    onPage({ javaScriptEnabled: false, viewport: { width: 480, height: 900 } }, async (page) => {
      await page.goto(fileUrl('id'));
      const pictures = storyCards.map((card) => `${card}: picture`);
      expect(await seen(page)).toEqual(pictures);
      await page.check('[data-choice="speed"] [value="table"]', { force: true });
      expect(await seen(page)).toEqual(
        pictures.map((shown) => (shown === 'speed: picture' ? 'speed: table' : shown))
      );
    }));

  it('moves the year of its map, and reads and outlines the chosen country', () =>
    onPage({ viewport: { width: 640, height: 900 } }, async (page) => {
      await page.goto(fileUrl('en'));
      const map = page.locator('[data-map]');
      const newest = Number((await yearsOf(page))[0]);
      await map.locator('button').first().click();
      expect(await yearsOf(page)).toEqual([String(newest - 1)]);
      await map.locator('select').selectOption({ label: 'Indonesia' });
      expect(await map.locator('.choropleth-reading').innerText()).toMatch(
        new RegExp(`^Indonesia \\d+% ${newest - 1}$`)
      );
      await map.locator('select').selectOption({ label: 'Kiribati' });
      const outlined = await page.$$eval('.map-picked use:first-child', (outlines) =>
        outlines.map((outline) =>
          document
            .querySelector(outline.getAttribute('href')!)!
            .closest('[data-map]')
            ?.getAttribute('data-map')
        )
      );
      expect(outlined).toEqual([await map.getAttribute('data-map')]);
    }));

  it('has few keyboard stops, in reading order (standards A10, A22)', () =>
    onPage({ viewport: { width: 360, height: 740 } }, async (page) => {
      await page.goto(fileUrl('en'));
      const stops: { at: number; what: string }[] = [];
      for (;;) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate(() => {
          const { activeElement: now } = document;
          if (!now || now === document.body) return undefined;
          const what = now.closest('.map-card')
            ? 'map'
            : now.closest('.choice')
              ? 'choice'
              : now.localName;
          return { at: [...document.querySelectorAll('*')].indexOf(now), what };
        });
        if (!stop || stops.length > 99) break;
        stops.push(stop);
      }
      expect(stops.map(({ at }) => at)).toEqual(
        stops.map(({ at }) => at).sort((one, other) => one - other)
      );
      const count = (what: string) => stops.filter((stop) => stop.what === what).length;
      expect([count('choice'), count('map')]).toEqual([storyCards.length, 4]);
      expect(count('a')).toBe(await page.locator('a').count());
      // A long correction scrolls, and opens whole; the needs of help open.
      const notices = await page.locator('.correction, summary').count();
      expect(stops).toHaveLength(count('choice') + count('map') + count('a') + notices);
    }));

  it('has no fault that axe finds (WCAG 4.1.2)', () =>
    onPage({ viewport: { width: 320, height: 700 } }, async (page) => {
      await page.goto(fileUrl('id'));
      expect(await axeFaults(page)).toEqual([]);
    }));
});
