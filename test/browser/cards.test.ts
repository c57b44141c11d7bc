import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { cardPath, cards, figureCards } from '../../src/cards/card.ts';
import { cardWidths } from '../../src/cards/embed/card-heights.ts';
import { readHeightTable } from '../../src/cards/embed/read-height-table.ts';
import { correctionSlot } from '../../src/cards/page/correction-slot.ts';
import {
  hasWidestFaces,
  heightsToKeep,
  measuredWidths,
  naturalHeights
} from '../../src/desk/output/heights.ts';
import { languages } from '../../src/locale/languages.ts';
import { heightAt } from '../cards/height-at.ts';
import { storyWords } from '../charts/story-data.ts';
import { share } from '../slice.ts';
import { axeFaults, keepEachKindOfRow } from './axe.ts';
import { onPage, useChromium } from './chromium.ts';
import { readWith, spaced, twice } from './reader-style.ts';
import { textFaults } from './text-lines.ts';
import { withoutContainerQueries, withoutHas } from './without-features.ts';

useChromium();

const root = join(import.meta.dirname, '..', '..');
const heights = readHeightTable(readFileSync(join(root, 'data', 'card-heights.json'), 'utf8'));
const of = <Card>(names: readonly Card[], pathOf: (language: never, card: never) => string) =>
  languages.flatMap((language) =>
    names.map((card) => ({ language, card, path: pathOf(language as never, card as never) }))
  );
const every = of(cards, cardPath);
const figures = of(figureCards, cardPath);
const halves = every.filter((_, index) => index % 2 === Math.floor(index / cards.length) % 2);
const fileUrl = (path: string) => pathToFileURL(join(root, 'dist', path)).href;

const views = (page: Page) =>
  page.$$eval('.choice input', (inputs) =>
    inputs.map((input) => (input as HTMLInputElement).value)
  );
const choose = (page: Page, value: string) =>
  page.check(`.choice [value="${value}"]`, { force: true });
const sizeOf = (page: Page) =>
  page.evaluate(() => ({
    document: document.documentElement.scrollHeight,
    card: document.getElementById('card')!.getBoundingClientRect().height,
    over: document.documentElement.scrollWidth - innerWidth
  }));

describe('a card', () => {
  it('has its known height at every width, without script, in every view', () =>
    onPage({ javaScriptEnabled: false }, async (page) => {
      const wrong: string[] = [];
      for (const { language, card, path } of share(figures, 8)) {
        await page.goto(fileUrl(path));
        for (const value of await views(page)) {
          await choose(page, value);
          for (const width of value === 'table' ? cardWidths : measuredWidths(card)) {
            await page.setViewportSize({ width, height: 100 });
            const known = heightAt(heights[language][card], width);
            const size = await sizeOf(page);
            const off = Math.max(Math.abs(size.document - known), Math.abs(size.card - known));
            if (off > 2 || size.over > 0)
              wrong.push(`${path} ${value} at ${width}: ${JSON.stringify(size)}, known ${known}`);
          }
        }
      }
      expect(wrong).toEqual([]);
    }));

  it('is never taller by itself, and a figure is at most 1,000 px (standards E04, E08)', () =>
    onPage({}, async (page) => {
      const widest = await hasWidestFaces(page);
      for (const { language, card, path } of share(halves, 2)) {
        await page.goto(fileUrl(path));
        const natural = await naturalHeights(page, card);
        const kept = heights[language][card];
        const taller = [...natural].filter(([width, height]) => height > heightAt(kept, width));
        expect(taller, path).toEqual([]);
        // With narrower fonts the measured heights are smaller.
        if (widest)
          expect(heightsToKeep(natural, card), `${path}: run \`npm run desk -- heights\``).toEqual(
            kept
          );
        if (card !== 'story')
          expect(Math.max(...cardWidths.map((width) => kept[width]))).toBeLessThanOrEqual(1000);
      }
    }));

  it('shows the chosen view alone, without script', () =>
    onPage({ javaScriptEnabled: false, viewport: { width: 640, height: 700 } }, async (page) => {
      for (const { card, path } of share(figures, 3)) {
        await page.goto(fileUrl(path));
        const values = await views(page);
        for (const value of values) {
          await choose(page, value);
          const shown = await page.evaluate(
            ([name, all]) => {
              const card = document.querySelector(`[data-views="${name}"]`)!;
              const selector = (id: string) =>
                id === 'table' ? '.table' : id === 'figure' ? '.picture' : `[data-part="${id}"]`;
              return all.filter((id) => {
                const view = card.querySelector(selector(id));
                return view !== null && getComputedStyle(view).visibility === 'visible';
              });
            },
            [card as string, values] as const
          );
          expect(shown, `${path} ${value}`).toEqual([value]);
        }
      }
    }));
});

describe('a card, for its reader', () => {
  it('has no fault that axe finds, in any view, by day and by night (WCAG 1.4.3, 3.3.2, 4.1.2)', () =>
    onPage({ viewport: { width: 320, height: 700 } }, async (page) => {
      for (const { path } of share(figures, 6, 1)) {
        await page.goto(fileUrl(path));
        for (const value of await views(page)) {
          await choose(page, value);
          if (value === 'table') await keepEachKindOfRow(page);
          expect(await axeFaults(page), `${path} ${value}`).toEqual([]);
        }
        await page.emulateMedia({ colorScheme: 'dark' });
        const contrast = await axeFaults(page, (axe) => axe.withRules('color-contrast'));
        expect(contrast, `${path} by night`).toEqual([]);
        await page.emulateMedia({ colorScheme: 'light' });
      }
    }));

  it('has text of 12 px, targets of 24 px and few stops for the keyboard (standards A05, A10, A18, WCAG 2.5.8)', () =>
    onPage({ viewport: { width: 320, height: 700 } }, async (page) => {
      for (const { card, path } of share(every, 4, 1)) {
        await page.goto(fileUrl(path));
        const found = await page.evaluate(() => {
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const small = new Set<string>();
          while (texts.nextNode()) {
            const parent = texts.currentNode.parentElement!;
            const text = texts.currentNode.textContent!.trim();
            if (!text || parent.closest('script, svg')) continue;
            if (parseFloat(getComputedStyle(parent).fontSize) < 12) small.add(text);
          }
          // A link within a sentence is as high as its line.
          const low = [...document.querySelectorAll('label, a, button, select')].filter(
            (target) => {
              const { width, height } = target.getBoundingClientRect();
              return (
                target.checkVisibility({ visibilityProperty: true }) &&
                getComputedStyle(target).display !== 'inline' &&
                Math.min(width, height) < 24
              );
            }
          );
          return { small: [...small], low: low.map(({ outerHTML }) => outerHTML.slice(0, 100)) };
        });
        expect(found, path).toEqual({ small: [], low: [] });
        if (card === 'story') continue;
        const stops: string[] = [];
        for (;;) {
          await page.keyboard.press('Tab');
          const stop = await page.evaluate(() =>
            document.activeElement === document.body
              ? ''
              : document.activeElement!.outerHTML.slice(0, 60)
          );
          if (stop === '' || stops.includes(stop)) break;
          stops.push(stop);
        }
        expect(stops.length, `${path} ${stops.join()}`).toBeLessThanOrEqual(8);
        expect(stops[0]).toContain('type="radio"');
        expect(stops.at(-1)).toMatch(/^<a /);
      }
    }));

  it('moves among the views by arrow keys and scrolls its table by keyboard (WCAG 2.1.1)', () =>
    onPage({ viewport: { width: 320, height: 700 } }, async (page) => {
      await page.goto(fileUrl(cardPath('en', 'counts')));
      await page.keyboard.press('Tab');
      const seen: string[] = [];
      for (let press = 0; press < 2; press++) {
        await page.keyboard.press('ArrowRight');
        seen.push(await page.locator('.choice :checked').inputValue());
      }
      expect(seen).toEqual(['pages', 'table']);
      await page.keyboard.press('Tab');
      const table = page.getByRole('region').and(page.locator(':focus'));
      expect((await table.getAttribute('aria-label'))!.length).toBeGreaterThan(20);
      await page.keyboard.press('End');
      await page.waitForFunction(() => document.activeElement!.scrollTop > 100);
      const heads = await table.evaluate((box) =>
        [...box.querySelectorAll('thead th')].filter((head) => {
          const { top } = head.getBoundingClientRect();
          return top >= box.getBoundingClientRect().top - 1 && top < innerHeight;
        })
      );
      expect(heads.length).toBeGreaterThan(0);
    }));

  it('shows every view on paper, and in a browser without :has()', () =>
    onPage({ viewport: { width: 640, height: 700 } }, async (page) => {
      const hidden = () =>
        page.$$eval('[data-part], .view.table', (views) => {
          const boxes = views.map((view) => view.getBoundingClientRect());
          return views
            .filter((view, index) => {
              const box = boxes[index]!;
              const isCovered = boxes.some(
                (other, at) =>
                  at !== index && other.top < box.bottom - 1 && box.top < other.bottom - 1
              );
              return (
                isCovered || box.height < 20 || getComputedStyle(view).visibility !== 'visible'
              );
            })
            .map(({ className }) => className);
        });
      for (const card of ['demand', 'revision', 'unknown', 'since', 'world'] as const) {
        await page.goto(fileUrl(cardPath('id', card)));
        await page.emulateMedia({ media: 'print' });
        expect(await hidden(), card).toEqual([]);
        // Printers leave out backgrounds: bars and keys of maps would be empty.
        const inks = await page.$$eval(':is(.portion, .map-classes li)', (bars) =>
          bars.map((bar) => getComputedStyle(bar).printColorAdjust)
        );
        expect(inks.filter((ink) => ink !== 'exact')).toEqual([]);
        await page.emulateMedia({ media: 'screen' });
        await withoutHas(page);
        expect(await hidden(), card).toEqual([]);
        expect(await page.isVisible('.choice')).toBe(false);
      }
    }));

  it.each(cardWidths)('%i px wide, loses nothing in a browser without container queries', (width) =>
    onPage({ reducedMotion: 'reduce', viewport: { width, height: 700 } }, async (page) => {
      const first = cardWidths.indexOf(width);
      for (const { path, card, language } of share(figures, 6, first)) {
        await page.goto(fileUrl(path));
        await withoutContainerQueries(page);
        for (const value of await views(page)) {
          await choose(page, value);
          const size = await sizeOf(page);
          expect([path, value, await textFaults(page), size.over]).toEqual([path, value, [], 0]);
          expect(size.card, path).toBeLessThanOrEqual(heightAt(heights[language][card], width));
        }
      }
    })
  );

  it.each([
    ['in text of 200 %', twice, 360, 0],
    ['in text of 200 % in a narrow column', twice, 320, 1],
    ['with the spacing of WCAG 1.4.12', spaced, 320, 2]
  ])('%s loses no text of any view (WCAG 1.4.4, 1.4.12)', (_, css, width, first) =>
    onPage({ reducedMotion: 'reduce', viewport: { width, height: 700 } }, async (page) => {
      await readWith(page, css);
      for (const { path } of share(every, 5, first)) {
        await page.goto(fileUrl(path));
        const choices = await page.locator('.choice').all();
        const inputs = await Promise.all(choices.map((choice) => choice.locator('input').all()));
        // The story's card has many choices: the first view of each is shown together, and so on.
        for (let view = 0; view < Math.max(...inputs.map(({ length }) => length)); view++) {
          for (const input of inputs) await input[view]?.check({ force: true });
          expect([path, view, await textFaults(page), (await sizeOf(page)).over]).toEqual([
            path,
            view,
            [],
            0
          ]);
          // A frame keeps its height: the rest must be reached by scrolling in it.
          const unreached = await page.evaluate(() => {
            scrollTo(0, document.documentElement.scrollHeight);
            const { bottom } = document.getElementById('card')!.getBoundingClientRect();
            scrollTo(0, 0);
            return Math.max(0, Math.floor(bottom - innerHeight));
          });
          expect([path, view, unreached]).toEqual([path, view, 0]);
        }
      }
    })
  );

  it('shows the chosen view in forced colours (standards A17)', () =>
    onPage({ forcedColors: 'active', viewport: { width: 480, height: 700 } }, async (page) => {
      await page.goto(fileUrl(cardPath('id', 'revision')));
      const colours = await page.$$eval('.choice label', (labels) =>
        labels.map((label) => getComputedStyle(label).backgroundColor)
      );
      expect(new Set(colours).size).toBe(2);
      expect(colours[1]).toBe(colours[2]);
    }));

  it('opens a correction whole, over the figure, at the same height', () =>
    onPage({ viewport: { width: 320, height: 1000 } }, async (page) => {
      const text = { id: 'Angka itu salah. '.repeat(20), en: 'That figure was wrong. '.repeat(20) };
      const corrected = { id: 'a-figure', place: 'demand', posted: '2027-02-01T09:00:00Z', text };
      await page.goto(fileUrl(cardPath('en', 'demand')));
      const before = await sizeOf(page);
      await page.evaluate(
        (notice) => {
          document.querySelector('.state')!.lastElementChild!.outerHTML = notice;
        },
        correctionSlot([corrected], storyWords('en'), { reviewBy: null })
      );
      expect(await sizeOf(page)).toEqual(before);
      const whole = page.locator('.correction p', { hasText: text.en.trim() });
      expect(await whole.isVisible()).toBe(false);
      await page.locator('.correction summary').click();
      expect(await whole.isVisible()).toBe(true);
      // Safari focuses no box just because it scrolls.
      expect(await whole.evaluate(({ parentElement }) => parentElement!.tabIndex)).toBe(0);
      await whole.scrollIntoViewIfNeeded();
      const box = (await whole.locator('..').boundingBox())!;
      const state = (await page.locator('.state').boundingBox())!;
      expect([box.y > 0, box.y + box.height <= state.y + 1]).toEqual([true, true]);
      expect(await sizeOf(page)).toEqual(before);
    }));
});
