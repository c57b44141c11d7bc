import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { sidePages } from '../../src/pages/side/side-page.ts';
import { share } from '../slice.ts';
import { axeFaults, keepEachKindOfRow } from './axe.ts';
import { onPage, useChromium, siteUrl, useSite } from './chromium.ts';
import { readWith, twice } from './reader-style.ts';
import { atRest } from './reading.ts';

useChromium();
useSite();

const phone = { viewport: { width: 390, height: 844 } };
const desktop = { viewport: { width: 1280, height: 900 } };

async function catchLeaving(page: Page) {
  const asked: string[] = [];
  const site = new URL(siteUrl('')).origin;
  await page.route(
    (url) => url.origin !== site,
    (route) => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' });
    }
  );
  return asked;
}

describe('the list of sections', () => {
  it('closes with Esc, which returns the focus, and with a choice, press, scroll or focus elsewhere', () =>
    onPage(desktop, async (page) => {
      await page.goto(siteUrl('en/#world-2018'));
      await atRest(page);
      const open = async () => {
        await page.locator('.sections > summary').press('Enter');
        expect(await page.locator('.sections').getAttribute('open')).toBe('');
      };
      const expectClosed = () => page.locator('.sections:not([open])').waitFor();
      await open();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Escape');
      await expectClosed();
      expect(await page.evaluate(() => document.activeElement?.localName)).toBe('summary');
      const elsewhere = [
        () => page.mouse.click(640, 500),
        () => page.mouse.wheel(0, 200),
        () => page.locator('.help-link').focus(),
        () => page.locator('[data-section-link="speed"]').click()
      ];
      for (const act of elsewhere) {
        await open();
        await act();
        await expectClosed();
      }
    }));
});

describe('leaving the page (standards S25)', () => {
  it('takes three presses of Shift in a row, not two, a held key or slow presses', () =>
    onPage(desktop, async (page) => {
      const asked = await catchLeaving(page);
      await page.clock.install();
      await page.goto(siteUrl('en/'));
      for (let repeats = 0; repeats < 4; repeats++) await page.keyboard.down('Shift');
      await page.keyboard.up('Shift');
      await page.keyboard.press('Shift');
      await page.clock.fastForward(5001);
      for (const key of ['Shift', 'Shift', 'a', 'Shift']) await page.keyboard.press(key);
      expect(await page.locator('.leave-cover').count()).toBe(0);
      expect(asked).toEqual([]);
      await page.keyboard.press('Shift');
      await page.keyboard.press('Shift');
      await page.waitForURL('https://www.bbc.co.uk/**');
    }));

  it('covers the page and its title at once, until Back shows it again', () =>
    onPage(desktop, async (page) => {
      await catchLeaving(page);
      await page.goto(siteUrl('en/#world-2018'));
      const covered = await page.evaluate(() => {
        document.querySelector<HTMLElement>('.thumb a[data-leave]')?.click();
        const at = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
        const title = document.title;
        dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
        return [at?.className, title, document.querySelectorAll('.leave-cover').length];
      });
      expect(covered).toEqual(['leave-cover', '…', 0]);
    }));
});

describe('nothing ever covers “Leave this page” (standards S44)', () => {
  const isClear = (page: Page) =>
    page.locator('a.leave').evaluate((link) => {
      const { left, right, top, bottom } = link.getBoundingClientRect();
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const isSeen = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
      return isSeen && hit !== null && link.contains(hit);
    });
  async function expectClear(page: Page) {
    const covered: string[] = [];
    const look = async (state: string) => {
      if (!(await isClear(page))) covered.push(state);
    };
    await look('at rest');
    await page.locator('.sections').evaluate((menu: HTMLDetailsElement) => (menu.open = true));
    await look('the list of sections');
    await page.locator('.sections a').last().focus();
    await look('its last link');
    await page.keyboard.press('Escape');
    for (const block of ['start', 'center', 'end'] as const) {
      const number = page.locator('#world-2018 a.ask').first();
      await number.evaluate((link, at) => link.scrollIntoView({ block: at }), block);
      await number.dispatchEvent('click');
      await page.getByRole('dialog').waitFor();
      await look(`an answer, its number at the ${block}`);
      await page.keyboard.press('Escape');
    }
    await page.evaluate(() => {
      scrollTo(0, 0);
      document.querySelector<HTMLElement>('.overdue')?.removeAttribute('hidden');
    });
    await look('the banner of an overdue review');
    for (let press = 1; press <= 5; press++) {
      await page.keyboard.press('Tab');
      await look(`stop ${press} of the keyboard`);
    }
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await look('at the end');
    expect(covered).toEqual([]);
  }
  const landscape = { width: 640, height: 360 };
  const zoomed = { width: 320, height: 256 };
  it.each([
    ['id', { width: 320, height: 640 }, ''],
    ['id', { width: 390, height: 844 }, ''],
    ['en', { width: 360, height: 640 }, twice],
    ['en', { width: 768, height: 1024 }, ''],
    ['id', { width: 900, height: 1000 }, ''],
    ['en', { width: 1440, height: 900 }, twice],
    ['id', landscape, ''],
    ['en', zoomed, '']
  ] as const)('%s, %o %s', (language, viewport, css) =>
    onPage({ viewport }, async (page) => {
      await readWith(page, css);
      await page.goto(siteUrl(`${language}/#world-2018`));
      await atRest(page);
      await expectClear(page);
    })
  );
});

describe('the answer of a number', () => {
  it('opens below the number or above it, and in a tab of its own with Ctrl, Cmd or Shift', () =>
    onPage(desktop, async (page) => {
      await page.goto(siteUrl('en/#world-2018'));
      await atRest(page);
      const number = page.locator('#world-2018 a.ask').first();
      const taken = await number.evaluate((link) =>
        ['ctrlKey', 'metaKey', 'shiftKey'].filter((key) => {
          let prevented = false;
          const look = (event: Event) => {
            prevented = event.defaultPrevented;
            event.preventDefault();
          };
          addEventListener('click', look, { once: true });
          link.dispatchEvent(
            new MouseEvent('click', { bubbles: true, cancelable: true, [key]: true })
          );
          return prevented;
        })
      );
      expect(taken).toEqual([]);
      for (const block of ['start', 'end'] as const) {
        await number.evaluate((link, at) => link.scrollIntoView({ block: at }), block);
        await number.press('Enter');
        const [asked, answer] = await Promise.all([
          number.boundingBox(),
          page.getByRole('dialog').boundingBox()
        ]);
        const isClear =
          answer!.y > asked!.y + asked!.height || answer!.y + answer!.height < asked!.y;
        expect([block, isClear, answer!.y >= 0 && answer!.y + answer!.height <= 900]).toEqual([
          block,
          true,
          true
        ]);
        await page.keyboard.press('Escape');
      }
    }));

  it('opens in sight on a page zoomed by pinching', () =>
    onPage({ ...phone, isMobile: true, hasTouch: true }, async (page) => {
      await page.goto(siteUrl('en/#world-2018'));
      await atRest(page);
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2.5 });
      await expect.poll(() => page.evaluate(() => visualViewport?.scale)).toBe(2.5);
      const before = await page.evaluate(() => scrollY);
      await page.locator('#world-2018 a.ask').first().dispatchEvent('click');
      const seen = () =>
        page.getByRole('dialog').evaluate((answer) => {
          const { top, bottom } = answer.getBoundingClientRect();
          const { offsetTop, height } = visualViewport!;
          return top >= offsetTop - 1 && bottom <= offsetTop + height + 1;
        });
      await expect.poll(seen).toBe(true);
      expect(await page.evaluate(() => scrollY)).toBe(before);
    }));
});

describe('the scripts of the figures', () => {
  it('load when the reader first moves, that of the place when it is near', () =>
    onPage(phone, async (page) => {
      const scripts: string[] = [];
      page.on('request', (request) => {
        if (request.resourceType() === 'script') scripts.push(request.url());
      });
      await page.goto(siteUrl('id/'));
      await atRest(page);
      expect(scripts).toHaveLength(1);
      await page.mouse.wheel(0, 400);
      await expect.poll(() => scripts.length).toBe(2);
      await page.locator('#speed [role="status"]').waitFor({ state: 'attached' });
      await atRest(page);
      expect(scripts).toHaveLength(2);
      await page.locator('#place').scrollIntoViewIfNeeded();
      await expect.poll(() => scripts.length).toBe(3);
    }));
});

describe.concurrent.each(languages)('the pages beside the story in %s', (language) => {
  it.each(share(sidePages, 2, languages.indexOf(language)))(
    '%s: axe finds no fault (WCAG 2.4.6)',
    (id) =>
      onPage({ viewport: { width: 320, height: 640 } }, async (page) => {
        await page.goto(siteUrl(`${language}/${id}/`));
        await page.$$eval('details', (all) => all.forEach((one) => one.setAttribute('open', '')));
        await keepEachKindOfRow(page);
        expect(await axeFaults(page)).toEqual([]);
        await page.emulateMedia({ colorScheme: 'dark' });
        expect(await axeFaults(page, (axe) => axe.withRules('color-contrast'))).toEqual([]);
      })
  );
});
