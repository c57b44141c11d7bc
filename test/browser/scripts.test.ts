import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { scriptTimeout } from '../../src/pages/client/boot.ts';
import { builtFiles } from '../built/dist.ts';
import { share } from '../slice.ts';
import { onPage, useChromium } from './chromium.ts';
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
import { siteUrl, useSite } from './site.ts';

useChromium();
useSite();

const phone = { viewport: { width: 390, height: 844 } };
const desk = { viewport: { width: 1440, height: 900 } };
const dist = join(import.meta.dirname, '..', '..', 'dist');

/** The scripts of the story: the one that its page names, and what that loads on the way. */
const scripts = builtFiles().filter((path) => /^assets\/story-.*\.js$/.test(path));
const entry = scripts.filter((path) => /story-client/.test(path))[0]!;
const onTheWay = scripts.filter((path) => path !== entry);

/** What a reader can see and work of the story, its pictures' states included. */
const seen = (page: Page) =>
  page.evaluate(() => {
    const shown = (part: Element) =>
      part.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const all = <Found extends Element = HTMLElement>(selector: string) =>
      [...document.querySelectorAll<Found>(selector)].filter(shown);
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
      states: [
        ...document.querySelectorAll<HTMLElement>('[data-figure] :is([data-view], [data-shown])')
      ].map(({ dataset: { view = '', shown: part = '' } }) => view + part),
      year: document.querySelector('[data-map-year]')?.textContent,
      marks: [...document.querySelectorAll('#world :is(.map-s, .map-f)')].map((mark) =>
        mark.getAttribute('class')
      )
    };
  });

const plainPages = new Map<string, ReturnType<typeof seen>>();
/** The same of a page whose scripts were taken out; opened once for all that are held to it. */
function withoutScript(device: typeof phone, path: string): ReturnType<typeof seen> {
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

/** Holds a file back until the function that is returned is called. */
async function hold(page: Page, path: string): Promise<() => void> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(`**/${path}`, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/** Keeps the page waiting for as long as the machine takes, until `loseIt`. */
async function keepPatience(page: Page): Promise<{ loseIt: () => Promise<void> }> {
  await page.addInitScript((wait) => {
    const scope = window as unknown as { __waiting: (() => void)[] };
    scope.__waiting = [];
    const timer = window.setTimeout.bind(window);
    window.setTimeout = ((callback: () => void, delay?: number) =>
      delay === wait
        ? scope.__waiting.push(callback)
        : timer(callback, delay)) as typeof window.setTimeout;
  }, scriptTimeout);
  return {
    loseIt: () =>
      page.evaluate(() =>
        (window as unknown as { __waiting: (() => void)[] }).__waiting.forEach((callback) =>
          callback()
        )
      )
  };
}

const givenBack = (page: Page) => page.locator('html:not(.js)').waitFor({ state: 'attached' });
const alive = (page: Page) => page.locator('html[data-alive]').waitFor({ state: 'attached' });
/** How much of the map can be seen. */
const mapOpacity = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.querySelector('#world .picture')!).opacity);
/**
 * What the map shows, and where; what a small map does not tell of its marks, which are older, left
 * out.
 */
const mapShown = (page: Page) =>
  page.evaluate(() => {
    const map = document.querySelector<HTMLElement>('#world .choropleth')!;
    return {
      layer: map.dataset['layer'],
      year: map.querySelector('[data-map-year]')!.textContent,
      marks: [...map.querySelectorAll('.map-s, .map-f, .map-dots > g')].map(({ classList }) =>
        [...classList].slice(0, 2).join(' ')
      ),
      top: Math.round(map.getBoundingClientRect().top)
    };
  });

/** In the slice one is tried on a phone and the other on a desk. */
const everyScript = scripts.flatMap((script, index) =>
  share([phone, desk], 2, index).map(
    (device) =>
      [script.replace(/-[\w-]{8}\.js/, ''), device.viewport.width, script, device] as const
  )
);

describe('a script that fails gives the article back (standards R18)', () => {
  it.each(everyScript)('%s, lost at %i px', (_, _width, script, device) =>
    onPage(device, async (page) => {
      await page.route(`**/${script}`, (route) => route.abort());
      await page.goto(siteUrl('id/'));
      await page.mouse.wheel(0, 1);
      await givenBack(page);
      await atRest(page);
      expect(await seen(page)).toEqual(await withoutScript(device, 'id/'));
    })
  );

  it.each([
    [
      'cannot be read',
      (page: Page) =>
        page.route(`**/${entry}`, (route) =>
          route.fulfill({ contentType: 'text/javascript', body: 'let x = a ??¿ b' })
        )
    ],
    [
      'throws at once',
      (page: Page) =>
        page.route(`**/${entry}`, (route) =>
          route.fulfill({ contentType: 'text/javascript', body: 'throw new Error()' })
        )
    ],
    [
      'throws half way',
      (page: Page) =>
        page.addInitScript(() => Reflect.deleteProperty(window, 'IntersectionObserver'))
    ],
    [
      'meets no observer of sizes',
      (page: Page) => page.addInitScript(() => Reflect.deleteProperty(window, 'ResizeObserver'))
    ]
  ])('one that %s', (_, spoil) =>
    onPage(phone, async (page) => {
      await spoil(page);
      await page.goto(siteUrl('en/#world-2018'));
      await givenBack(page);
      await atRest(page);
      expect(await seen(page)).toEqual(await withoutScript(phone, 'en/'));
    })
  );

  it.each(onTheWay)('%s, where what it reads is damaged', (script) =>
    onPage(phone, async (page) => {
      await page.route('**/assets/map-*.json', (route) =>
        route.fulfill({ contentType: 'application/json', body: '{"layers":?' })
      );
      expect(script).toMatch(/js$/);
      await page.goto(siteUrl('en/'));
      await page.mouse.wheel(0, 1);
      await givenBack(page);
      await atRest(page);
      expect(await seen(page)).toEqual(await withoutScript(phone, 'en/'));
    })
  );

  it('where a page opened from a disk may load none', () =>
    onPage(phone, async (page) => {
      await page.goto(pathToFileURL(join(dist, 'id', 'index.html')).href);
      await givenBack(page);
      await atRest(page);
      expect(await seen(page)).toEqual(await withoutScript(phone, 'id/'));
    }));

  it('in the middle of a scene the words that are read keep their place', () =>
    onPage(phone, async (page) => {
      const { loseIt } = await keepPatience(page);
      await hold(page, onTheWay[0]!);
      await page.goto(siteUrl('id/#world-2018'));
      await alive(page);
      const read = () =>
        page.evaluate(() => document.querySelector('#world-2018 p')!.getBoundingClientRect().top);
      const before = await read();
      await loseIt();
      await givenBack(page);
      expect(Math.abs((await read()) - before)).toBeLessThan(3);
    }));
});

describe('a first visit at its top', () => {
  it('asks for type, the sheet of what lies below and the script once the first words are painted', () =>
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
      'before it is painted, as a page in the background is',
      (page: Page) =>
        page.addInitScript(() =>
          Object.defineProperty(document, 'visibilityState', { value: 'hidden' })
        )
    ],
    [
      'where a browser does not say that it has painted',
      (page: Page) =>
        page.addInitScript(() => (PerformanceObserver.prototype.observe = () => undefined))
    ],
    [
      'where its sheet is lost',
      (page: Page) => page.route('**/story-client-*.css', (route) => route.abort())
    ]
  ])('comes to life %s, and is laid out whole', (_, hinder) =>
    onPage(phone, async (page) => {
      await hinder(page);
      await page.goto(siteUrl('id/'));
      await atRest(page);
      const { alive, unseen } = await page.evaluate(() => ({
        alive: document.documentElement.matches('.js[data-alive]:not([data-deferring])'),
        unseen: [...document.querySelectorAll('main h2, #numbers li, #sources p')].filter(
          (part) => !part.checkVisibility()
        ).length
      }));
      expect({ alive, unseen }).toEqual({ alive: true, unseen: 0 });
    })
  );

  it('gives the article back to a reader who reaches a picture before the sheet', () =>
    onPage(phone, async (page) => {
      await hold(page, 'assets/story-client-*.css');
      await page.goto(siteUrl('id/'), { waitUntil: 'commit' });
      await page.locator('#sources').waitFor({ state: 'attached' });
      await jumpTo(
        page,
        await page.evaluate(() => document.getElementById('world')!.getBoundingClientRect().top)
      );
      await givenBack(page);
      expect(await page.locator('#sources').isVisible()).toBe(true);
    }));
});

describe('a script that comes late', () => {
  it('finds a reader in the story with the whole article, and leaves it', () =>
    onPage(phone, async (page) => {
      await watchLayoutShift(page);
      const release = await hold(page, entry);
      await page.goto(siteUrl('id/'), { waitUntil: 'commit' });
      await page.locator('#sources').waitFor({ state: 'attached' });
      // What moves meanwhile is the script's doing, not that of type which comes late.
      await typefaces(page);
      await readTo(
        page,
        await page.evaluate(
          () => document.getElementById('demand-where')!.getBoundingClientRect().top
        )
      );
      const before = await seen(page);
      expect(before).toEqual(await withoutScript(phone, 'id/'));
      release();
      await alive(page);
      await page.mouse.wheel(0, 10);
      await atRest(page);
      expect(await seen(page)).toEqual(before);
      expect(await layoutShift(page)).toBeLessThan(0.02);
    }));

  it('gives its scroll to a reader who is still at the cover, or there again', () =>
    onPage(desk, async (page) => {
      await watchLayoutShift(page);
      const release = await hold(page, entry);
      await page.goto(siteUrl('id/'), { waitUntil: 'commit' });
      await page.locator('#sources').waitFor({ state: 'attached' });
      expect((await seen(page)).controls).toEqual([]);
      await readTo(
        page,
        await page.evaluate(
          () => document.getElementById('demand')!.getBoundingClientRect().top - 700
        )
      );
      await givenBack(page);
      await jumpTo(page, 0);
      release();
      await alive(page);
      expect((await seen(page)).sticky).toBe(4);
      await jumpTo(
        page,
        await page.evaluate(
          () => document.getElementById('world-2000')!.getBoundingClientRect().top - 400
        )
      );
      await page.waitForFunction(
        () => document.querySelector('[data-map-year]')?.textContent === '2000'
      );
      expect(await layoutShift(page)).toBeLessThan(0.02);
    }));

  it.each(everyScript)(
    'finds the map as the address asks for it, and moves nothing: %s at %i px',
    (_, _width, script, device) =>
      onPage(device, async (page) => {
        const step = script === entry ? 'world-2018' : 'coverage-2018';
        await watchLayoutShift(page);
        const release = await hold(page, script);
        await page.goto(siteUrl(`id/#${step}`), { waitUntil: 'commit' });
        await page.locator('#sources').waitFor({ state: 'attached' });
        if (script !== entry) await alive(page);
        // WebKit may say that a page has loaded before a script has that was asked for under way.
        await page.evaluate(() => window.dispatchEvent(new Event('load')));
        // The map is measured again when its caption's type has come (opened-map.ts).
        await page.evaluate(() => document.fonts.ready);
        const ahead = await mapShown(page);
        expect(ahead).toMatchObject({
          layer: step === 'world-2018' ? 'internet-use' : 'coverage-3g',
          year: '2018'
        });
        expect(await mapOpacity(page)).toBe('1');
        expect(
          (await seen(page)).controls.filter((control) => /choropleth|map-list/.test(control))
        ).toEqual([]);
        // What it cannot say yet it does not say.
        expect(
          await page
            .locator(
              '#world :is([data-map-world], [data-place] b, [data-map-missing], [data-map-older])'
            )
            .count()
        ).toBe(6);
        expect(
          await page
            .locator('#world :is([data-map-world], [data-place] b, .choropleth-count):visible')
            .count()
        ).toBe(0);
        const before = await layoutShift(page);
        release();
        await page.waitForFunction(() =>
          document.querySelector('[data-map-older] button, button [data-map-older]')
        );
        await atRest(page);
        expect(await mapShown(page)).toEqual(ahead);
        expect(
          (await seen(page)).controls.filter((control) => /choropleth|map-list/.test(control))
        ).not.toEqual([]);
        expect((await activeSteps(page))['world']).toBe(step);
        expect((await layoutShift(page)) - before).toBeLessThan(0.02);
      })
  );

  it.each([phone, desk])(
    'moves nothing of a page opened at the map when its typefaces come after it (%#)',
    (device) =>
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

  it('shows no picture of another year meanwhile', () =>
    onPage(phone, async (page) => {
      const release = await hold(page, onTheWay[0]!);
      await page.goto(siteUrl('id/#world-2018'));
      await alive(page);
      expect(await mapOpacity(page)).toBe('1');
      await jumpTo(
        page,
        await page.evaluate(
          () => scrollY + document.getElementById('world-now')!.getBoundingClientRect().top - 400
        )
      );
      await expect.poll(() => mapOpacity(page)).toBe('0');
      release();
      await expect.poll(() => mapOpacity(page)).toBe('1');
      expect((await mapShown(page)).year).not.toBe('2018');
    }));
});

it('a page opened further down asks for its figures and their data before its script has come, and once', () =>
  onPage(phone, async (page) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').at(-1)!));
    const figures = () => asked.filter((name) => /^(story-figures|map-id)-/.test(name)).length;
    const release = await hold(page, entry);
    await page.goto(siteUrl('id/#world-2018'), { waitUntil: 'commit' });
    await expect.poll(figures).toBe(2);
    await page.locator('#sources').waitFor({ state: 'attached' });
    const scrolled = () => page.evaluate(() => scrollY);
    await expect.poll(scrolled).toBeGreaterThan(0);
    const y = await scrolled();
    await page.mouse.wheel(0, 900);
    await expect.poll(scrolled).toBeGreaterThan(y + 800);
    release();
    await alive(page);
    await expect.poll(() => mapOpacity(page)).toBe('1');
    // Who has gone on meanwhile is not brought back.
    expect(await scrolled()).toBeGreaterThan(y + 400);
    expect(figures()).toBe(2);
    await page.goto(siteUrl('en/'));
    await alive(page);
    expect(asked.filter((name) => /^map-en-/.test(name))).toEqual([]);
  }));
