import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { scriptTimeout } from '../../src/pages/client/boot.ts';
import { builtFiles } from '../built/dist.ts';
import { onPage, useChromium, siteUrl, useSite } from './chromium.ts';
import {
  activeSteps,
  atRest,
  jumpTo,
  layoutShift,
  readTo,
  typefaces,
  watchLayoutShift,
  watchLayoutShiftThere,
  withoutScripts
} from './reading.ts';

useChromium();
useSite();

const phone = { viewport: { width: 390, height: 844 } };
const desktop = { viewport: { width: 1440, height: 900 } };
const dist = join(import.meta.dirname, '..', '..', 'dist');

const scripts = builtFiles().filter((path) => /^assets\/story-.*\.js$/.test(path));
const entry = scripts.find((path) => /story-client/.test(path))!;
const figures = scripts.find((path) => path !== entry)!;

const seen = (page: Page) =>
  page.evaluate(() => {
    const all = <Found extends Element = HTMLElement>(selector: string) =>
      [...document.querySelectorAll<Found>(selector)].filter((part) =>
        part.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      );
    const states = '[data-figure] :is([data-view], [data-shown])';
    return {
      words: all('main :is(h1, h2, h3, p, li, dt, dd, summary, figcaption)').map(
        ({ textContent }) => textContent?.trim()
      ),
      pictures: all('main svg').length,
      tables: [...document.querySelectorAll('main table')].map(
        (table) => table.querySelectorAll('tr').length
      ),
      controls: all(':is(button, select)').map(
        ({ className, textContent }) => `${className} ${textContent?.trim()}`
      ),
      sticky: all('.stage').filter((stage) => getComputedStyle(stage).position === 'sticky').length,
      states: [...document.querySelectorAll<HTMLElement>(states)].map(
        ({ dataset: { view = '', shown = '' } }) => view + shown
      ),
      year: document.querySelector('[data-map-year]')?.textContent,
      marks: [...document.querySelectorAll('#world :is(.map-s, .map-f)')].map((mark) =>
        mark.getAttribute('class')
      )
    };
  });

const plainPages = new Map<string, ReturnType<typeof seen>>();
function withoutScript(device: typeof phone, path: string) {
  const name = `${path} at ${device.viewport.width}`;
  const plain =
    plainPages.get(name) ??
    onPage(device, async (page) => {
      await withoutScripts(page);
      await page.goto(siteUrl(path));
      return seen(page);
    });
  plainPages.set(name, plain);
  return plain;
}

async function hold(page: Page, path: string): Promise<() => void> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(`**/${path}`, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

const openEarly = async (page: Page, path: string) => {
  await page.goto(siteUrl(path), { waitUntil: 'commit' });
  await page.locator('#sources').waitFor({ state: 'attached' });
};
const givenBack = (page: Page) => page.locator('html:not(.js)').waitFor({ state: 'attached' });
const alive = (page: Page) => page.locator('html[data-alive]').waitFor({ state: 'attached' });
const topOf = (page: Page, id: string) =>
  page.evaluate(
    (place) => scrollY + document.getElementById(place)!.getBoundingClientRect().top,
    id
  );
const mapOpacity = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.querySelector('#world .picture')!).opacity);
const mapShown = (page: Page) =>
  page.locator('#world .choropleth').evaluate((map: HTMLElement) => ({
    layer: map.dataset['layer'],
    year: map.querySelector('[data-map-year]')!.textContent,
    marks: [...map.querySelectorAll('.map-s, .map-f')].map(({ classList }) =>
      [...classList].slice(0, 2).join(' ')
    ),
    top: Math.round(map.getBoundingClientRect().top)
  }));

const replaced = (path: string, contentType: string, body: string) => (page: Page) =>
  page.route(`**/${path}`, (route) => route.fulfill({ contentType, body }));
const without = (name: string) => (page: Page) =>
  page.addInitScript((one) => Reflect.deleteProperty(window, one), name);

describe('a script that fails leaves the article without script (standards R18)', () => {
  it.each([
    ['is lost', (page: Page) => page.route(`**/${entry}`, (route) => route.abort())],
    ['is lost on the way', (page: Page) => page.route(`**/${figures}`, (route) => route.abort())],
    ['has a syntax error', replaced(entry, 'text/javascript', 'let x = a ??¿ b')],
    ['throws at once', replaced(entry, 'text/javascript', 'throw new Error()')],
    ['throws half way', without('IntersectionObserver')],
    ['finds no ResizeObserver', without('ResizeObserver')],
    ['reads damaged data', replaced('assets/map-*.json', 'application/json', '{"layers":?')]
  ])('when it %s', (_, spoil) =>
    onPage(phone, async (page) => {
      await spoil(page);
      await page.goto(siteUrl('en/'));
      await page.mouse.wheel(0, 1);
      await givenBack(page);
      await atRest(page);
      expect(await seen(page)).toEqual(await withoutScript(phone, 'en/'));
    })
  );

  it('when the page is opened from the disk, where none may load', () =>
    onPage(phone, async (page) => {
      await page.goto(pathToFileURL(join(dist, 'id', 'index.html')).href);
      await givenBack(page);
      await atRest(page);
      expect(await seen(page)).toEqual(await withoutScript(phone, 'id/'));
    }));

  it('and keeps the words in their place in the middle of a scene', () =>
    onPage(phone, async (page) => {
      // The timeout of the page ends when the test says so.
      await page.addInitScript((wait) => {
        const scope = window as unknown as { __waiting: (() => void)[] };
        scope.__waiting = [];
        const timer = window.setTimeout.bind(window);
        window.setTimeout = ((callback: () => void, delay?: number) =>
          delay === wait
            ? scope.__waiting.push(callback)
            : timer(callback, delay)) as typeof window.setTimeout;
      }, scriptTimeout);
      await hold(page, figures);
      await page.goto(siteUrl('id/#world-2018'));
      await alive(page);
      // Of all words they are the nearest to the middle of the window.
      const words = page.locator('#world-2018 .words > :is(h3, p)');
      const away = await words.evaluateAll((all) =>
        all.map((one) => Math.abs(one.getBoundingClientRect().top - innerHeight / 2))
      );
      const nearest = words.nth(away.indexOf(Math.min(...away)));
      const read = async () => (await nearest.boundingBox())!.y;
      const before = await read();
      await page.evaluate(() =>
        (window as unknown as { __waiting: (() => void)[] }).__waiting.forEach((end) => end())
      );
      await givenBack(page);
      expect(Math.abs((await read()) - before)).toBeLessThan(3);
    }));
});

describe('a first visit at the top', () => {
  it('asks for fonts, the second style sheet and the script after the first paint', () =>
    onPage(phone, async (page) => {
      await page.goto(siteUrl('id/'));
      await typefaces(page);
      const { painted, asked } = await page.evaluate(() => ({
        painted: performance.getEntriesByName('first-contentful-paint')[0]!.startTime,
        asked: performance
          .getEntriesByType('resource')
          .map(({ name, startTime }) => [name.split('/').at(-1)!, startTime] as const)
      }));
      for (const file of [
        /story-client-.*\.css/,
        /story-client-.*\.js/,
        /public-sans/,
        /source-serif/
      ])
        expect(asked.filter(([name]) => file.test(name))).toHaveLength(1);
      expect(asked.filter(([, started]) => started < painted)).toEqual([]);
    }));

  it.each([
    [
      'in the background, unpainted',
      (page: Page) =>
        page.addInitScript(() =>
          Object.defineProperty(document, 'visibilityState', { value: 'hidden' })
        )
    ],
    [
      'in a browser that does not report paints',
      (page: Page) =>
        page.addInitScript(() => (PerformanceObserver.prototype.observe = () => undefined))
    ],
    [
      'without its second style sheet',
      (page: Page) => page.route('**/story-client-*.css', (route) => route.abort())
    ]
  ])('comes to life %s', (_, hinder) =>
    onPage(phone, async (page) => {
      await hinder(page);
      await page.goto(siteUrl('id/'));
      await atRest(page);
      const isAlive = '.js[data-alive]:not([data-deferring])';
      expect(await page.locator(`html${isAlive}`).count()).toBe(1);
      const unseen = (parts: Element[]) => parts.filter((part) => !part.checkVisibility()).length;
      expect(await page.$$eval('main h2, #numbers summary, #sources p', unseen)).toBe(0);
    })
  );

  it('gives the article to a reader who reaches a picture before the style sheet', () =>
    onPage(phone, async (page) => {
      await hold(page, 'assets/story-client-*.css');
      await openEarly(page, 'id/');
      await jumpTo(page, await topOf(page, 'world'));
      await givenBack(page);
      expect(await page.locator('#sources').isVisible()).toBe(true);
    }));
});

describe('a script that comes late', () => {
  it('leaves the article as it is to a reader who is in it', () =>
    onPage(phone, async (page) => {
      await watchLayoutShift(page);
      const release = await hold(page, entry);
      await openEarly(page, 'id/');
      await typefaces(page);
      await readTo(page, await topOf(page, 'demand-where'));
      const before = await seen(page);
      expect(before).toEqual(await withoutScript(phone, 'id/'));
      release();
      await alive(page);
      await page.mouse.wheel(0, 10);
      await atRest(page);
      expect(await seen(page)).toEqual(before);
      expect(await layoutShift(page)).toBeLessThan(0.02);
    }));

  it('brings the scroll to a reader who is back at the top', () =>
    onPage(desktop, async (page) => {
      await watchLayoutShift(page);
      const release = await hold(page, entry);
      await openEarly(page, 'id/');
      expect((await seen(page)).controls).toEqual([]);
      await readTo(page, (await topOf(page, 'demand')) - 500);
      await givenBack(page);
      await jumpTo(page, 0);
      release();
      await alive(page);
      expect((await seen(page)).sticky).toBeGreaterThan(2);
      await jumpTo(page, (await topOf(page, 'world-2010')) - 400);
      await expect.poll(() => page.textContent('[data-map-year]')).toBe('2010');
      expect(await layoutShift(page)).toBeLessThan(0.02);
    }));

  it.each([
    ['the entry', 'a phone', entry, phone, 'world-2018'],
    ['the figures', 'a desktop', figures, desktop, 'world-2010']
  ])(
    '(%s, on %s) finds the map at the step of the address and moves nothing',
    (_, _on, script, device, step) =>
      onPage(device, async (page) => {
        await watchLayoutShift(page);
        const release = await hold(page, script);
        await openEarly(page, `id/#${step}`);
        if (script !== entry) await alive(page);
        await page.evaluate(() => document.fonts.ready);
        const ahead = await mapShown(page);
        expect(ahead).toMatchObject({ layer: 'internet-use', year: step.slice(-4) });
        expect(await mapOpacity(page)).toBe('1');
        const mapControls = async () =>
          (await seen(page)).controls.filter((control) => /choropleth|map-list/.test(control));
        expect(await mapControls()).toEqual([]);
        // Numbers of another year are hidden.
        const numbers = '#world :is([data-map-world], [data-place] b, .map-count)';
        expect(await page.locator(numbers).filter({ visible: true }).count()).toBe(0);
        const before = await layoutShift(page);
        release();
        await page.waitForSelector('.choropleth select', {
          state: 'attached'
        });
        await atRest(page);
        expect(await mapShown(page)).toEqual(ahead);
        expect(await mapControls()).not.toEqual([]);
        expect((await activeSteps(page))['world']).toBe(step);
        expect((await layoutShift(page)) - before).toBeLessThan(0.02);
      })
  );

  it('never shows a picture of another year meanwhile', () =>
    onPage(phone, async (page) => {
      const release = await hold(page, figures);
      await page.goto(siteUrl('id/#world-2018'));
      await alive(page);
      // Until then a page opened at a step scrolls itself back there.
      await atRest(page);
      expect(await mapOpacity(page)).toBe('1');
      await jumpTo(page, (await topOf(page, 'world-now')) - 500);
      await expect.poll(() => mapOpacity(page)).toBe('0');
      release();
      await expect.poll(() => mapOpacity(page)).toBe('1');
      expect((await mapShown(page)).year).not.toBe('2018');
    }));
});

it.each([phone, desktop])('late fonts move nothing of a page opened at the map (%#)', (device) =>
  onPage(device, async (page) => {
    await watchLayoutShiftThere(page);
    const release = await hold(page, 'fonts/*');
    await page.goto(siteUrl('id/#world-2018'), { waitUntil: 'commit' });
    await alive(page);
    await atRest(page);
    release();
    await typefaces(page);
    await atRest(page);
    expect(await mapShown(page)).toMatchObject({ year: '2018' });
    expect(await layoutShift(page)).toBeLessThan(0.02);
  })
);

it('a page opened further down asks once for its figures and data, before its script has come', () =>
  onPage(phone, async (page) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').at(-1)!));
    const asksFor = () => asked.filter((name) => /^(story-figures|map-id)-/.test(name)).length;
    const release = await hold(page, entry);
    await page.goto(siteUrl('id/#world-2018'), { waitUntil: 'commit' });
    await expect.poll(asksFor).toBe(2);
    await page.locator('#sources').waitFor({ state: 'attached' });
    const scrolled = () => page.evaluate(() => scrollY);
    await expect.poll(scrolled).toBeGreaterThan(0);
    const y = await scrolled();
    await page.mouse.wheel(0, 900);
    await expect.poll(scrolled).toBeGreaterThan(y + 800);
    release();
    await alive(page);
    await expect.poll(() => mapOpacity(page)).toBe('1');
    // A reader who has moved on is not brought back.
    expect(await scrolled()).toBeGreaterThan(y + 400);
    expect(asksFor()).toBe(2);
  }));
