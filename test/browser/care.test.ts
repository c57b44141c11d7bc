import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { sidePages } from '../../src/pages/side/side-page.ts';
import { long, share } from '../slice.ts';
import { axeOn, keepEachKindOfRow } from './axe.ts';
import { onPage, useChromium, useOnePage } from './chromium.ts';
import { atRest, jumpTo, withoutScripts } from './reading.ts';
import { siteUrl, useSite } from './site.ts';

useChromium();
useSite();

const phone = { viewport: { width: 390, height: 844 } };
const wide = { viewport: { width: 1280, height: 900 } };

/**
 * One page for all that ask for it, each of whom finds it at rest at the step of 2018, nothing
 * opened and nothing in focus.
 */
const atStep = useOnePage(wide, async (page, again) => {
  if (again) {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.goto(siteUrl('en/#world-2000'));
  }
  await page.goto(siteUrl('en/#world-2018'));
  await atRest(page);
  expect(await page.locator('.answer-panel:popover-open, .sections[open]').count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
});
/** Another, which is made as wide as each wants it. */
const asWide = useOnePage(phone, async (page, again) => {
  if (!again) await page.goto(siteUrl('id/'));
});

/**
 * Answers every address outside the site with an empty page, so that leaving can be watched without
 * a network.
 */
async function watchLeaving(page: Page): Promise<string[]> {
  const left: string[] = [];
  const site = new URL(siteUrl('')).origin;
  await page.route(
    (url) => url.origin !== site,
    (route) => {
      left.push(route.request().url());
      return route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>' });
    }
  );
  return left;
}

describe('the list of sections', () => {
  it('closes with Esc, which gives the focus back, with a choice, and with a press, a scroll or the focus elsewhere', () =>
    atStep(async (page) => {
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
      await open();
      await page.mouse.click(640, 500);
      await expectClosed();
      await open();
      await page.mouse.move(640, 500);
      await page.mouse.wheel(0, 200);
      await expectClosed();
      await open();
      await page.locator('.help-link').focus();
      await expectClosed();
      await open();
      await page.locator('[data-section-link="speed"]').click();
      await expectClosed();
    }));
});

describe('leaving the page (standards S25)', () => {
  it.each([
    ['with script', true],
    ['without script', false]
  ])('works %s, and sends no word of where the reader was', (_, script) =>
    onPage(phone, async (page) => {
      if (!script) await withoutScripts(page);
      const left = await watchLeaving(page);
      await page.goto(siteUrl('id/'));
      const entries = await page.evaluate(() => history.length);
      const [request] = await Promise.all([
        page.waitForRequest((asked) => asked.url().startsWith('https://')),
        page.click('.thumb a[data-leave]')
      ]);
      expect(await request.headerValue('referer')).toBeNull();
      await page.waitForURL('https://www.bmkg.go.id/**');
      expect(left.length).toBeGreaterThan(0);
      // Back does not lead straight here.
      expect(await page.evaluate(() => history.length)).toBe(script ? entries : entries + 1);
    })
  );

  it('leaves on three presses of Shift and not on two, on one that is held, nor on three far apart', () =>
    onPage(wide, async (page) => {
      const left = await watchLeaving(page);
      await page.clock.install();
      await page.goto(siteUrl('en/'));
      for (let repeats = 0; repeats < 4; repeats++) await page.keyboard.down('Shift');
      await page.keyboard.up('Shift');
      await page.keyboard.press('Shift');
      await page.clock.fastForward(5001);
      await page.keyboard.press('Shift');
      await page.keyboard.press('Shift');
      await page.keyboard.press('a');
      await page.keyboard.press('Shift');
      expect(await page.locator('.leave-cover').count()).toBe(0);
      expect(left).toEqual([]);
      await page.keyboard.press('Shift');
      await page.keyboard.press('Shift');
      await page.waitForURL('https://www.bbc.co.uk/**');
    }));

  it('covers what was read and its title at once, until Back brings it back', () =>
    onPage(wide, async (page) => {
      await watchLeaving(page);
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

  it.each([320, 390, 1280])(
    'is on screen at the top, in the middle and at the end at %i px',
    (width) =>
      asWide(async (page) => {
        await page.setViewportSize({ width, height: 700 });
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        for (const share of [0, 0.5, 1]) {
          await jumpTo(page, height * share);
          const onTop = await page.evaluate(() => {
            const box = document.querySelector('.thumb a[data-leave]')!.getBoundingClientRect();
            const at = document.elementFromPoint(
              box.left + box.width / 2,
              box.top + box.height / 2
            );
            return at?.closest('a[data-leave]') !== null && box.height >= 24;
          });
          expect(onTop).toBe(true);
        }
      })
  );
});

describe('ways to help', () => {
  it('part what is said of one number from the next, where both stand on a line', () =>
    onPage({ viewport: { width: 1280, height: 800 } }, async (page) => {
      await page.goto(siteUrl('en/'));
      // A line with room for all, as some engine has it at some width.
      await page.addStyleTag({
        content:
          '#help .needs { display: block } #help * { max-width: none } #help li { white-space: nowrap }'
      });
      const gaps = await page.$$eval('#help .contact + .small', (notes) =>
        notes.flatMap((note) => {
          const next = note.nextElementSibling;
          if (!next) return [];
          const words = document.createRange();
          words.selectNodeContents(note);
          return next.getBoundingClientRect().left - words.getBoundingClientRect().right;
        })
      );
      expect(gaps.length).toBeGreaterThan(0);
      expect(Math.min(...gaps)).toBeGreaterThan(2);
    }));
});

describe('every number answers', () => {
  it.each(['Enter', 'click'])(
    'opens beside the text by %s, closes with Escape and gives the focus back',
    (way) =>
      atStep(async (page) => {
        const number = page.locator('#world-2018 a.ask').first();
        await number.focus();
        // Where the reader asks for a tab or a window of its own, the note opens in that.
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
        if (way === 'Enter') await page.keyboard.press('Enter');
        else await number.click();
        const panel = page.locator('.answer-panel');
        expect(await panel.isVisible()).toBe(true);
        expect(await panel.innerText()).toContain('World Bank');
        // It is the same panel, whatever opens it.
        if (long || way === 'Enter') {
          const { violations } = await axeOn(page).include('.answer-panel').analyze();
          expect(violations.map(({ id }) => id)).toEqual([]);
        }
        // Tab leads into the note, its source first.
        await page.keyboard.press('Tab');
        expect(
          await panel
            .locator('a:visible')
            .first()
            .evaluate((link) => link === document.activeElement)
        ).toBe(true);
        await page.keyboard.press('Escape');
        expect(await panel.isVisible()).toBe(false);
        expect(await page.evaluate(() => document.activeElement?.className)).toBe('ask');
        expect(page.url()).toContain('#world-2018');
        await number.press('Enter');
        await panel.getByRole('button').click();
        expect(await panel.isVisible()).toBe(false);
        // Below the number where there is room, else above it; from edge to edge of the window.
        const sides = await panel.evaluate((note: HTMLElement) => {
          const leftOf = (link: Element) => link.getBoundingClientRect().left;
          const [last] = [...document.querySelectorAll<HTMLElement>('#world a.ask')].sort(
            (one, other) => leftOf(other) - leftOf(one)
          );
          return (['start', 'end'] as const).map((block) => {
            last!.scrollIntoView({ block, behavior: 'instant' });
            const at = last!.getBoundingClientRect();
            last!.click();
            const { top, bottom, left, right } = note.getBoundingClientRect();
            note.hidePopover();
            return [
              top > at.bottom,
              bottom < at.top,
              left >= 0 && right < innerWidth && right - left > innerWidth - at.left
            ];
          });
        });
        expect(sides).toEqual([
          [true, false, true],
          [false, true, true]
        ]);
      })
  );

  it('opens in sight on a page that fingers have made larger', () =>
    onPage({ ...phone, isMobile: true, hasTouch: true }, async (page) => {
      await page.goto(siteUrl('en/#world-2018'));
      await atRest(page);
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2.5 });
      await expect.poll(() => page.evaluate(() => visualViewport?.scale)).toBe(2.5);
      const before = await page.evaluate(() => scrollY);
      await page.locator('#world-2018 a.ask').first().dispatchEvent('click');
      const seen = () =>
        page.evaluate(() => {
          const { top, bottom } = document.querySelector('.answer-panel')!.getBoundingClientRect();
          const { offsetTop, height } = visualViewport!;
          return top >= offsetTop - 1 && bottom <= offsetTop + height + 1;
        });
      await expect.poll(seen).toBe(true);
      expect(await page.evaluate(() => scrollY)).toBe(before);
    }));

  it('leads to its note without script', () =>
    onPage(phone, async (page) => {
      await withoutScripts(page);
      await page.goto(siteUrl('id/'));
      await page.locator('#world-2018 a.ask').first().click();
      expect(new URL(page.url()).hash).toBe('#n-world-2018');
      const top = await page
        .locator('#n-world-2018')
        .evaluate((note) => note.getBoundingClientRect().top);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(top).toBeLessThan(844);
    }));
});

describe('the figures', () => {
  it('are not loaded for a reader who stays on the cover, and are once the reader moves', () =>
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
      await page.locator('#lookup select').waitFor({ state: 'attached' });
      await atRest(page);
      expect(scripts).toHaveLength(2);
      await page.locator('#place').scrollIntoViewIfNeeded();
      await expect.poll(() => scripts.length).toBe(3);
    }));

  it('show the step that is asked for, though their script comes late', () =>
    onPage(wide, async (page) => {
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/story-figures-*.js', async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(siteUrl('en/#world-1990'));
      const drawn = await page.locator('[data-map-year]').innerText();
      expect(drawn).not.toBe('2000');
      await page.locator('#world-2000').scrollIntoViewIfNeeded();
      await page.evaluate(() => document.getElementById('world-2000')?.scrollIntoView());
      await atRest(page);
      expect(await page.locator('[data-map-year]').innerText()).toBe(drawn);
      release();
      await expect.poll(() => page.locator('[data-map-year]').innerText()).toBe('2000');
    }));
});

describe.concurrent.each(languages)('the pages beside the story in %s', (language) => {
  it.each(share(sidePages, 2, languages.indexOf(language)))(
    '%s: axe finds nothing, by day and by night, and nothing scrolls sideways at 320 px',
    (id) =>
      onPage({ viewport: { width: 320, height: 640 } }, async (page) => {
        const night = share(sidePages, 6, languages.indexOf(language)).includes(id);
        for (const colorScheme of night ? (['light', 'dark'] as const) : (['light'] as const)) {
          await page.emulateMedia({ colorScheme });
          await page.goto(siteUrl(`${language}/${id}/`));
          await page.evaluate(() =>
            document
              .querySelectorAll('details')
              .forEach((details) => details.setAttribute('open', ''))
          );
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
          await keepEachKindOfRow(page);
          // What night changes is colour alone.
          const axe = axeOn(page);
          const { violations } = await (
            colorScheme === 'light' ? axe : axe.withRules('color-contrast')
          ).analyze();
          expect(
            violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html.slice(0, 160)}`)
          ).toEqual([]);
        }
      })
  );

  // What night changes is colour alone, which access.test.ts looks at step by step.
  it.runIf(long)('the story passes axe by night', () =>
    onPage({ ...wide, colorScheme: 'dark' }, async (page) => {
      await page.goto(siteUrl(`${language}/`));
      await atRest(page);
      const { violations } = await axeOn(page).withRules('color-contrast').analyze();
      expect(
        violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`
        )
      ).toEqual([]);
    })
  );
});
