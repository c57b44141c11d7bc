import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { share } from '../slice.ts';
import { onPage, useChromium } from './chromium.ts';
import { activeSteps, atRest, jumpTo, pictures } from './reading.ts';
import { siteUrl, useSite } from './site.ts';

useChromium();
useSite();

const still = { reducedMotion: 'reduce' } as const;
const placeOf = async (page: Page) => ({
  hash: new URL(page.url()).hash,
  steps: await activeSteps(page),
  pictures: await pictures(page),
  y: await page.evaluate(() => Math.round(scrollY))
});

/**
 * Waits until the figures' own script has come, which an address below the top asks for by itself,
 * and the page rests.
 */
async function alive(page: Page): Promise<void> {
  await page.locator('#lookup select').waitFor({ state: 'attached' });
  await atRest(page);
}

/**
 * Expects `page` to show what a page shows that was opened in this window and put at the same
 * height at once.
 */
async function expectItsStep(page: Page, context: BrowserContext): Promise<void> {
  const here = await placeOf(page);
  const fresh = await context.newPage();
  try {
    await fresh.setViewportSize(page.viewportSize()!);
    await fresh.goto(siteUrl('id/#demand'));
    await alive(fresh);
    await jumpTo(fresh, here.y);
    expect(here).toEqual(await placeOf(fresh));
  } finally {
    await fresh.close();
    await page.bringToFront();
  }
}

describe('an address that a step had before', () => {
  const old = '#world-2023';
  const topOf = (page: Page) =>
    page.evaluate(() => document.getElementById('world-now')!.getBoundingClientRect().top);

  it('opens the step, shows its picture and gives way to its address', () =>
    onPage({ ...still, viewport: { width: 390, height: 844 } }, async (page, context) => {
      await page.goto(siteUrl(`en/${old}`));
      await alive(page);
      expect(await placeOf(page)).toMatchObject({
        hash: '#world-now',
        steps: { world: 'world-now' }
      });
      const direct = await context.newPage();
      await direct.goto(siteUrl('en/#world-now'));
      await alive(direct);
      expect(await placeOf(page)).toEqual(await placeOf(direct));
    }));

  it('opens the step without script, as its own address does', () =>
    onPage(
      { ...still, javaScriptEnabled: false, viewport: { width: 390, height: 844 } },
      async (page) => {
        await page.goto(siteUrl('en/#world-now'));
        const own = await topOf(page);
        await page.goto(siteUrl('en/'));
        await page.goto(siteUrl(`en/${old}`));
        expect(await topOf(page)).toBeCloseTo(own, 0);
      }
    ));
});

describe('the picture is that of its step', () => {
  it('after each fling of the wheel, up and down', () =>
    onPage({ ...still, viewport: { width: 1280, height: 900 } }, async (page) => {
      await page.goto(siteUrl('id/#demand'));
      await alive(page);
      const landed = [];
      for (const far of [4200, 2600, -1500, 5200, -3100, 6900, -700, 3300, -5400, 1900]) {
        for (let notch = 0; notch < 4; notch++) await page.mouse.wheel(0, far / 4);
        await atRest(page);
        landed.push(await placeOf(page));
      }
      expect(new Set(landed.map(({ hash }) => hash)).size).toBeGreaterThanOrEqual(6);
      expect(new Set(landed.map(({ steps }) => JSON.stringify(steps))).size).toBeGreaterThanOrEqual(
        4
      );
      await jumpTo(page, 0);
      for (const place of share(landed, 4)) {
        await jumpTo(page, place.y);
        expect(await placeOf(page)).toEqual(place);
      }
    }));

  it('when a tablet is turned in the middle of a scene, where the words go beside the picture', () =>
    onPage({ ...still, viewport: { width: 768, height: 1024 } }, async (page, context) => {
      await page.goto(siteUrl('id/#world-2018'));
      await alive(page);
      await page.setViewportSize({ width: 1024, height: 768 });
      await atRest(page);
      expect(await placeOf(page)).toMatchObject({
        hash: '#world-2018',
        steps: { world: 'world-2018' }
      });
      await expectItsStep(page, context);
    }));

  it('when a phone is turned, where no picture sticks, and turned back', () =>
    onPage({ ...still, viewport: { width: 390, height: 844 } }, async (page, context) => {
      await page.goto(siteUrl('id/#world-2018'));
      await alive(page);
      const before = await placeOf(page);
      expect(before).toMatchObject({ hash: '#world-2018', steps: { world: 'world-2018' } });
      await page.setViewportSize({ width: 844, height: 390 });
      await atRest(page);
      // Every picture stands as without script; the reader is still at the step.
      expect(await placeOf(page)).toMatchObject({
        hash: '#world-2018',
        steps: { world: 'world-now' }
      });
      await expectItsStep(page, context);
      await page.setViewportSize({ width: 390, height: 844 });
      await atRest(page);
      const back = await placeOf(page);
      expect(Math.abs(back.y - before.y)).toBeLessThan(4);
      expect(back).toEqual({ ...before, y: back.y });
    }));

  it.each([
    ['', 'to columns', [390, 844], [844, 390], [5, 30, -3]],
    ['', 'from columns', [844, 390], [390, 844], [5, 20]],
    [' under the list of sections', 'from columns', [844, 390], [390, 844], [20]]
  ] as const)(
    'when a phone is turned below the steps%s, %s: what was read there is in the window still',
    (under, _, from, to, items) =>
      onPage({ ...still, viewport: { width: from[0], height: from[1] } }, async (page) => {
        await page.goto(siteUrl('id/#closing'));
        await alive(page);
        const read = page.locator('.answers li');
        for (const index of items) {
          const one = read.nth(index);
          await page.setViewportSize({ width: from[0], height: from[1] });
          await one.evaluate((item) =>
            item.scrollIntoView({ block: 'center', behavior: 'instant' })
          );
          await page
            .locator('.bar .sections')
            .evaluate((menu, open) => menu.toggleAttribute('open', open), under !== '');
          await page.evaluate(() => scrollBy({ top: 10, behavior: 'instant' }));
          await atRest(page);
          await page.setViewportSize({ width: to[0], height: to[1] });
          await atRest(page);
          expect(
            await one.evaluate((item) => [
              item.getBoundingClientRect().bottom > 0,
              item.getBoundingClientRect().top < innerHeight
            ])
          ).toEqual([true, true]);
        }
      })
  );

  it('when text grows while the page is on its way: it goes on', () =>
    onPage({ viewport: { width: 390, height: 844 } }, async (page) => {
      await page.goto(siteUrl('id/#closing'));
      await alive(page);
      await page
        .locator('.answers li')
        .nth(5)
        .evaluate((item) => item.scrollIntoView({ behavior: 'instant' }));
      await atRest(page);
      const gone = await page.evaluate(async () => {
        const item = document.querySelectorAll('.answers li')[5]!;
        const from = item.getBoundingClientRect().top;
        const rest = new Promise((ended) => addEventListener('scrollend', ended, { once: true }));
        const grow = () =>
          document
            .querySelector('.scene-body .stage figcaption')!
            .insertAdjacentHTML('beforeend', '<p>A line more.</p>');
        addEventListener('scroll', grow, { once: true });
        scrollBy({ top: 1200, behavior: 'smooth' });
        await rest;
        return from - item.getBoundingClientRect().top;
      });
      expect(gone).toBeGreaterThan(1000);
    }));

  // With motion: Chromium forgets what a driver has set of it when it leaves a page by its history,
  // and keeps the place of another layout.
  it('when a phone is left, come back to and reloaded', () =>
    onPage({ viewport: { width: 390, height: 844 } }, async (page) => {
      await page.goto(siteUrl('id/#world-2018'));
      await alive(page);
      const before = await placeOf(page);
      await page.locator('.leave-about').click();
      await page.waitForURL('**/safety/');
      await page.goBack();
      await alive(page);
      expect(await placeOf(page)).toEqual(before);
      await page.goForward();
      await page.waitForURL('**/safety/');
      await page.goBack();
      // Reloaded before it is back, a page has no place yet that the browser could keep.
      await alive(page);
      await page.reload();
      await alive(page);
      // A reload may land on another fraction of a pixel.
      const again = await placeOf(page);
      expect(Math.abs(again.y - before.y)).toBeLessThan(4);
      expect(again).toEqual({ ...before, y: again.y });
    }));
});
