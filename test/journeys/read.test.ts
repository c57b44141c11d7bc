import type { BrowserContextOptions, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { languages, type Language } from '../../src/locale/languages.ts';
import { axeFaults } from '../browser/axe.ts';
import { onPage, useChromium, siteUrl, useSite } from '../browser/chromium.ts';
import {
  activeSteps,
  atRest,
  jumpTo,
  layoutShift,
  typefaces,
  watchLayoutShift,
  withoutScripts
} from '../browser/reading.ts';
import { textFaults } from '../browser/text-lines.ts';
import { addressed, desktop, isFocused, isUncovered, say, smallPhone, watch } from './walk.ts';

useChromium();
useSite();

const still = { reducedMotion: 'reduce' } as const;

const stopsOf = (page: Page) =>
  page.$$eval('[data-section], [data-step]', (stops) => stops.map(({ id }) => id));

const readToTheEnd = (page: Page) =>
  page.evaluate(async () => {
    const years = new Set<string>();
    for (let before = -1; scrollY > before;) {
      before = scrollY;
      scrollBy({ top: innerHeight / 4, behavior: 'instant' });
      // On a busy machine the map follows a frame later.
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      // Until the reader is there, the map shows what it shows without script.
      if (document.getElementById('world')!.getBoundingClientRect().top < innerHeight)
        years.add(document.querySelector('[data-map-year]')!.textContent);
    }
    return [...years].map(Number);
  });

const articleOf = (page: Page) =>
  page.$$eval('main :is(h1, h2, h3, p, li)', (parts) =>
    parts
      .filter((part) => !part.closest('[data-figure], #place, #lookup'))
      .map(({ textContent }) => textContent?.trim())
  );

describe('a reader', () => {
  it.each([
    ['id', smallPhone],
    ['en', desktop]
  ] as [Language, BrowserContextOptions][])(
    'scrolls through the story (%s): the map follows, nothing jumps, and no other site is asked',
    (language, device) =>
      onPage(device, async (page, context) => {
        const watched = watch(page);
        await watchLayoutShift(page);
        await page.goto(siteUrl(`${language}/`));
        await typefaces(page);
        const entries = await page.evaluate(() => history.length);
        // The first move loads the figures: wait for them, so that no year passes unseen.
        await page.mouse.wheel(0, 1);
        await page.locator('#world select').waitFor({ state: 'attached' });
        const years = await readToTheEnd(page);
        const newest = (await page.locator('#world-now').getAttribute('data-step'))!.split(' ');
        const told = [1990, 2010, 2018, Number(newest.at(-1))];
        expect(years.filter((year) => told.includes(year))).toEqual(told);
        await atRest(page);
        expect(await layoutShift(page)).toBeLessThan(0.02);
        expect(watched).toEqual({ errors: [], origins: new Set([new URL(siteUrl('')).origin]) });
        const kept = () => [localStorage.length, sessionStorage.length, history.length];
        expect(await page.evaluate(kept)).toEqual([0, 0, entries]);
        expect(await context.cookies()).toEqual([]);
      })
  );

  it('skips the bar, goes on by the step buttons, and comes back to the step after a reload (WCAG 2.4.1)', () =>
    onPage({ ...smallPhone, ...still }, async (page) => {
      const label = say('en');
      await page.goto(siteUrl('en/'));
      await atRest(page);
      await page.keyboard.press('Tab');
      expect(await isFocused(page.getByRole('link', { name: label('nav.skip') }))).toBe(true);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement!.closest('main') !== null)).toBe(
        true
      );
      const stops = await stopsOf(page);
      const [next, previous] = [
        page.getByRole('button', { name: label('nav.next') }),
        page.getByRole('button', { name: label('nav.previous') })
      ];
      await jumpTo(page, 0);
      await next.focus();
      for (const stop of stops.slice(1, 6)) {
        await page.keyboard.press('Enter');
        await expect.poll(() => addressed(page)).toBe(stop);
      }
      expect(await isFocused(next)).toBe(true);
      await previous.press('Enter');
      await expect.poll(() => addressed(page)).toBe(stops[4]);
      await page.reload();
      await atRest(page);
      await expect.poll(() => addressed(page)).toBe(stops[4]);
    }));

  it('opens a shared step, changes the language there, and goes back', () =>
    onPage(smallPhone, async (page) => {
      await page.goto(siteUrl('id/#world-2010'));
      await atRest(page);
      await expect.poll(() => page.locator('[data-map-year]').textContent()).toBe('2010');
      await page.getByRole('link', { name: say('id')('nav.language') }).click();
      await page.waitForURL(siteUrl('en/#world-2010'));
      await atRest(page);
      await expect.poll(async () => (await activeSteps(page))['world']).toBe('world-2010');
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
      await page.goBack();
      await page.waitForURL(siteUrl('id/#world-2010'));
    }));

  it('asks where a number comes from, by click and by key, and goes on reading', () =>
    onPage(desktop, async (page) => {
      await page.goto(siteUrl('en/#world-2018'));
      await atRest(page);
      const number = page.locator('#world-2018').getByRole('link', { name: '49%' });
      const answer = page.getByRole('dialog');
      for (const ask of [() => number.click(), () => number.press('Enter')]) {
        await ask();
        await answer.getByText('World Bank').first().waitFor();
        expect(await axeFaults(page, (axe) => axe.include('[role="dialog"]'))).toEqual([]);
        await page.keyboard.press('Tab');
        expect(await isFocused(answer.getByRole('link').first())).toBe(true);
        await page.keyboard.press('Escape');
        await answer.waitFor({ state: 'hidden' });
        await expect.poll(() => isFocused(number)).toBe(true);
      }
      await number.click();
      await answer.getByRole('button', { name: say('en')('answer.close') }).click();
      await answer.waitFor({ state: 'hidden' });
      expect(addressed(page)).toBe('world-2018');
    }));

  it('picks a country and a year of birth, which the other figures follow and no request names', () =>
    onPage(smallPhone, async (page) => {
      const label = say('id');
      await page.goto(siteUrl('id/'));
      await page.mouse.wheel(0, 200);
      const place = page.getByRole('region', { name: label('place.title') });
      await place.scrollIntoViewIfNeeded();
      const country = place.getByRole('combobox', { name: label('place.country'), exact: true });
      await expect.poll(() => country.inputValue()).toBe('IDN');
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      const before = await page.evaluate(() => [history.length, location.href]);
      await place.getByRole('combobox', { name: label('place.birth') }).selectOption('1987');
      await country.selectOption('BRA');
      await place.getByRole('status').getByText('Brasil').first().waitFor();
      await page
        .locator('#speed')
        .getByText(/^Brasil: /)
        .waitFor();
      expect(asked.filter((address) => /BRA|1987|bras/i.test(address))).toEqual([]);
      expect(await page.evaluate(() => [history.length, location.href])).toEqual(before);
      await page.reload();
      await place.scrollIntoViewIfNeeded();
      await expect.poll(() => country.inputValue()).toBe('IDN');
    }));

  it.each([
    ['id', smallPhone],
    ['en', desktop]
  ] as [Language, BrowserContextOptions][])(
    'finds help and the way out (%s) at every height, by keyboard first, and leaves without a trace',
    (language, device) =>
      onPage(device, async (page) => {
        const label = say(language);
        await page.route(label('leave.href'), (route) =>
          route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' })
        );
        await page.goto(siteUrl(`${language}/`));
        const bar = page.getByRole('banner');
        const help = bar.getByRole('link', { name: label('nav.help') });
        const leave = bar.getByRole('link', { name: label('leave.link') });
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        for (const share of [0, 0.5, 1]) {
          await jumpTo(page, height * share);
          expect([share, await isUncovered(help), await isUncovered(leave.last())]).toEqual([
            share,
            true,
            true
          ]);
        }
        // The first stops of the keyboard: skip link, chapters, help, the way out.
        await jumpTo(page, 0);
        for (let press = 0; press < 4; press++) await page.keyboard.press('Tab');
        expect(await isFocused(leave.first())).toBe(true);
        expect(await isUncovered(leave.first())).toBe(true);
        await page.keyboard.press('Shift+Tab');
        expect(await isFocused(help)).toBe(true);
        await page.keyboard.press('Enter');
        await expect.poll(() => addressed(page)).toBe('help');
        // Beside a phone's map.
        await page.goto(siteUrl(`${language}/#world-2018`));
        await atRest(page);
        expect(await isUncovered(leave.last())).toBe(true);
        const entries = await page.evaluate(() => history.length);
        const [request] = await Promise.all([
          page.waitForRequest(label('leave.href')),
          leave.last().click()
        ]);
        expect(await request.headerValue('referer')).toBeNull();
        await page.waitForURL(label('leave.href'));
        expect(await page.evaluate(() => history.length)).toBe(entries);
      })
  );

  it('turns motion off: nothing moves, and each step of the map has a map of its own', () =>
    onPage({ ...smallPhone, ...still }, async (page) => {
      await page.goto(siteUrl('id/#world-2018'));
      await atRest(page);
      expect(await page.locator('#world-2018').getByRole('img').isVisible()).toBe(true);
      // The large map stays behind: beside the step's own it would be a second one.
      const large = await page.locator('.choropleth-map').boundingBox();
      expect(large!.y + large!.height).toBeLessThan(0);
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      for (let share = 0; share <= 1; share += 0.1) {
        const running = await page.evaluate(async (top) => {
          scrollTo({ top, behavior: 'instant' });
          for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
          return document.getAnimations().filter(({ playState }) => playState === 'running').length;
        }, share * height);
        expect([share, running]).toEqual([share, 0]);
      }
      await jumpTo(page, 0);
      const landed = await page
        .getByRole('button', { name: say('id')('nav.next') })
        .evaluate(async (button: HTMLElement) => {
          button.click();
          const first = scrollY;
          for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
          return { first, last: scrollY };
        });
      expect(landed.first).toBeGreaterThan(0);
      expect(landed.last).toBe(landed.first);
    }));

  it.each(languages)(
    'without script (%s) has every word, picture, table and number’s note',
    (language) =>
      onPage({ viewport: { width: 320, height: 640 } }, async (page) => {
        await page.goto(siteUrl(`${language}/`));
        await atRest(page);
        const withScript = await articleOf(page);
        await withoutScripts(page);
        await page.goto(siteUrl(`${language}/`));
        expect(await articleOf(page)).toEqual(withScript);
        const hidden = await page.$$eval('.step, .step :is(h3, p), .help a, main svg', (parts) =>
          parts
            .filter((part) => !part.closest('details:not([open]), [hidden], [aria-hidden="true"]'))
            .filter(
              (part) => !part.checkVisibility({ visibilityProperty: true, opacityProperty: true })
            )
            .map((part) => part.outerHTML.slice(0, 120))
        );
        expect(hidden).toEqual([]);
        const rows = await page.$$eval('main details', (all) => {
          for (const details of all) details.setAttribute('open', '');
          return [...document.querySelectorAll('main table')].map((table) =>
            table.checkVisibility() ? table.querySelectorAll('tbody tr').length : 0
          );
        });
        expect(rows.length).toBeGreaterThanOrEqual(7);
        expect(rows.filter((count) => count === 0)).toEqual([]);
        expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
        await page.locator('#world-2018').getByRole('link', { name: '49%' }).click();
        expect(addressed(page)).toBe('n-world-2018');
        expect(await page.locator('#n-world-2018').isVisible()).toBe(true);
      })
  );

  it('with a screen reader meets no fault that axe finds, and at 400 % zoom loses no text (WCAG 1.4.10, 4.1.2)', () =>
    onPage(
      { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4, ...still },
      async (page) => {
        await page.goto(siteUrl('id/'));
        await atRest(page);
        expect(await textFaults(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
        expect(await axeFaults(page, (axe) => axe.disableRules('color-contrast'))).toEqual([]);
      }
    ));

  it('prints every step, note and helpline', () =>
    onPage(desktop, async (page) => {
      await page.goto(siteUrl('id/#world-2010'));
      await atRest(page);
      const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ format: 'A4' })));
      const { text } = await extractText(pdf, { mergePages: true });
      // Lines break elsewhere on paper.
      const bare = (words: string) => words.replace(/[\s\u00ad]+/g, '');
      const printed = bare(text);
      for (const part of ['.step h3', '.answers li p:first-child', '#help a[href^="tel:"]']) {
        const texts = await page.locator(part).allTextContents();
        expect(texts.length, part).toBeGreaterThan(1);
        expect(texts.filter((one) => !printed.includes(bare(one)))).toEqual([]);
      }
    }));

  it('finds the lite edition, which is one request and leads back', () =>
    onPage(smallPhone, async (page) => {
      const label = say('id');
      const watched = watch(page);
      await page.goto(siteUrl('id/'));
      await page.getByRole('banner').locator('summary').click();
      await page
        .getByRole('banner')
        .getByRole('link', { name: label('nav.lite') })
        .click();
      await page.waitForURL(siteUrl('id/lite/'));
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.reload({ waitUntil: 'networkidle' });
      expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([siteUrl('id/lite/')]);
      expect(watched.errors).toEqual([]);
      await page
        .getByRole('link', { name: label('lite.whole') })
        .first()
        .click();
      await page.waitForURL(siteUrl('id/?whole'));
    }));
});
