import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { heightAt } from '../cards/height-at.ts';
import { readHeightTable } from '../../src/cards/embed/read-height-table.ts';
import { cardPath, figureCards } from '../../src/cards/card.ts';
import type { Embed } from '../../src/cards/embed/embed.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import { share } from '../slice.ts';
import { axeOn } from './axe.ts';
import { onPage, useChromium } from './chromium.ts';

useChromium();

const root = join(import.meta.dirname, '..', '..');
const heights = readHeightTable(readFileSync(join(root, 'data', 'card-heights.json'), 'utf8'));
const fileUrl = (language: Language) =>
  pathToFileURL(join(root, 'dist', cardPath(language, 'story'))).href;
const { embeds } = JSON.parse(
  readFileSync(join(root, 'dist', 'embed', 'v1', 'embeds.json'), 'utf8')
) as { embeds: Embed[] };

/** Shows every figure's table at once, or every picture. */
const showAll = (page: Page, tables: boolean) =>
  page.$$eval(
    '.choice',
    (choices, last) => {
      for (const choice of choices) {
        const radios = choice.querySelectorAll<HTMLInputElement>('input');
        radios[last ? radios.length - 1 : 0]!.checked = true;
      }
    },
    tables
  );

/** What is seen of each figure: its picture or its table. */
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

describe('the story’s card', () => {
  it.each(languages)(
    'has its known height before any script, table or picture, and nothing runs over, in %s',
    (language) =>
      onPage({ javaScriptEnabled: false }, async (page) => {
        await page.goto(fileUrl(language));
        const wrong: string[] = [];
        for (const width of share(
          [280, 319, 340, 399, 480, 640, 900],
          2,
          languages.indexOf(language)
        )) {
          for (const tables of [false, true]) {
            await showAll(page, tables);
            await page.setViewportSize({ width, height: 100 });
            const { height, over } = await page.evaluate(() => ({
              height: document.documentElement.scrollHeight,
              over: document.documentElement.scrollWidth - innerWidth
            }));
            const known = heightAt(heights[language].story, width);
            if (Math.abs(height - known) > 2 || over > 0)
              wrong.push(`${width}: ${height}, known ${known}, ${over} over`);
          }
        }
        expect(wrong).toEqual([]);
      })
  );

  it('spreads what narrower faces leave of its height, and ends where it ends', () =>
    onPage({ viewport: { width: 358, height: 700 } }, async (page) => {
      await page.goto(fileUrl('id'));
      const found = await page.evaluate(() => {
        const card = document.getElementById('card')!;
        // About as much as the faces of telephones are narrower than the widest.
        document.documentElement.style.letterSpacing = '-0.05em';
        const blocks = [...card.children].flatMap((block) =>
          block.matches('.scene') ? [...block.children] : [block]
        );
        const boxes = blocks
          .map((block) => block.getBoundingClientRect())
          .filter(({ height }) => height > 0);
        const gaps = boxes.slice(1).map(({ top }, index) => top - boxes[index]!.bottom);
        return {
          blocks: boxes.length,
          widest: Math.max(...gaps),
          end: card.getBoundingClientRect().bottom - boxes.at(-1)!.bottom
        };
      });
      expect(found.blocks).toBeGreaterThan(30);
      expect(found.widest).toBeLessThan(150);
      expect(found.end).toBeLessThan(16);
    }));

  it('in its snippet’s frame is shown whole without a script of the page, and its note leads to the help', () =>
    onPage({ viewport: { width: 390, height: 700 } }, async (page) => {
      const { snippet, heights: listed } = embeds.find(
        ({ id, language }) => id === 'story' && language === 'en'
      )!;
      const framed = snippet.live.replace(
        / src="[^"]*"/,
        ` src="https://story.example/${cardPath('en', 'story')}"`
      );
      await page.route('https://partner.example/', (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<!doctype html><title>t</title><body style="margin:0 15px"><p>Above.</p>${framed}`
        })
      );
      await page.route('https://story.example/**', (route) =>
        route.fulfill({ path: join(root, 'dist', new URL(route.request().url()).pathname) })
      );
      await page.goto('https://partner.example/');
      const card = page.frames()[1]!;
      await card.waitForSelector('.live');
      expect(
        await page.locator('iframe').evaluate((frame) => [frame.clientWidth, frame.clientHeight])
      ).toEqual([360, listed[360]]);
      expect(await card.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(
        0
      );
      await card.click('.note a[href="#help"]');
      const help = await card.locator('#help').boundingBox();
      expect(help!.y).toBeGreaterThanOrEqual(-1);
      expect(help!.y).toBeLessThan(300);
      expect(page.url()).toBe('https://partner.example/');
    }));

  it('lets every figure be chosen and stepped by itself, without script', () =>
    onPage({ javaScriptEnabled: false, viewport: { width: 480, height: 900 } }, async (page) => {
      await page.goto(fileUrl('id'));
      const pictures = figureCards.map((card) => `${card}: picture`);
      expect(await seen(page)).toEqual(pictures);
      await page.check('[data-choice="coverage"] [value="table"]', { force: true });
      expect(await seen(page)).toEqual(
        pictures.map((shown) => (shown === 'coverage: picture' ? 'coverage: table' : shown))
      );
      await page.check('[data-choice="coverage"] [value="figure"]', { force: true });
      const [use, coverage] = await yearsOf(page);
      await page
        .locator('[data-map="internet-use"] .map-stills input')
        .first()
        .check({ force: true });
      expect(await yearsOf(page)).toEqual(['1990', coverage]);
      await page
        .locator('[data-map="coverage-3g"] .map-stills input')
        .first()
        .check({ force: true });
      const first = (
        await page.locator('[data-map="coverage-3g"] .map-stills label').first().innerText()
      ).trim();
      expect(first).not.toBe(coverage);
      expect(await yearsOf(page)).toEqual(['1990', first]);
      expect(use).not.toBe('1990');
    }));

  it('steps its two maps apart, and reads a country on the one that was asked', () =>
    onPage({ viewport: { width: 640, height: 900 } }, async (page) => {
      await page.goto(fileUrl('en'));
      const map = (layer: string) => page.locator(`[data-map="${layer}"]`);
      const [use, coverage] = await yearsOf(page);
      await map('internet-use').locator('button').first().click();
      expect(await yearsOf(page)).toEqual([String(Number(use) - 1), coverage]);
      const instruction = await map('internet-use').locator('.map-reading').innerText();
      await map('coverage-3g').locator('select').selectOption({ label: 'Indonesia' });
      expect(await map('coverage-3g').locator('.map-reading').innerText()).toMatch(
        new RegExp(`^Indonesia \\d+% ${coverage}$`)
      );
      expect(await map('internet-use').locator('.map-reading').innerText()).toBe(instruction);
      await map('internet-use').locator('select').selectOption({ label: 'Kiribati' });
      const outlined = await page.$$eval('.map-picked use:first-child', (outlines) =>
        outlines.map((outline) =>
          document
            .querySelector(outline.getAttribute('href')!)!
            .closest('[data-map]')
            ?.getAttribute('data-map')
        )
      );
      expect(outlined).toEqual(['internet-use', 'coverage-3g']);
    }));

  it('is walked by keyboard in the order in which it is read, with few stops (standards A10, A22)', () =>
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
      expect([count('choice'), count('map')]).toEqual([figureCards.length, 2 * 4]);
      expect(count('a')).toBe(await page.locator('a').count());
      // A notice of correction may be longer than its place, and is scrolled there; what is
      // corrected opens from it.
      const notices = await page.locator('.correction, .correction summary').count();
      expect(stops).toHaveLength(count('choice') + count('map') + count('a') + notices);
    }));

  it('gives axe nothing to find', () =>
    onPage({ viewport: { width: 320, height: 700 } }, async (page) => {
      await page.goto(fileUrl('id'));
      const { violations } = await axeOn(page).analyze();
      expect(
        violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`
        )
      ).toEqual([]);
    }));
});
