import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { cardWidths } from '../../src/cards/embed/card-heights.ts';
import { heightAt } from '../cards/height-at.ts';
import { readHeightTable } from '../../src/cards/embed/read-height-table.ts';
import { cardPath, cards, figureCards } from '../../src/cards/card.ts';
import { usualMost } from '../../src/cards/embed/frame-style.ts';
import { correctionSlot } from '../../src/cards/page/correction-slot.ts';
import {
  hasWidestFaces,
  heightsToKeep,
  measuredWidths,
  naturalHeights
} from '../../src/desk/output/measure-cards.ts';
import { languages } from '../../src/locale/languages.ts';
import { storyWords } from '../charts/story-words.ts';
import { share } from '../slice.ts';
import { axeOn, keepEachKindOfRow } from './axe.ts';
import { onPage, useChromium } from './chromium.ts';
import { readWith, twice } from './reader-style.ts';
import { textFaults } from './text-lines.ts';
import { withoutContainerQueries, withoutHas } from './without-features.ts';

useChromium();

const root = join(import.meta.dirname, '..', '..');
const heights = readHeightTable(readFileSync(join(root, 'data', 'card-heights.json'), 'utf8'));
const every = languages.flatMap((language) =>
  cards.map((card) => ({ language, card, path: cardPath(language, card) }))
);
const figures = languages.flatMap((language) =>
  figureCards.map((card) => ({ language, card, path: cardPath(language, card) }))
);
/** A card opened from a disk, as a partner's copy may be. */
const fileUrl = (path: string) => pathToFileURL(join(root, 'dist', path)).href;

const radios = (page: Page) =>
  page.$$eval('.choice input', (inputs) =>
    inputs.map((input) => (input as HTMLInputElement).value)
  );
const choose = (page: Page, value: string) =>
  page.check(`.choice [value="${value}"]`, { force: true });

/** Height of the document, and of the card; how far it runs over at the right. */
const sizeOf = (page: Page) =>
  page.evaluate(() => ({
    document: document.documentElement.scrollHeight,
    card: document.getElementById('card')!.getBoundingClientRect().height,
    over: document.documentElement.scrollWidth - innerWidth
  }));

describe('a card', () => {
  it('has its known height at every width, before any script and whatever is chosen', async () => {
    const wrong: string[] = [];
    await onPage({ javaScriptEnabled: false }, async (page) => {
      for (const { language, card, path } of share(figures, 8)) {
        await page.goto(fileUrl(path));
        for (const value of await radios(page)) {
          await choose(page, value);
          for (const width of value === 'table' ? cardWidths : measuredWidths(card)) {
            await page.setViewportSize({ width, height: 100 });
            const known = heightAt(heights[language][card], width);
            const size = await sizeOf(page);
            if (
              Math.abs(size.document - known) > 2 ||
              Math.abs(size.card - known) > 2 ||
              size.over > 0
            ) {
              wrong.push(`${path} ${value} at ${width}: ${JSON.stringify(size)}, known ${known}`);
            }
          }
        }
      }
    });
    expect(wrong).toEqual([]);
  });

  it('would by itself never be taller, in the widest faces and with a correction, and a figure about 1,000 px at most (standards E04, E08)', async () => {
    await onPage({}, async (page) => {
      const widest = await hasWidestFaces(page);
      // In the slice one language has every other card, and the other those between.
      const own = languages.flatMap((language, first) =>
        share(cards, 2, first).map((card) => ({ language, card, path: cardPath(language, card) }))
      );
      for (const { language, card, path } of own) {
        await page.goto(fileUrl(path));
        const natural = await naturalHeights(page, card);
        const kept = heights[language][card];
        const taller = [...natural].filter(([width, height]) => height > heightAt(kept, width));
        expect(taller, path).toEqual([]);
        // In narrower faces less is measured than is kept.
        if (widest)
          expect(heightsToKeep(natural, card), `${path}: run \`npm run desk -- heights\``).toEqual(
            kept
          );
        if (card !== 'story')
          expect(Math.max(...cardWidths.map((width) => kept[width])), path).toBeLessThanOrEqual(
            1000
          );
      }
    });
  });

  it('sets lines at whole pixels and marks lists in its own face, which browsers do not round apart', async () => {
    await onPage({}, async (page) => {
      for (const { path } of share(every, 4)) {
        await page.goto(fileUrl(path));
        for (const width of [240, ...cardWidths]) {
          await page.setViewportSize({ width, height: 300 });
          const uneven = await page.evaluate(() => {
            const found = new Set<string>();
            const texts = document.createTreeWalker(
              document.getElementById('card')!,
              NodeFilter.SHOW_TEXT
            );
            while (texts.nextNode()) {
              const parent = texts.currentNode.parentElement!;
              // The year on a map stands in a box whose height is its own.
              if (
                !texts.currentNode.textContent?.trim() ||
                parent.closest('script, svg, option, .map-year')
              )
                continue;
              const { fontSize, lineHeight } = getComputedStyle(parent);
              if (!Number.isInteger(parseFloat(lineHeight)))
                found.add(`${parent.localName}.${parent.className} ${fontSize}/${lineHeight}`);
            }
            for (const item of document.querySelectorAll('#card li')) {
              const { display, listStyleType } = getComputedStyle(item);
              if (display === 'list-item' && !/^"|^none$/.test(listStyleType))
                found.add(`${item.parentElement!.className} ${listStyleType}`);
            }
            return [...found];
          });
          expect([path, width, uneven]).toEqual([path, width, []]);
        }
      }
    });
  });

  it('shows what is chosen and nothing else, without script', async () => {
    await onPage(
      { javaScriptEnabled: false, viewport: { width: 640, height: 700 } },
      async (page) => {
        for (const { card, path } of share(figures, 3)) {
          await page.goto(fileUrl(path));
          const values = await radios(page);
          for (const value of values) {
            await choose(page, value);
            const visible = await page.evaluate(
              ([name, all]) => {
                const isShown = (element: Element | null) =>
                  element !== null && getComputedStyle(element).visibility === 'visible';
                const views = document.querySelector(`[data-views="${name}"]`)!;
                const shown = all.filter((id) => {
                  if (id === 'table') return isShown(views.querySelector('.table'));
                  if (id === 'figure') return isShown(views.querySelector('.picture'));
                  return isShown(
                    views.querySelector(`[data-part="${id}"], [data-estimate="${id}"]`)
                  );
                });
                return {
                  shown,
                  text: (document.querySelector<HTMLElement>('.views')!.innerText ?? '').trim()
                    .length
                };
              },
              [card as string, values] as const
            );
            expect(visible.shown, `${path} ${value}`).toEqual([value]);
            expect(visible.text).toBeGreaterThan(20);
          }
        }
      }
    );
  });

  it('runs in a frame that has no origin, and from a disk, with nothing on the console and one request each', async () => {
    await onPage({}, async (page) => {
      const errors: string[] = [];
      const asked: string[] = [];
      page.on('console', (message) => errors.push(`${message.type()} ${message.text()}`));
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('request', (request) => asked.push(request.url()));
      // A partner's page, and cards of another origin; in the slice each card in one language.
      const framed = languages.flatMap((language, first) =>
        share(cards, 2, first).map((card) => cardPath(language, card))
      );
      await page.route('https://partner.example/', (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<!doctype html><title>t</title>${framed.map((path) => `<iframe sandbox="allow-scripts" src="https://story.example/${path}" width="640" height="700"></iframe>`).join('')}`
        })
      );
      await page.route('https://story.example/**', (route) =>
        route.fulfill({ path: join(root, 'dist', new URL(route.request().url()).pathname) })
      );
      await page.goto('https://partner.example/', { waitUntil: 'load' });
      for (const frame of page.frames().slice(1)) {
        expect(await frame.evaluate(() => self.origin)).toBe('null');
        expect(await frame.evaluate(() => document.getElementById('card') !== null)).toBe(true);
      }
      expect(asked.slice(1).sort()).toEqual(
        framed.map((path) => `https://story.example/${path}`).sort()
      );
      asked.length = 0;
      const some = share(every, 4);
      for (const { path } of some) await page.goto(fileUrl(path), { waitUntil: 'load' });
      expect(asked).toEqual(some.map(({ path }) => fileUrl(path)));
      expect(errors).toEqual([]);
    });
  });

  it('measures nothing by the window, nor its own height by the frame (standards E02)', async () => {
    await onPage({}, async (page) => {
      // In the slice the story, whose sheet has the styles of every figure, and every third card
      // before it.
      const own = every.filter(({ language }) => language === 'en').reverse();
      for (const { path } of share(own, 3)) {
        await page.goto(fileUrl(path));
        const faults = await page.evaluate(() => {
          const found: string[] = [];
          // From the root to the card, a share of the height would be a share of the frame.
          const chain = [document.documentElement, document.body, document.getElementById('card')!];
          const visit = (rules: CSSRuleList) => {
            for (const rule of rules) {
              if (
                'media' in rule &&
                /height|aspect-ratio|orientation/.test((rule as CSSMediaRule).media.mediaText)
              )
                found.push(rule.cssText);
              if ('cssRules' in rule) visit(rule.cssRules as CSSRuleList);
              if (!(rule instanceof CSSStyleRule)) continue;
              if (/[\d.](?:[sld]?v(?:w|h|i|b|min|max))\b/.test(rule.style.cssText))
                found.push(rule.cssText);
              const ofHeight = [
                'height',
                'min-height',
                'max-height',
                'block-size',
                'min-block-size'
              ].map((name) => rule.style.getPropertyValue(name));
              if (
                ofHeight.some((value) => value.includes('%')) &&
                chain.some((element) => element.matches(rule.selectorText))
              )
                found.push(rule.cssText);
            }
          };
          for (const sheet of document.styleSheets) visit(sheet.cssRules);
          return found;
        });
        expect(faults, path).toEqual([]);
        await page.setViewportSize({ width: 640, height: 300 });
        const low = (await sizeOf(page)).card;
        await page.setViewportSize({ width: 640, height: 3000 });
        expect((await sizeOf(page)).card, path).toBe(low);
      }
    });
  });
});

describe('a card, by its reader', () => {
  const faultsIn = async (axe: AxeBuilder) =>
    (await axe.analyze()).violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`
    );

  it('gives axe nothing to find in any view', async () => {
    await onPage({ viewport: { width: 320, height: 700 } }, async (page) => {
      for (const { path } of share(figures, 8, 1)) {
        await page.goto(fileUrl(path));
        for (const value of await radios(page)) {
          await choose(page, value);
          if (value === 'table') await keepEachKindOfRow(page);
          expect(await faultsIn(axeOn(page)), `${path} ${value}`).toEqual([]);
        }
      }
    });
  });

  it('is legible by night', async () => {
    await onPage({ colorScheme: 'dark', viewport: { width: 640, height: 700 } }, async (page) => {
      for (const { path } of share(every, 9, 2)) {
        await page.goto(fileUrl(path));
        expect(await faultsIn(axeOn(page).withRules('color-contrast')), path).toEqual([]);
        for (const table of await page.locator('.choice [value="table"]').all())
          await table.check({ force: true });
        await keepEachKindOfRow(page);
        expect(
          await faultsIn(axeOn(page).include('.table').withRules('color-contrast')),
          `${path} table`
        ).toEqual([]);
      }
    });
  });

  it('has text of 12 px and targets of 24 px at least, and few stops for the keyboard (standards A05, A10, A18)', async () => {
    await onPage({ viewport: { width: 320, height: 700 } }, async (page) => {
      for (const { card, path } of share(every, 4, 1)) {
        await page.goto(fileUrl(path));
        const found = await page.evaluate(() => {
          const shown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const small = new Set<string>();
          while (texts.nextNode()) {
            const parent = texts.currentNode.parentElement!;
            if (!texts.currentNode.textContent?.trim() || parent.closest('script, svg')) continue;
            if (parseFloat(getComputedStyle(parent).fontSize) < 12)
              small.add(`${parent.className} ${texts.currentNode.textContent}`);
          }
          // A link within a sentence is as high as its line (WCAG 2.5.8).
          const targets = [...document.querySelectorAll('label, a, button, select')].filter(
            (target) => shown(target) && getComputedStyle(target).display !== 'inline'
          );
          const low = targets.filter(
            (target) =>
              Math.min(
                target.getBoundingClientRect().height,
                target.getBoundingClientRect().width
              ) < 24
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
    });
  });

  it('moves among the views by arrow keys, and scrolls the table by them', async () => {
    await onPage({ viewport: { width: 320, height: 700 } }, async (page) => {
      await page.goto(fileUrl(cardPath('en', 'unknown')));
      await page.keyboard.press('Tab');
      const seen: string[] = [];
      for (let press = 0; press < 4; press++) {
        await page.keyboard.press('ArrowRight');
        seen.push(
          await page.$eval('.choice :checked', (input) => (input as HTMLInputElement).value)
        );
      }
      expect(seen).toEqual(['surveys', 'reports', 'pages', 'table']);
      await page.keyboard.press('Tab');
      const region = await page.evaluate(() => ({
        role: document.activeElement!.role,
        name: document.activeElement!.ariaLabel ?? ''
      }));
      expect(region.role).toBe('region');
      expect(region.name.length).toBeGreaterThan(20);
      await page.keyboard.press('End');
      await page.waitForFunction(() => document.activeElement!.scrollTop > 100);
      const head = await page.$eval('.table', (table) => {
        const box = table.getBoundingClientRect();
        return [...table.querySelectorAll('thead')].filter((row) => {
          const { top } = row.querySelector('th')!.getBoundingClientRect();
          return top >= box.top - 1 && top < box.bottom;
        }).length;
      });
      expect(head).toBeGreaterThan(0);
    });
  });

  it('prints every view, and shows every view to a browser that cannot choose', async () => {
    await onPage({ viewport: { width: 640, height: 700 } }, async (page) => {
      /** Boxes of the views that overlap one another or have no height. */
      const hidden = () =>
        page.evaluate(() => {
          const views = [...document.querySelectorAll('[data-part], .unit .card, .view.table')];
          const boxes = views.map((view) => view.getBoundingClientRect());
          return views.flatMap((view, index) => {
            const box = boxes[index]!;
            const covered = boxes.some(
              (other, at) =>
                at !== index && other.top < box.bottom - 1 && box.top < other.bottom - 1
            );
            return covered || box.height < 20 || getComputedStyle(view).visibility !== 'visible'
              ? [view.className]
              : [];
          });
        });
      for (const card of ['demand', 'revision', 'unknown', 'since', 'world'] as const) {
        await page.goto(fileUrl(cardPath('id', card)));
        await page.emulateMedia({ media: 'print' });
        expect(await hidden(), card).toEqual([]);
        // Printers leave backgrounds out: a bar, or the key of the map, would be empty.
        const inks = await page.$$eval(':is(.portion, .range, .map-swatch)', (bars) =>
          bars.map((bar) => getComputedStyle(bar).printColorAdjust)
        );
        expect(inks.filter((ink) => ink !== 'exact')).toEqual([]);
        expect(inks.length > 0, card).toBe(card === 'unknown' || card === 'world');
        await page.emulateMedia({ media: 'screen' });
        await withoutHas(page);
        expect(await hidden(), card).toEqual([]);
        expect(await page.isVisible('.choice')).toBe(false);
      }
    });
  });

  it('leads past a table to the help within what a page believes, in a browser that cannot choose (standards E08)', async () => {
    await onPage({ viewport: { width: 320, height: 700 } }, async (page) => {
      for (const { path } of share(figures, 3, 1)) {
        await page.goto(fileUrl(path));
        await withoutHas(page);
        const { card, over } = await sizeOf(page);
        expect([path, card < usualMost, over]).toEqual([path, true, 0]);
      }
    });
  });

  it.each(cardWidths)(
    'of %i px loses nothing in a browser without container queries',
    async (width) => {
      await onPage({ reducedMotion: 'reduce', viewport: { width, height: 700 } }, async (page) => {
        for (const { path, card, language } of share(
          figures,
          cardWidths.length,
          cardWidths.indexOf(width)
        )) {
          await page.goto(fileUrl(path));
          await withoutContainerQueries(page);
          for (const value of await radios(page)) {
            await choose(page, value);
            const size = await sizeOf(page);
            expect([path, value, await textFaults(page), size.over]).toEqual([path, value, [], 0]);
            expect(size.card, path).toBeLessThanOrEqual(heightAt(heights[language][card], width));
          }
        }
      });
    }
  );

  it('parts no word beside the squares of an open bound, in text of 200 % (A16)', async () => {
    await onPage({ viewport: { width: 320, height: 700 } }, async (page) => {
      await readWith(page, twice);
      for (const language of languages) {
        await page.goto(fileUrl(cardPath(language, 'demand')));
        const parted = await page.$$eval('.open', (phrases) =>
          phrases.flatMap((phrase) => {
            const text = phrase.firstChild as Text;
            return [...text.data.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
              const range = document.createRange();
              range.setStart(text, index);
              range.setEnd(text, index + word.length);
              return range.getClientRects().length > 1 ? [word] : [];
            });
          })
        );
        expect([language, parted]).toEqual([language, []]);
      }
    });
  });

  it('puts no ligature on paper, which some browsers do not name in a PDF', async () => {
    await onPage({}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      for (const path of [
        ...share(every, 6, 3).map(({ path }) => path),
        'id/index.html',
        'id/data/index.html'
      ]) {
        await page.goto(fileUrl(path));
        const joined = await page.$$eval('h1, h2, h3, p, td, th, .map-year', (texts) => [
          ...new Set(texts.map((text) => getComputedStyle(text).fontVariantLigatures))
        ]);
        expect([path, joined]).toEqual([path, ['none']]);
      }
    });
  });

  it('tells what is chosen in forced colours', async () => {
    await onPage(
      { forcedColors: 'active', viewport: { width: 480, height: 700 } },
      async (page) => {
        await page.goto(fileUrl(cardPath('id', 'revision')));
        const colours = await page.$$eval('.choice label', (labels) =>
          labels.map((label) => getComputedStyle(label).backgroundColor)
        );
        expect(new Set(colours).size).toBe(2);
        expect(colours[1]).toBe(colours[2]);
      }
    );
  });

  it('shows a correction in the place that is kept for it', async () => {
    await onPage({ viewport: { width: 320, height: 700 } }, async (page) => {
      await page.goto(fileUrl(cardPath('en', 'demand')));
      const before = await sizeOf(page);
      await page.evaluate(() => {
        document.querySelector('.state')!.lastElementChild!.outerHTML =
          `<div class="correction" tabindex="0">${'Corrected on 1 February 2027: a figure was wrong. '.repeat(5)}</div>`;
      });
      expect(await sizeOf(page)).toEqual(before);
      const notice = await page.$eval('.correction', ({ clientHeight, scrollHeight }) => ({
        clientHeight,
        scrollHeight
      }));
      expect(notice.clientHeight).toBeGreaterThan(28);
      expect(notice.scrollHeight).toBeGreaterThan(notice.clientHeight);
    });
  });

  it('opens a correction whole, over the figure: half of one would repeat what was wrong', () =>
    onPage({ viewport: { width: 320, height: 1000 } }, async (page) => {
      const text = { id: 'Angka itu salah. '.repeat(20), en: 'That figure was wrong. '.repeat(20) };
      const corrected = { id: 'a-figure', place: 'demand', posted: '2027-02-01T09:00:00Z', text };
      await page.goto(fileUrl(cardPath('en', 'demand')));
      await page.evaluate(
        (notice) => {
          document.querySelector('.state')!.lastElementChild!.outerHTML = notice;
        },
        correctionSlot([corrected], storyWords('en'), { reviewBy: null })
      );
      const before = await sizeOf(page);
      const whole = page.locator('.correction p', { hasText: text.en.trim() });
      expect(await whole.isVisible()).toBe(false);
      await page.locator('.correction summary').click();
      expect(await whole.isVisible()).toBe(true);
      await whole.scrollIntoViewIfNeeded();
      const { top, bottom } = await whole.evaluate((text) =>
        text.parentElement!.getBoundingClientRect()
      );
      // Chromium gives a box that scrolls a focus of its own, Safari does not.
      expect(
        await page
          .getByRole('group', { name: 'Corrected 1 February 2027' })
          .evaluate(({ tabIndex }) => tabIndex)
      ).toBe(0);
      const state = (await page.locator('.state').boundingBox())!;
      expect([top > 0, bottom <= state.y + 1]).toEqual([true, true]);
      expect(await sizeOf(page)).toEqual(before);
    }));

  it('is on paper what it is on the screen where it stands in a page, and unrolls by itself', () =>
    onPage({ viewport: { width: 700, height: 900 } }, async (page) => {
      const address = fileUrl(cardPath('en', 'protection'));
      await page.goto(address);
      const height = () =>
        page.evaluate(() => document.getElementById('card')!.getBoundingClientRect().height);
      const own = await height();
      await page.emulateMedia({ media: 'print' });
      expect(await height()).toBeGreaterThan(own + 100);
      const folder = await mkdtemp(join(tmpdir(), 'terhubung-printed-'));
      try {
        await writeFile(
          join(folder, 'page.html'),
          `<iframe src="${address}" width="640" height="756"></iframe>`
        );
        await page.goto(pathToFileURL(join(folder, 'page.html')).href);
        const frame = page.frames()[1]!;
        await frame.waitForLoadState();
        const framed = await frame.evaluate(() => [
          document.getElementById('card')!.getBoundingClientRect().height,
          innerHeight
        ]);
        expect(framed[0]).toBeLessThanOrEqual(framed[1]!);
        expect(await frame.locator('.choice').isVisible()).toBe(true);
      } finally {
        await rm(folder, { recursive: true });
      }
    }));
});
