import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveFolder, type FolderServer } from '../../src/desk/dev/serve-folder.ts';
import { languages } from '../../src/locale/languages.ts';
import { seeded } from '../seeded.ts';
import { long, share } from '../slice.ts';
import { axeOn } from './axe.ts';
import { onPage, useChromium } from './chromium.ts';
import {
  activeSteps,
  atRest,
  jumpTo,
  layoutShift,
  pictures,
  readThrough,
  readTo,
  typefaces,
  watchLayoutShift,
  withoutScripts
} from './reading.ts';
import { siteUrl, useSite } from './site.ts';

useChromium();
useSite();

const phone = { viewport: { width: 390, height: 844 } };
const desk = { viewport: { width: 1440, height: 900 } };
const pageHeight = (page: Page) => page.evaluate(() => document.documentElement.scrollHeight);

/** The commonest reader; all eight are a campaign. */
const axeReads = (['id', 'en'] as const)
  .flatMap((language) =>
    [360, 1440].flatMap((width) =>
      [true, false].map((script) => [language, width, script] as const)
    )
  )
  .filter(([language, width, script]) => long || (language === 'id' && width === 360 && script));

describe.concurrent('accessible to every reader', () => {
  it.each(axeReads)('%s: axe finds nothing at %i px, script: %s', (language, width, script) =>
    onPage({ viewport: { width, height: 800 } }, async (page) => {
      if (!script) await withoutScripts(page);
      await page.goto(siteUrl(`${language}/`));
      await atRest(page);
      // Half of the time goes into contrast, which access.test.ts looks at step by step.
      const axe = long ? axeOn(page) : axeOn(page).disableRules('color-contrast');
      const { violations } = await axe.analyze();
      expect(
        violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`
        )
      ).toEqual([]);
    })
  );

  // In the slice with script: without it, engines/story.test.ts tries the same width.
  describe.each(share(languages, 2))('%s', (language) => {
    it.each(share([true, false], 2))('does not scroll sideways at 320 px, script: %s', (script) =>
      onPage({ viewport: { width: 320, height: 640 } }, async (page) => {
        if (!script) await withoutScripts(page);
        await page.goto(siteUrl(`${language}/`));
        await readThrough(page);
        // Tables are open, as a reader may have them: their own boxes scroll, the page does not.
        await page.evaluate(() =>
          document
            .querySelectorAll('main details')
            .forEach((details) => details.setAttribute('open', ''))
        );
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      })
    );
  });

  it('with reduced motion nothing moves', () =>
    onPage({ ...phone, reducedMotion: 'reduce' }, async (page) => {
      await page.goto(siteUrl('id/'));
      const running = () =>
        page.evaluate(
          () => document.getAnimations().filter(({ playState }) => playState === 'running').length
        );
      const height = await pageHeight(page);
      for (let share = 0; share <= 1; share += long ? 0.05 : 0.2) {
        await page.evaluate(
          (y) => window.scrollTo({ top: y, behavior: 'instant' }),
          share * height
        );
        await page.evaluate(
          () =>
            new Promise<void>((resolve) =>
              requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
            )
        );
        expect(await running()).toBe(0);
      }
      await jumpTo(page, 0);
      const landed = await page.evaluate(async () => {
        document.querySelector<HTMLElement>('[data-go="next"]')?.click();
        const first = scrollY;
        // What moves by itself has moved within some frames.
        for (let frames = 0; frames < 20; frames += 1)
          await new Promise((resolve) => requestAnimationFrame(resolve));
        return { first, last: scrollY };
      });
      expect(landed.first).toBeGreaterThan(0);
      expect(landed.last).toBe(landed.first);
    }));

  it('the step buttons go on by keyboard and keep the focus', () =>
    onPage({ ...phone, reducedMotion: 'reduce' }, async (page) => {
      await page.goto(siteUrl('en/'));
      await atRest(page);
      const stops = await page.evaluate(() =>
        [...document.querySelectorAll('[data-section], [data-step]')].map(({ id }) => id)
      );
      const last = long ? stops.length - 1 : 6;
      await page.locator('[data-go="next"]').focus();
      for (const stop of stops.slice(1, last + 1)) {
        await page.keyboard.press('Enter');
        await page.waitForFunction((id) => location.hash === `#${id}`, stop);
      }
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-go'))).toBe(
        'next'
      );
      await page.locator('[data-go="prev"]').focus();
      await page.keyboard.press('Enter');
      await atRest(page);
      expect(new URL(page.url()).hash.slice(1)).toBe(stops[last - 1]);
      expect(await page.evaluate(() => document.activeElement?.getAttribute('data-go'))).toBe(
        'prev'
      );
    }));
});

describe('steady and private', () => {
  it.each([
    ['id', phone],
    ['en', desk]
  ])(
    'a full read of %s shifts nothing, asks no one else, stores nothing and adds nothing to the history',
    (language, device) =>
      onPage(device, async (page, context) => {
        const origins = new Set<string>();
        const complaints: string[] = [];
        page.on('request', (request) => origins.add(new URL(request.url()).origin));
        page.on('pageerror', (error) => complaints.push(error.message));
        page.on(
          'console',
          (message) => message.type() === 'error' && complaints.push(message.text())
        );
        await watchLayoutShift(page);
        await page.goto(siteUrl(`${language}/`));
        // A paragraph that is in sight when they come may become a line shorter.
        await typefaces(page);
        const before = await page.evaluate(() => history.length);
        await readThrough(page);
        expect(await layoutShift(page)).toBeLessThan(0.02);
        expect([...origins]).toEqual([new URL(siteUrl('')).origin]);
        expect(await page.evaluate(() => history.length)).toBe(before);
        expect(await context.cookies()).toEqual([]);
        expect(
          await page.evaluate(async () => [
            localStorage.length,
            sessionStorage.length,
            (await indexedDB.databases()).length
          ])
        ).toEqual([0, 0, 0]);
        expect(complaints).toEqual([]);
      })
  );

  it('reads on where storage and history are refused', () =>
    onPage(phone, async (page) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.addInitScript(() => {
        const refuse = () => {
          throw new DOMException('denied', 'SecurityError');
        };
        for (const name of ['localStorage', 'sessionStorage'])
          Object.defineProperty(window, name, { get: refuse });
        history.replaceState = refuse;
        history.pushState = refuse;
      });
      await page.goto(siteUrl('id/#world-2018'));
      await atRest(page);
      expect((await activeSteps(page))['world']).toBe('world-2018');
      await readThrough(page);
      expect(complaints).toEqual([]);
    }));

  it('keeps its step and its place when a phone’s bar takes 60 px, and in a window that is made low and tall again', () =>
    onPage(phone, async (page) => {
      await watchLayoutShift(page);
      await page.goto(siteUrl('id/#world-2018'));
      await atRest(page);
      const before = {
        shift: await layoutShift(page),
        steps: await activeSteps(page),
        y: await page.evaluate(() => scrollY)
      };
      await page.setViewportSize({ width: 390, height: 784 });
      await atRest(page);
      expect(await activeSteps(page)).toEqual(before.steps);
      // The controls at the foot of the screen go with the foot; nothing of the article moves.
      expect((await layoutShift(page)) - before.shift).toBeLessThan(0.005);
      for (const height of [480, 844]) {
        await page.setViewportSize({ width: 390, height });
        await page.mouse.wheel(0, 4);
        await atRest(page);
      }
      expect(await activeSteps(page)).toEqual(before.steps);
      expect(new URL(page.url()).hash).toBe('#world-2018');
    }));
});

describe.concurrent('the picture is that of the step under the reading line', () => {
  it.each(
    share(
      [
        ['a phone', phone],
        ['a desk', desk]
      ] as const,
      2
    )
  )('jumps on %s give what scrolling there gives', (_, device) =>
    onPage({ ...device, reducedMotion: 'reduce' }, async (page) => {
      await page.goto(siteUrl('id/'));
      await atRest(page);
      const random = seeded(2018);
      const height = await pageHeight(page);
      const places = Array.from({ length: long ? 10 : 1 }, () => Math.round(random() * height));
      const look = async () => ({
        steps: await activeSteps(page),
        hash: new URL(page.url()).hash,
        ...(await pictures(page))
      });
      /**
       * Looks until two looks are alike: a busy machine may draw the last of a scroll after a
       * moment of rest.
       */
      const settled = async () => {
        for (let before = await look(); ;) {
          await atRest(page);
          const now = await look();
          if (isDeepStrictEqual(now, before)) return now;
          before = now;
        }
      };
      const jumped = new Map<number, Record<string, unknown>>();
      for (const place of places) {
        await jumpTo(page, place);
        jumped.set(place, await settled());
      }
      await jumpTo(page, 0);
      for (const place of [...places].sort((a, b) => a - b)) {
        await readTo(page, place);
        const [read, before] = [Object.entries(await settled()), jumped.get(place)!];
        expect([
          place,
          read.filter(([what, is]) => !isDeepStrictEqual(is, before[what])).map(([what]) => what)
        ]).toEqual([place, []]);
      }
    })
  );

  it.each<[string, string, number]>([
    long ? ['every step of id', 'id', 1] : ['every twentieth step of id', 'id', 20],
    long ? ['every step of en', 'en', 1] : ['every thirtieth step of en', 'en', 30]
  ])('%s opens at its own address, in view, and keeps that address', (_, language, every) =>
    onPage(phone, async (page) => {
      await page.goto(siteUrl(`${language}/`));
      const steps = await page.evaluate(() =>
        [...document.querySelectorAll('[data-step]')].map(({ id, parentElement }) => ({
          id,
          scene: parentElement?.closest<HTMLElement>('[data-scene]')?.dataset['scene'] ?? ''
        }))
      );
      expect(steps.length).toBeGreaterThan(10);
      for (const { id, scene } of steps.filter((_, index) => index % every === 0)) {
        await page.goto('about:blank');
        await page.goto(siteUrl(`${language}/#${id}`));
        await atRest(page);
        expect((await activeSteps(page))[scene]).toBe(id);
        expect(new URL(page.url()).hash).toBe(`#${id}`);
        const seen = await page.evaluate((step) => {
          const heading = document.querySelector(`#${CSS.escape(step)} h3`)!;
          const { left, right, top, bottom } = heading.getBoundingClientRect();
          const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
          return {
            whole: top >= 0 && bottom <= innerHeight,
            uncovered: hit !== null && (heading.contains(hit) || hit.contains(heading))
          };
        }, id);
        expect({ id, ...seen }).toEqual({ id, whole: true, uncovered: true });
      }
    })
  );

  it('opened at a step the page keeps to it however the layout moves it, until somebody else does', () =>
    onPage({ ...phone, reducedMotion: 'reduce' }, async (page) => {
      await page.goto(siteUrl('id/#world-2000'));
      await atRest(page);
      const top = () =>
        page.evaluate(() =>
          Math.round(document.getElementById('world-2000')!.getBoundingClientRect().top)
        );
      const rest = await top();
      // A browser that follows the layout half of the way: its anchor lay among what moved.
      await page.evaluate(() => {
        document
          .querySelector('main')!
          .insertAdjacentHTML('afterbegin', '<div style="height: 900px"></div>');
        scrollBy({ top: -400, behavior: 'instant' });
      });
      await atRest(page);
      expect([await top(), new URL(page.url()).hash]).toEqual([rest, '#world-2000']);
      const y = await page.evaluate(() => scrollY);
      await jumpTo(page, y - 3000);
      expect(await page.evaluate(() => scrollY)).toBe(y - 3000);
      expect(new URL(page.url()).hash).not.toBe('#world-2000');
    }));

  it('the address follows the reader and a reload comes back to the place', () =>
    onPage(phone, async (page) => {
      await page.goto(siteUrl('en/'));
      await atRest(page);
      expect(new URL(page.url()).hash).toBe('');
      const target = await page.evaluate(
        () => document.getElementById('world-2000')!.getBoundingClientRect().top + scrollY
      );
      await readTo(page, target - 500);
      expect(new URL(page.url()).hash).toBe('#world-2000');
      const y = await page.evaluate(() => scrollY);
      await page.reload();
      await atRest(page);
      expect(Math.abs((await page.evaluate(() => scrollY)) - y)).toBeLessThan(2);
      expect((await activeSteps(page))['world']).toBe('world-2000');
      // What is no stop keeps its address for as long as it is on screen.
      await page.evaluate(() => (location.hash = '#help'));
      await atRest(page);
      expect(new URL(page.url()).hash).toBe('#help');
      await jumpTo(page, y);
      expect(new URL(page.url()).hash).toBe('#world-2000');
    }));

  it('going to the other language keeps the place', () =>
    onPage(phone, async (page) => {
      await page.goto(siteUrl('id/#world-2000'));
      await atRest(page);
      await page.locator('[data-language-link]').click();
      await page.waitForURL('**/en/**');
      await atRest(page);
      expect(page.url()).toBe(siteUrl('en/#world-2000'));
      expect((await activeSteps(page))['world']).toBe('world-2000');
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    }));

  it('says how far along the reader is', () =>
    onPage(phone, async (page) => {
      await page.goto(siteUrl('en/'));
      await atRest(page);
      const said = () => page.locator('[data-progress]').first().textContent();
      const count = await page.evaluate(() => document.querySelectorAll('[data-section]').length);
      const gauge = () =>
        page
          .locator('[data-gauge]')
          .first()
          .evaluate(({ style }: HTMLElement) => style.transform);
      expect(await said()).toMatch(new RegExp(`1\\D+${count}`));
      expect(await gauge()).toBe('scaleX(0)');
      await readThrough(page);
      expect(await said()).toMatch(new RegExp(`${count}\\D+${count}`));
      expect(await gauge()).toBe('scaleX(1)');
      const current = await page.$$eval('[data-section-link][aria-current]', (links) =>
        links.map((link) => link.getAttribute('href'))
      );
      expect(new Set(current).size).toBe(1);
    }));
});

describe('a picture and its words on one screen', () => {
  it('a phone keeps more than half of what is seen, and nine lines, for the words; a low one lets each step have a map of its own (R16)', () =>
    onPage({ viewport: { width: 360, height: 640 } }, async (page) => {
      for (const [width, height, sticks] of [
        // What browsers of most phones show between their bars.
        [360, 640, 4],
        [375, 629, 4],
        [390, 664, 4],
        [393, 659, 4],
        [412, 700, 4],
        [360, 740, 4],
        [390, 844, 4],
        [768, 1024, 4],
        [360, 600, 0]
      ] as const) {
        await page.setViewportSize({ width, height });
        // In the slice it is opened once and made as large: that both show the same is tried where
        // a phone is turned.
        if (long || height === 640) await page.goto(siteUrl('id/'));
        await atRest(page);
        const seen = await page.evaluate(() => {
          const bars = ['.bar', '.thumb'].map(
            (bar) => document.querySelector<HTMLElement>(bar)!.offsetHeight
          );
          const room = innerHeight - bars[0]! - bars[1]!;
          const line = parseFloat(getComputedStyle(document.querySelector('.step p')!).lineHeight);
          const stages = [...document.querySelectorAll<HTMLElement>('.stage')]
            .filter((stage) => getComputedStyle(stage).position === 'sticky')
            .map((stage) => stage.offsetHeight - stage.querySelector('figcaption')!.offsetHeight);
          return {
            sticking: stages.length,
            tall: stages.filter((stage) => stage > room * 0.45),
            slots: stages.filter((stage) => (room - stage) / line < 9),
            stills: [...document.querySelectorAll('.step .choropleth-still')].filter((still) =>
              still.checkVisibility()
            ).length,
            // The words on the one square lie within it.
            cut: [...document.querySelectorAll('.unit .one')]
              .filter((words) => words.checkVisibility())
              .filter((words) => {
                const said = document.createRange();
                said.selectNodeContents(words);
                const [inner, outer] = [said, words.previousElementSibling!].map((one) =>
                  one.getBoundingClientRect()
                );
                return inner!.right > outer!.right || inner!.bottom > outer!.bottom;
              }).length
          };
        });
        expect([width, height, seen]).toEqual([
          width,
          height,
          { sticking: sticks, tall: [], slots: [], stills: sticks === 0 ? 7 : 0, cut: 0 }
        ]);
      }
    }));

  it.each(languages)(
    '%s: what the map does not show stands beside it in one line (S05)',
    (language) =>
      onPage({ viewport: { width: 360, height: 740 } }, async (page) => {
        await page.goto(siteUrl(`${language}/#world-2018`));
        await atRest(page);
        const lines = await page.$eval(
          '.choropleth-limit',
          (limit) =>
            limit.getBoundingClientRect().height / parseFloat(getComputedStyle(limit).lineHeight)
        );
        expect(Math.round(lines)).toBe(1);
      })
  );

  it('one square fills its sheet as the reader comes, and has shrunk into its place when the words are read', () =>
    onPage(phone, async (page) => {
      await page.goto(siteUrl('en/'));
      await atRest(page);
      const at = async (gap: number) => {
        await jumpTo(
          page,
          await page.evaluate(
            (below) =>
              document.getElementById('demand-2018')!.getBoundingClientRect().top + scrollY - below,
            gap
          )
        );
        return page.evaluate(() =>
          Number(
            getComputedStyle(document.querySelector('.unit .marks')!).getPropertyValue('--zoom') ||
              1
          )
        );
      };
      expect(await at(840)).toBeGreaterThan(30);
      expect(await at(700)).toBeGreaterThan(1);
      expect(await at(400)).toBe(1);
      const told = page.locator('.unit .told');
      const shown = () => told.evaluate((one) => getComputedStyle(one).opacity);
      expect(await shown()).toBe('0');
      await page.evaluate(() => (location.hash = 'demand-where'));
      await atRest(page);
      expect(await shown()).toBe('1');
    }));

  const sheets = ['known', 'nobody', 'reached', 'surveys'];
  const steps = ['told-known', 'told-nobody', 'told-reached', 'told-unknown'];
  const seenSheets = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('#unknown .sheet')]
        .filter((sheet) =>
          sheet.checkVisibility({ opacityProperty: true, visibilityProperty: true })
        )
        .map((sheet) => sheet.dataset['told'])
    );

  it.each([
    ['a phone', phone],
    ['a desk', desk]
  ])(
    'who told, on %s: each step shows its own sheet and no other, and its bars fill',
    (_, device) =>
      onPage(device, async (page) => {
        await page.goto(siteUrl('id/#told-known'));
        await atRest(page);
        for (const [index, step] of steps.entries()) {
          await page.evaluate((id) => (location.hash = id), step);
          await atRest(page);
          expect([step, await seenSheets(page)]).toEqual([step, [sheets[index]]]);
          const filled = () =>
            page.$$eval(`#unknown [data-told="${sheets[index]}"] .portion`, (bars) =>
              bars.map((bar) =>
                Math.round(
                  (bar.getBoundingClientRect().width / bar.parentElement!.clientWidth) * 100
                )
              )
            );
          await expect.poll(filled).toEqual([[60], [33], [3, 3], []][index]);
        }
        // A bar that is not seen is empty, so that it fills when it comes; the first as its words
        // come up.
        const firstAt = async (share: number) => {
          await jumpTo(
            page,
            await page.evaluate(
              (part) =>
                document.getElementById('told-known')!.getBoundingClientRect().top +
                scrollY -
                innerHeight * part,
              share
            )
          );
          return page.$eval(
            '#unknown [data-told="known"] .portion',
            (bar) => bar.getBoundingClientRect().width
          );
        };
        expect(
          await page.$eval(
            '#unknown [data-told="known"] .portion',
            (bar) => bar.getBoundingClientRect().width
          )
        ).toBe(0);
        expect(await firstAt(0.95)).toBe(0);
        expect(await seenSheets(page)).toEqual(['known']);
        await firstAt(0.4);
        await expect.poll(() => firstAt(0.4)).toBeGreaterThan(100);
        expect(
          await page.$eval('#unknown .portion', (bar) =>
            parseFloat(getComputedStyle(bar).transitionDuration)
          )
        ).toBeLessThanOrEqual(0.6);
      })
  );

  it('who told, with reduced motion: every bar is full, and nothing is to move', () =>
    onPage({ ...phone, reducedMotion: 'reduce' }, async (page) => {
      await page.goto(siteUrl('en/#told-unknown'));
      await atRest(page);
      expect(await seenSheets(page)).toEqual(['surveys']);
      const bars = await page.$$eval('#unknown :is(.portion, .surveys > svg)', (found) =>
        found.map((one) => {
          const { transform, clipPath, transitionDuration } = getComputedStyle(one);
          return [transform, clipPath, transitionDuration];
        })
      );
      expect(bars).toEqual(bars.map(() => ['none', 'none', '0s']));
      expect(bars).toHaveLength(5);
    }));

  it.each([
    ['without script', { viewport: { width: 390, height: 844 } }, 'id/', false],
    ['in a low window', { viewport: { width: 360, height: 600 } }, 'id/', true],
    ['in the plain article', desk, 'en/?plain', true]
  ])(
    'who told, %s: all sheets are seen, each before the words of its step',
    (_, device, path, script) =>
      onPage(device, async (page) => {
        if (!script) await withoutScripts(page);
        await page.goto(siteUrl(path));
        await atRest(page);
        expect(await seenSheets(page)).toEqual(sheets);
        const tops = await page.evaluate(
          (pairs) =>
            pairs.flatMap(([sheet, step]) =>
              [`[data-told="${sheet}"]`, `#${step}`].map((place) =>
                document.querySelector(`#unknown ${place}`)!.getBoundingClientRect()
              )
            ),
          sheets.map((sheet, index) => [sheet, steps[index]] as const)
        );
        tops.forEach(({ left, top }, index) => {
          const { right, bottom } = tops[index - 1] ?? { right: 0, bottom: -Infinity };
          // Beside it, or below it.
          expect([index, left >= right || top >= bottom]).toEqual([index, true]);
        });
      })
  );

  it('beside a tall picture on a desk its words go along', () =>
    onPage(desk, async (page) => {
      await page.goto(siteUrl('en/'));
      await atRest(page);
      for (const scene of ['since']) {
        const middle = await page.evaluate((id) => {
          const { top, height } = document.querySelector(`#${id} .still`)!.getBoundingClientRect();
          return top + scrollY + height / 2 - innerHeight / 2;
        }, scene);
        await jumpTo(page, middle);
        const { top, bottom } = await page.evaluate(
          (id) => document.querySelector(`#${id} .lead`)!.getBoundingClientRect(),
          scene
        );
        expect([scene, top > 40 && top < 800 && bottom > 60]).toEqual([scene, true]);
      }
    }));
});

describe.concurrent('the plain article', () => {
  const stuck = (page: Page) =>
    page.evaluate(
      () =>
        [...document.querySelectorAll('.stage')].filter(
          (stage) => getComputedStyle(stage).position === 'sticky'
        ).length
    );

  it.each(share(languages, 2, 1))(
    '%s: nothing sticks, nothing follows, and the address keeps the choice',
    (language) =>
      onPage(phone, async (page) => {
        await page.goto(siteUrl(`${language}/`));
        expect(await stuck(page)).toBe(4);
        await page.goto(siteUrl(`${language}/?plain#world-2000`));
        await atRest(page);
        expect(await stuck(page)).toBe(0);
        const before = await pictures(page);
        await readThrough(page);
        expect(await activeSteps(page)).toEqual({});
        expect(await pictures(page)).toEqual(before);
        expect(new URL(page.url()).search).toBe('?plain');
        expect(await page.locator('[data-language-link]').getAttribute('href')).toContain(
          '?plain#'
        );
        expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
      })
  );

  it('is turned on and off from the page, keeping the place', () =>
    onPage(phone, async (page) => {
      await page.goto(siteUrl('en/#protection'));
      await atRest(page);
      const press = async () => {
        await page.locator('.sections summary').first().click();
        await page.locator('[data-plain-switch]').click();
        await page.waitForLoadState();
        await atRest(page);
      };
      const off = await page.locator('[data-plain-switch]').textContent();
      await press();
      expect(page.url()).toBe(siteUrl('en/?plain#protection'));
      expect(await page.locator('[data-plain-switch]').textContent()).not.toBe(off);
      await press();
      expect(page.url()).toBe(siteUrl('en/#protection'));
      expect(await stuck(page)).toBe(4);
    }));

  it('is what a window under 400 px of height gets: nothing sticks and each picture is in its last state', () =>
    onPage({ viewport: { width: 844, height: 390 } }, async (page) => {
      await page.goto(siteUrl('id/'));
      await atRest(page);
      expect(await stuck(page)).toBe(0);
      const last = await page.evaluate(() =>
        Object.fromEntries(
          [...document.querySelectorAll<HTMLElement>('[data-scene]')].flatMap((scene) => {
            const id = (
              scene.querySelector('[data-standing]') ??
              [...scene.querySelectorAll('[data-step]')].at(-1)
            )?.id;
            return id ? [[scene.dataset['scene'], id]] : [];
          })
        )
      );
      expect(await activeSteps(page)).toEqual(last);
      // The map's title speaks of use: that is what the picture under it shows.
      expect(last['world']).toBe('world-now');
    }));
});

describe.concurrent('without script', () => {
  describe.each(share(languages, 2))('%s', (language) => {
    it('every word, picture and table is there', () =>
      onPage(phone, async (page) => {
        await page.goto(siteUrl(`${language}/`));
        await atRest(page);
        const words = () =>
          page.evaluate(() =>
            [...document.querySelectorAll('main h1, main h2, main h3, main p, main li')]
              .filter((part) => !part.closest('[data-figure]'))
              .map(({ textContent }) => textContent?.trim())
          );
        const withScript = await words();
        await withoutScripts(page);
        await page.goto(siteUrl(`${language}/`));
        expect(await words()).toEqual(withScript);
        const hidden = await page.evaluate(() =>
          [
            ...document.querySelectorAll(
              '.step, .step h3, .step p, .help a, [data-figure] svg, details > summary'
            )
          ]
            .filter(
              (part) => part.closest('details:not([open])') === null || part.matches('summary')
            )
            .filter(
              (part) => !part.checkVisibility({ opacityProperty: true, visibilityProperty: true })
            )
            .filter((part) => !part.closest('[hidden], [aria-hidden="true"], .card'))
            .map((part) => part.outerHTML.slice(0, 120))
        );
        expect(hidden).toEqual([]);
        const tables = await page.evaluate(() => {
          document
            .querySelectorAll('main details')
            .forEach((details) => details.setAttribute('open', ''));
          return [...document.querySelectorAll('main table')].map((table) => ({
            rows: table.querySelectorAll('tbody tr').length,
            seen: table.checkVisibility()
          }));
        });
        expect(tables.length).toBeGreaterThanOrEqual(4);
        for (const table of tables) {
          expect(table.rows).toBeGreaterThan(0);
          expect(table.seen).toBe(true);
        }
        expect(
          await page.evaluate(
            () =>
              [...document.querySelectorAll('.bar button')].filter((button) =>
                button.checkVisibility()
              ).length
          )
        ).toBe(0);
      }));
  });
});

describe.concurrent('anywhere on a server', () => {
  let folder: string;
  let server: FolderServer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'terhubung-sub-path-'));
    await mkdir(join(folder, 'partner'));
    await symlink(
      join(import.meta.dirname, '..', '..', 'dist'),
      join(folder, 'partner', 'story'),
      'dir'
    );
    server = await serveFolder(folder, { port: 0 });
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it.each(share(['en', 'en/index.html?plain#protection', 'en/', 'en/index.html'], 4, 1))(
    'works from a sub-path as %s',
    (path) =>
      onPage(phone, async (page) => {
        const broken: string[] = [];
        page.on('response', (response) => response.status() >= 400 && broken.push(response.url()));
        page.on('pageerror', (error) => broken.push(error.message));
        await page.goto(`${server.url}partner/story/${path}`);
        await readThrough(page);
        // The chapters of the story are what is counted, and its ending is the last of them.
        const chapters = await page.locator('.sections-list a[data-section-link]').count();
        expect(await page.locator('[data-progress]').first().textContent()).toMatch(
          new RegExp(`^${chapters}\\D+${chapters}$`)
        );
        await page.locator('[data-language-link]').click();
        await page.waitForURL(`${server.url}partner/story/id/**`);
        expect(await page.evaluate(() => document.documentElement.lang)).toBe('id');
        expect(broken).toEqual([]);
      })
  );
});
