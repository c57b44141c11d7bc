import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { onPage, useChromium, useOnePage } from './chromium.ts';
import { activeSteps, atRest, jumpTo } from './reading.ts';
import { siteUrl, useSite } from './site.ts';

useChromium();
useSite();

const phone = { viewport: { width: 390, height: 844 } };
const still = { ...phone, reducedMotion: 'reduce' } as const;
const hash = (page: Page) => new URL(page.url()).hash.slice(1);
const stops = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('[data-section], [data-step]')].map(({ id }) => id)
  );
const off = (page: Page) =>
  page.$$eval('[data-go]', (buttons) =>
    Object.fromEntries(
      buttons.map((button) => [
        button.getAttribute('data-go'),
        button.getAttribute('aria-disabled')
      ])
    )
  );
const topOf = (page: Page, id: string) =>
  page.evaluate((stop) => document.getElementById(stop)!.getBoundingClientRect().top + scrollY, id);

/**
 * Takes the event away that says that a scroll has ended: Safari before 26.2 and Chrome before 114
 * have none.
 */
const withoutScrollEnd = (page: Page) =>
  page.addInitScript(() => {
    Reflect.deleteProperty(window, 'onscrollend');
    window.addEventListener('scrollend', (event) => event.stopImmediatePropagation(), true);
  });

describe('next and previous', () => {
  it('go on from where the reader has read by hand, in a browser that does not say when a scroll ends', () =>
    onPage(still, async (page) => {
      await withoutScrollEnd(page);
      await page.goto(siteUrl('id/'));
      await atRest(page);
      expect(await page.evaluate(() => 'onscrollend' in window)).toBe(false);
      const order = await stops(page);
      expect(await off(page)).toEqual({ prev: 'true', next: 'false' });
      await page.locator('[data-go="next"]').click();
      await atRest(page);
      expect(hash(page)).toBe(order[1]);
      // A dragged scroll bar: no wheel, no finger, no key.
      await jumpTo(page, (await topOf(page, 'world-2018')) - 400);
      const at = order.indexOf(hash(page));
      expect(at).toBeGreaterThan(5);
      await page.locator('[data-go="next"]').click();
      await atRest(page);
      expect(hash(page)).toBe(order[at + 1]);
      // What is pressed beyond the end does not count.
      const press = async (ways: string[]) => {
        await page.evaluate(
          (all) =>
            all.forEach((way) =>
              document.querySelector<HTMLElement>(`[data-go="${way}"]`)!.click()
            ),
          ways
        );
        await atRest(page);
      };
      await press(order.map(() => 'next'));
      expect(await off(page)).toEqual({ prev: 'false', next: 'true' });
      await press(['next', 'next', 'prev']);
      expect(hash(page)).toBe(order.at(-2));
    }));

  it('go on from where a reader’s wheel has taken over from them', () =>
    onPage(phone, async (page) => {
      await withoutScrollEnd(page);
      await page.goto(siteUrl('id/'));
      await atRest(page);
      const order = await stops(page);
      const to = (await topOf(page, 'world-2018')) - 400;
      // Neither the page that the button moves nor the reader comes to rest between.
      const at = await page.evaluate((y) => {
        const next = document.querySelector<HTMLElement>('[data-go="next"]')!;
        next.click();
        document.body.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
        window.scrollTo({ top: y, behavior: 'instant' });
        next.click();
        return location.hash.slice(1);
      }, to);
      expect(order.indexOf(at)).toBeGreaterThan(5);
      await page.waitForFunction((id) => location.hash === `#${id}`, order[order.indexOf(at) + 1]);
    }));

  it('count each press while the page is still moving', () =>
    onPage(phone, async (page) => {
      await withoutScrollEnd(page);
      await page.goto(siteUrl('en/'));
      await atRest(page);
      const order = await stops(page);
      await page.evaluate(() => {
        for (let presses = 0; presses < 3; presses++)
          document.querySelector<HTMLElement>('[data-go="next"]')!.click();
      });
      await page.waitForFunction((id) => location.hash === `#${id}`, order[3]);
    }));

  it('arrive where they were pressed to go when the phone turns on the way', () =>
    onPage(phone, async (page) => {
      await page.goto(siteUrl('id/#speed'));
      await atRest(page);
      const order = await stops(page);
      const to = order[order.indexOf('speed') + 1]!;
      await page.evaluate(
        () =>
          new Promise<void>((moving) => {
            addEventListener('scroll', () => moving(), { once: true });
            document.querySelector<HTMLElement>('[data-go="next"]')!.click();
          })
      );
      await page.setViewportSize({ width: 844, height: 390 });
      await page.waitForFunction((id) => location.hash === `#${id}`, to);
      await atRest(page);
      expect(hash(page)).toBe(to);
    }));
});

describe('a page opened at a step', () => {
  /**
   * In a browser that keeps the distance from the top, rather than what is read, when the layout
   * above changes (Safari).
   */
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
  /** What stands above takes less room than before, as when its letters come. */
  const shrinkAbove = (page: Page) =>
    page.evaluate(
      () =>
        (document.getElementById('response')!.style.cssText =
          'height: 0; overflow: hidden; padding: 0')
    );

  it('stays there, and keeps its address, when what stands above comes to another height after it has loaded', () =>
    onPage(phone, async (page) => {
      await openAt(page, 'world-2000');
      const top = await page.evaluate(
        () => document.getElementById('world-2000')!.getBoundingClientRect().top
      );
      await shrinkAbove(page);
      await page.waitForFunction(
        (before) =>
          Math.abs(document.getElementById('world-2000')!.getBoundingClientRect().top - before) < 3,
        top
      );
      await atRest(page);
      expect(hash(page)).toBe('world-2000');
      expect((await activeSteps(page))['world']).toBe('world-2000');
    }));

  it.each([
    ['by hand', (page: Page) => page.mouse.wheel(0, 2500)],
    [
      'otherwise',
      (page: Page) => page.evaluate(() => window.scrollBy({ top: 2500, behavior: 'instant' }))
    ]
  ])('is left where it was moved to %s', (_, move) =>
    onPage(phone, async (page) => {
      await openAt(page, 'world-2000');
      const before = await page.evaluate(() => scrollY);
      await move(page);
      await page.waitForFunction((y) => scrollY > y + 2000, before);
      await atRest(page);
      const address = hash(page);
      expect(address).not.toBe('world-2000');
      // What is far below comes to another height.
      await page.evaluate(() => (document.getElementById('since')!.style.paddingBottom = '500px'));
      await atRest(page);
      expect(hash(page)).toBe(address);
      expect(await page.evaluate(() => scrollY)).toBeGreaterThan(before + 2000);
    })
  );
});

describe('what takes the focus by keyboard', () => {
  const atTop = useOnePage(still, async (page, again) => {
    if (again) await jumpTo(page, 0);
    else await page.goto(siteUrl('id/'));
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await atRest(page);
  });

  it.each([
    ['the bar above', 'top'],
    ['the bar below', 'bottom']
  ] as const)('has none of its lines under %s, where the browser leaves it', (_, edge) =>
    atTop(async (page) => {
      // What is pressed by hand stays under the hand.
      const { x, y, from } = await page.evaluate(() => {
        const { left, right, top, bottom } = document
          .querySelector('.foot a')!
          .getBoundingClientRect();
        const below = document.querySelector('.thumb')!.getBoundingClientRect().top;
        window.scrollBy({ top: (top + bottom) / 2 - below, behavior: 'instant' });
        return { x: (left + right) / 2, y: below - (bottom - top) / 4, from: scrollY };
      });
      await page.mouse.move(x, y);
      await page.mouse.down();
      expect(
        await page.evaluate(() => [document.activeElement?.closest('.foot') !== null, scrollY])
      ).toEqual([true, from]);
      await page.mouse.move(0, y);
      await page.mouse.up();
      // From here on the browser takes the focus to be the keyboard's.
      await page.keyboard.press('Tab');
      const covered = await page.evaluate((side) => {
        const [above, below] = [
          document.querySelector('.bar')!.getBoundingClientRect().bottom,
          document.querySelector('.thumb')!.getBoundingClientRect().top
        ];
        const long = [
          ...document.querySelectorAll<HTMLElement>('main a:not(.skip), main summary, .foot a')
        ].filter(
          (link) =>
            link.checkVisibility() &&
            link.getBoundingClientRect().height > 36 &&
            link.getBoundingClientRect().height < 200
        );
        const faults = long.flatMap((link) => {
          const { top, bottom } = link.getBoundingClientRect();
          // Half of it under the bar, as a browser leaves it that scrolls to nothing of which some
          // can be seen.
          window.scrollBy({
            top: side === 'top' ? (top + bottom) / 2 - above : (top + bottom) / 2 - below,
            behavior: 'instant'
          });
          link.focus({ preventScroll: true });
          const now = link.getBoundingClientRect();
          return now.top < above || now.bottom > below
            ? [`${link.textContent?.trim().slice(0, 40)}: ${now.top} to ${now.bottom}`]
            : [];
        });
        return { count: long.length, faults };
      }, edge);
      expect(covered.count).toBeGreaterThan(8);
      expect(covered.faults).toEqual([]);
    })
  );
});
