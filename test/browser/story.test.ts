import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { axeFaults } from './axe.ts';
import { onPage, useChromium, siteUrl, useSite } from './chromium.ts';
import {
  activeSteps,
  atRest,
  layoutShift,
  pictures,
  readThrough,
  stickyStages,
  watchLayoutShift,
  withoutScripts
} from './reading.ts';

useChromium();
useSite();

const phone = { viewport: { width: 390, height: 844 } };
const desktop = { viewport: { width: 1440, height: 900 } };

describe.concurrent('the story', () => {
  // A journey has it with script, on a phone, and access.test.ts has the contrasts.
  it('has no fault that axe finds without script, on a desktop (WCAG 4.1.2)', () =>
    onPage(desktop, async (page) => {
      await withoutScripts(page);
      await page.goto(siteUrl('en/'));
      expect(await axeFaults(page, (axe) => axe.disableRules('color-contrast'))).toEqual([]);
    }));

  it('works where storage and history are refused', () =>
    onPage(phone, async (page) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
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
      expect(errors).toEqual([]);
    }));

  it('keeps its step when the browser’s bar takes 60 px and when the window changes its height', () =>
    onPage(phone, async (page) => {
      await watchLayoutShift(page);
      await page.goto(siteUrl('id/#world-2018'));
      await atRest(page);
      const before = { shift: await layoutShift(page), steps: await activeSteps(page) };
      await page.setViewportSize({ width: 390, height: 784 });
      await atRest(page);
      expect(await activeSteps(page)).toEqual(before.steps);
      // The controls at the foot of the screen move with it; the article does not.
      expect((await layoutShift(page)) - before.shift).toBeLessThan(0.005);
      for (const height of [480, 844]) {
        await page.setViewportSize({ width: 390, height });
        await page.mouse.wheel(0, 4);
        await atRest(page);
      }
      expect(await activeSteps(page)).toEqual(before.steps);
      expect(new URL(page.url()).hash).toBe('#world-2018');
    }));

  it('leaves more than half of a phone to the words (standards R16)', () =>
    onPage({ viewport: { width: 360, height: 640 } }, async (page) => {
      await page.goto(siteUrl('id/'));
      // The areas that browsers of common phones show; in the last the pictures stand still.
      for (const [width, height, sticks] of [
        [360, 640, true],
        [375, 629, true],
        [390, 844, true],
        [768, 1024, true],
        [360, 600, false]
      ] as const) {
        await page.setViewportSize({ width, height });
        await atRest(page);
        expect([width, (await stickyStages(page)) > 0]).toEqual([width, sticks]);
        const small = await page.evaluate(() => {
          const bars = [...document.querySelectorAll<HTMLElement>('.bar, .thumb')];
          const room = bars.reduce((left, bar) => left - bar.offsetHeight, innerHeight);
          const line = parseFloat(getComputedStyle(document.querySelector('.step p')!).lineHeight);
          // Words pass over the squares, and under the head of the map.
          const shown = {
            ':not([data-over]) > .stage': ':scope > :not(figcaption)',
            '#world .stage': '.choropleth > :not(.choropleth-gauge)'
          };
          return Object.entries(shown)
            .flatMap(([stages, parts]) =>
              [...document.querySelectorAll(stages)]
                .filter((stage) => getComputedStyle(stage).position === 'sticky')
                .map((stage) => {
                  const boxes = [...stage.querySelectorAll(parts)].map((part) =>
                    part.getBoundingClientRect()
                  );
                  const seen = boxes.filter((box) => box.height > 1);
                  return (
                    Math.max(...seen.map((box) => box.bottom)) -
                    Math.min(...seen.map((box) => box.top))
                  );
                })
            )
            .filter((picture) => picture > room / 2 || (room - picture) / line < 9);
        });
        expect([width, height, small]).toEqual([width, height, []]);
      }
    }));

  it.each(languages)(
    '%s: the limits of the map stand whole below its head (standards S05)',
    (language) =>
      onPage({ viewport: { width: 360, height: 640 } }, async (page) => {
        await page.goto(siteUrl(`${language}/#world`));
        await atRest(page);
        await page.$eval('#world .steps', (steps) => steps.scrollIntoView());
        const spare = await page.evaluate(() => {
          const boxOf = (name: string) => document.querySelector(name)!.getBoundingClientRect();
          const limits = boxOf('#world .steps > .choropleth-limits');
          return [
            limits.top - boxOf('#world .map-classes').bottom,
            boxOf('.thumb').top - limits.bottom
          ].filter((room) => room < 0);
        });
        expect(spare).toEqual([]);
      })
  );

  it.each([phone, desktop])('has no source line over the next statement %#', (device) =>
    onPage(device, async (page) => {
      await page.goto(siteUrl('id/#demand-where'));
      await atRest(page);
      const between = await page.evaluate(() => {
        const boxOf = (name: string) => document.querySelector(name)!.getBoundingClientRect();
        return boxOf('#demand-where').top - boxOf('#demand .picture').bottom;
      });
      expect(between).toBeGreaterThan(-1);
    })
  );

  it('lets the gauge of the map become the block of the next stage, and back', () =>
    onPage(phone, async (page) => {
      await page.goto(siteUrl('en/#world-moves'));
      await atRest(page);
      const blocks = () =>
        page.evaluate(() => {
          const stage = document.querySelector<HTMLElement>('.rising')!;
          return {
            share: Number(stage.style.getPropertyValue('--born')),
            isSaid: stage.textContent.startsWith('2018 · 49% of people')
          };
        });
      const end = () =>
        page.evaluate(() => {
          const { bottom } = document.querySelector('#world .scene-body')!.getBoundingClientRect();
          scrollBy({ top: bottom - innerHeight + 60, behavior: 'instant' });
        });
      const start = await blocks();
      expect(start).toEqual({ share: 0, isSaid: true });
      await end();
      await atRest(page);
      expect(await blocks()).toEqual({ ...start, share: 1 });
      await page.goto(siteUrl('en/#signal-now'));
      await atRest(page);
      expect(await page.locator('.rising').innerText()).toMatch(/^2025 · 74% of people/);
      await page.goto(siteUrl('en/#world-moves'));
      await atRest(page);
      expect(await blocks()).toEqual(start);
    }));
});

describe.concurrent('the chapter of who told', () => {
  const steps = ['told-unknown', 'told-known', 'told-nobody', 'told-reached'];

  it.each([
    ['on a phone', phone, 'id/', true],
    ['without script', phone, 'id/', false],
    ['in a low window', { viewport: { width: 360, height: 560 } }, 'id/', true],
    ['in the plain article', desktop, 'en/?plain', true]
  ])('%s shows the picture of each step, before its words', (_, device, path, script) =>
    onPage(device, async (page) => {
      if (!script) await withoutScripts(page);
      await page.goto(siteUrl(path));
      await atRest(page);
      const shown = await page.$$eval('#unknown .step', (all) =>
        all
          .filter((step) => {
            const [sheet, heading] = ['.sheet', 'h3'].map((part) => step.querySelector(part));
            const box = sheet?.getBoundingClientRect();
            // On a desktop the words are beside it.
            return box && box.height > 0 && box.top <= heading!.getBoundingClientRect().top;
          })
          .map(({ id }) => id)
      );
      expect(shown).toEqual(steps);
    })
  );
});

describe.concurrent('the plain article', () => {
  it('has no sticky pictures, follows no scrolling, and keeps the choice in its address (A04)', () =>
    onPage(phone, async (page) => {
      await page.goto(siteUrl('en/'));
      expect(await stickyStages(page)).toBe(3);
      await page.goto(siteUrl('en/?plain#world-2010'));
      await atRest(page);
      expect(await stickyStages(page)).toBe(0);
      const before = await pictures(page);
      await readThrough(page);
      expect(await activeSteps(page)).toEqual({});
      expect(await pictures(page)).toEqual(before);
      expect(new URL(page.url()).search).toBe('?plain');
      const other = await page.locator('[data-language-link]').getAttribute('href');
      expect(other).toContain('?plain#');
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    }));

  it('is turned on and off from the list of sections, at the same place', () =>
    onPage(phone, async (page) => {
      await page.goto(siteUrl('en/#protection'));
      await atRest(page);
      const press = async () => {
        await page.locator('.sections summary').first().click();
        await page.locator('.bar [data-plain-switch]').click();
        await page.waitForLoadState();
        await atRest(page);
      };
      const off = await page.locator('.bar [data-plain-switch]').textContent();
      await press();
      expect(page.url()).toBe(siteUrl('en/?plain#protection'));
      expect(await page.locator('.bar [data-plain-switch]').textContent()).not.toBe(off);
      await press();
      expect(page.url()).toBe(siteUrl('en/#protection'));
      expect(await stickyStages(page)).toBe(3);
    }));

  it('is shown in a window under 400 px of height, each picture in its last state (WCAG 1.3.4)', () =>
    onPage({ viewport: { width: 844, height: 390 } }, async (page) => {
      await page.goto(siteUrl('id/'));
      await atRest(page);
      expect(await stickyStages(page)).toBe(0);
      const last = await page.$$eval('[data-scene]:has(.stage, .rising)', (scenes) =>
        Object.fromEntries(
          (scenes as HTMLElement[]).flatMap((scene) => {
            const standing = scene.querySelector('[data-standing]');
            const step = standing ?? [...scene.querySelectorAll('[data-step]')].at(-1);
            return step ? [[scene.dataset['scene'], step.id]] : [];
          })
        )
      );
      expect(await activeSteps(page)).toEqual(last);
      expect(last['world']).toBe('world-now');
    }));
});
