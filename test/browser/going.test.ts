import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { onPage, useChromium, siteUrl, useSite } from './chromium.ts';
import { activeSteps, atRest, jumpTo } from './reading.ts';

useChromium();
useSite();

const phone = { viewport: { width: 390, height: 844 } };
const still = { ...phone, reducedMotion: 'reduce' } as const;
const hash = (page: Page) => new URL(page.url()).hash.slice(1);
const isAt = (page: Page, id: string | undefined) => expect.poll(() => hash(page)).toBe(id);
const stops = (page: Page) =>
  page.$$eval('[data-section], [data-step]', (all) => all.map(({ id }) => id));
const press = (page: Page, ...ways: ('next' | 'prev')[]) =>
  page.evaluate(
    (all) =>
      all.forEach((way) => document.querySelector<HTMLElement>(`[data-go="${way}"]`)!.click()),
    ways
  );
const topOf = (page: Page, id: string) =>
  page.evaluate((stop) => document.getElementById(stop)!.getBoundingClientRect().top + scrollY, id);

/** Removes the `scrollend` event, which Safari before 26.2 and Chrome before 114 lack. */
const withoutScrollEnd = (page: Page) =>
  page.addInitScript(() => {
    Reflect.deleteProperty(window, 'onscrollend');
    window.addEventListener('scrollend', (event) => event.stopImmediatePropagation(), true);
  });

describe('next and previous, in a browser without scrollend', () => {
  it('go on from where the reader has scrolled, and stop at both ends', () =>
    onPage(still, async (page) => {
      await withoutScrollEnd(page);
      await page.goto(siteUrl('id/'));
      await atRest(page);
      const order = await stops(page);
      const disabled = () =>
        page.$$eval('[data-go]', (all) => all.map((go) => go.getAttribute('aria-disabled')));
      expect(await disabled()).toEqual(['true', 'false']);
      // A dragged scroll bar: no wheel, finger or key.
      await jumpTo(page, (await topOf(page, 'world-2018')) - 400);
      const at = order.indexOf(hash(page));
      expect(at).toBeGreaterThan(5);
      await press(page, 'next');
      await isAt(page, order[at + 1]);
      await press(page, ...order.map(() => 'next' as const));
      await atRest(page);
      expect(await disabled()).toEqual(['false', 'true']);
      await press(page, 'next', 'next', 'prev');
      await isAt(page, order.at(-2));
    }));

  it('count each press while the page is moving, and go on from a wheel that takes over', () =>
    onPage(phone, async (page) => {
      await withoutScrollEnd(page);
      await page.goto(siteUrl('id/'));
      await atRest(page);
      const order = await stops(page);
      await press(page, 'next', 'next', 'next');
      await isAt(page, order[3]);
      const to = (await topOf(page, 'world-2018')) - 400;
      const at = await page.evaluate((y) => {
        const next = document.querySelector<HTMLElement>('[data-go="next"]')!;
        next.click();
        document.body.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
        window.scrollTo({ top: y, behavior: 'instant' });
        next.click();
        return location.hash.slice(1);
      }, to);
      expect(order.indexOf(at)).toBeGreaterThan(5);
      await isAt(page, order[order.indexOf(at) + 1]);
    }));

  it('arrive when the phone is turned on the way', () =>
    onPage(phone, async (page) => {
      await page.goto(siteUrl('id/#speed'));
      await atRest(page);
      const order = await stops(page);
      await page.evaluate(
        () =>
          new Promise<void>((moving) => {
            addEventListener('scroll', () => moving(), { once: true });
            document.querySelector<HTMLElement>('[data-go="next"]')!.click();
          })
      );
      await page.setViewportSize({ width: 844, height: 390 });
      const to = order[order.indexOf('speed') + 1];
      await isAt(page, to);
      await atRest(page);
      expect(hash(page)).toBe(to);
    }));
});

describe('a page opened at a step, in a browser without scroll anchoring', () => {
  /** Safari keeps the distance from the top when the layout above changes. */
  const openAt = async (page: Page, id: string) => {
    await page.addInitScript(() =>
      document.addEventListener(
        'DOMContentLoaded',
        () => (document.documentElement.style.overflowAnchor = 'none')
      )
    );
    await page.goto(siteUrl(`id/#${id}`));
    await atRest(page);
  };

  it('stays at the step when the layout above changes', () =>
    onPage(phone, async (page) => {
      await openAt(page, 'world-2010');
      const top = () =>
        page.evaluate(() => document.getElementById('world-2010')!.getBoundingClientRect().top);
      const before = await top();
      await page.addStyleTag({ content: '#demand { height: 0; overflow: hidden; padding: 0 }' });
      await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThan(3);
      await atRest(page);
      expect(hash(page)).toBe('world-2010');
      expect((await activeSteps(page))['world']).toBe('world-2010');
    }));

  it.each([
    ['by wheel', (page: Page) => page.mouse.wheel(0, 2500)],
    [
      'by a script',
      (page: Page) => page.evaluate(() => window.scrollBy({ top: 2500, behavior: 'instant' }))
    ]
  ])('is left where it was moved %s', (_, move) =>
    onPage(phone, async (page) => {
      await openAt(page, 'world-2010');
      const y = () => page.evaluate(() => scrollY);
      const before = await y();
      await move(page);
      await expect.poll(y).toBeGreaterThan(before + 2000);
      await atRest(page);
      const address = hash(page);
      expect(address).not.toBe('world-2010');
      await page.evaluate(() => (document.getElementById('since')!.style.paddingBottom = '500px'));
      await atRest(page);
      expect(hash(page)).toBe(address);
      expect(await y()).toBeGreaterThan(before + 2000);
    })
  );
});

describe('a link focused by keyboard (WCAG 2.4.11)', () => {
  it.each([
    ['the bar above', 'top'],
    ['the bar below', 'bottom']
  ] as const)('is not covered by %s, where the browser would leave it', (_, edge) =>
    onPage(still, async (page) => {
      await page.goto(siteUrl('id/'));
      await atRest(page);
      // From here on the browser takes the focus to be the keyboard's.
      await page.keyboard.press('Tab');
      const { count, faults } = await page.evaluate((side) => {
        const above = document.querySelector('.bar')!.getBoundingClientRect().bottom;
        const below = document.querySelector('.thumb')!.getBoundingClientRect().top;
        const tall = [
          ...document.querySelectorAll<HTMLElement>('main a:not(.skip), main summary, .foot a')
        ].filter((link) => {
          const { height } = link.getBoundingClientRect();
          return link.checkVisibility() && height > 36 && height < 200;
        });
        const faults = tall.flatMap((link) => {
          const { top, bottom } = link.getBoundingClientRect();
          // Half of it under the bar: a browser does not scroll to what is partly in sight.
          const y = (top + bottom) / 2 - (side === 'top' ? above : below);
          window.scrollBy({ top: y, behavior: 'instant' });
          link.focus({ preventScroll: true });
          const now = link.getBoundingClientRect();
          return now.top < above || now.bottom > below
            ? [`${link.textContent?.trim().slice(0, 40)}: ${now.top} to ${now.bottom}`]
            : [];
        });
        return { count: tall.length, faults };
      }, edge);
      expect(count).toBeGreaterThan(8);
      expect(faults).toEqual([]);
    })
  );
});
