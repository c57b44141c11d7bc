import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useChromium, useOnePage } from './chromium.ts';
import { siteUrl, useSite } from './site.ts';

useChromium();
useSite();

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/**
 * Opens the story at a step of the map, alive, and waits until what is spoken of it is that of its
 * year.
 */
async function openMap(page: Page, step: string, language = 'en'): Promise<void> {
  await page.goto(siteUrl(`${language}/#${step}`));
  const of = await page.evaluate(
    (id) => document.getElementById(id)!.dataset['step']!.split(' ')[1]!,
    step
  );
  await page.waitForFunction(
    (value) => document.querySelector<HTMLInputElement>('.choropleth-track input')?.value === value,
    of
  );
}

/**
 * Pages for all that ask for them, each of whom finds its own at the step of 2010, having come from
 * another.
 */
const useMap = (options: BrowserContextOptions, language = 'en') =>
  useOnePage({ ...phone, ...options }, async (page, again) => {
    if (again) await page.goto(siteUrl(`${language}/#world-2018`));
    await openMap(page, 'world-2010', language);
  });
const maps = { en: useMap({}), id: useMap({}, 'id') };
const inForcedColours = useMap({ forcedColors: 'active' });

/** Goes through a few years by scrolling, without a rest, and returns what is shown then. */
async function scrollOn(page: Page, pixels: number): Promise<string> {
  return page.evaluate(async (way) => {
    for (let gone = 0; gone < way; gone += 10) {
      scrollBy({ top: 10, behavior: 'instant' });
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return document.querySelector('[data-map-year]')!.textContent;
  }, pixels);
}

/**
 * Where the middle of the thumb is seen, and where that of a native one of the year would be, in
 * pixels from the left of the rail.
 */
const thumbs = (page: Page) =>
  page.evaluate(() => {
    const rail = document.querySelector<HTMLInputElement>('.choropleth-track input')!;
    const { left, width } = rail.getBoundingClientRect();
    const year = Number(document.querySelector('[data-map-year]')!.textContent);
    const share = (year - Number(rail.min)) / (Number(rail.max) - Number(rail.min));
    return {
      seen:
        document.querySelector('.choropleth-track > i')!.getBoundingClientRect().right - 22 - left,
      native: 22 + share * (width - 44)
    };
  });

describe('the rail of the years', () => {
  it('shows the year at once, and speaks it once the years rest', () =>
    maps.en(async (page) => {
      const before = await thumbs(page);
      expect(before.seen).toBeCloseTo(before.native, 0);
      const shown = await scrollOn(page, 400);
      expect(Number(shown)).toBeGreaterThan(2010);
      const after = await thumbs(page);
      expect(after.seen).toBeGreaterThan(before.seen + 5);
      expect(after.seen).toBeCloseTo(after.native, 0);
      await page.waitForFunction(
        () =>
          document.querySelector<HTMLInputElement>('.choropleth-track input')!.value ===
          document.querySelector('[data-map-year]')!.textContent
      );
      // Nothing that reaches out of it widens the page.
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    }));

  it('has the value of the year when a key or a finger comes to it before the years rest', () =>
    maps.en(async (page) => {
      const now = await page.evaluate(async () => {
        const rail = document.querySelector<HTMLInputElement>('.choropleth-track input')!;
        const shown = () => document.querySelector('[data-map-year]')!.textContent;
        const move = async (): Promise<string> => {
          const from = shown();
          while (shown() === from) {
            scrollBy({ top: 10, behavior: 'instant' });
            await new Promise((resolve) => requestAnimationFrame(resolve));
          }
          return shown();
        };
        const pressed = await move();
        rail.dispatchEvent(new PointerEvent('pointerdown'));
        const atPress = rail.value;
        const focused = await move();
        rail.focus({ preventScroll: true });
        const atFocus = rail.value;
        const moved = await move();
        return [pressed === atPress, focused === atFocus, moved === rail.value];
      });
      expect(now).toEqual([true, true, true]);
    }));

  it.each(['light', 'dark'] as const)(
    'is seen in the reader’s own colours, %s (A17)',
    (colorScheme) =>
      inForcedColours(async (page) => {
        await page.emulateMedia({ colorScheme });
        expect(
          await page.$$eval('.choropleth-track > :is(input, i)', (parts) =>
            parts.map((part) => getComputedStyle(part).backgroundImage)
          )
        ).toEqual([
          expect.stringContaining('linear-gradient'),
          expect.stringContaining('radial-gradient')
        ]);
      })
  );
});

it.each(['en', 'id'] as const)(
  '%s: a share on the map stands on the ground of its label in every year',
  (language) =>
    maps[language](async (page) => {
      const outside = await page.evaluate(async () => {
        const rail = document.querySelector<HTMLInputElement>('.choropleth-track input')!;
        const labels = [...document.querySelectorAll('.choropleth-label:not([data-place="pick"])')];
        const found: string[] = [];
        for (let year = Number(rail.min); year <= Number(rail.max); year++) {
          rail.value = String(year);
          rail.dispatchEvent(new Event('input'));
          for (const label of labels) {
            const text = document.createRange();
            text.selectNodeContents(label.querySelector('b')!);
            const [ground, words] = [label.getBoundingClientRect(), text.getBoundingClientRect()];
            const fits =
              words.left >= ground.left &&
              words.right <= ground.right &&
              words.top >= ground.top &&
              words.bottom <= ground.bottom;
            if (!fits) found.push(`${year} ${text.toString()}`);
          }
        }
        return found;
      });
      expect(outside).toEqual([]);
    })
);
