import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { onPage, useChromium, siteUrl, useSite } from './chromium.ts';
import { activeSteps, atRest, jumpTo, pictures } from './reading.ts';

useChromium();
useSite();

const still = { reducedMotion: 'reduce' } as const;
const phone = { width: 390, height: 844 };
const placeOf = async (page: Page) => {
  return {
    hash: new URL(page.url()).hash,
    steps: await activeSteps(page),
    pictures: await pictures(page),
    y: await page.evaluate(() => Math.round(scrollY))
  };
};

async function open(page: Page, path: string) {
  await page.goto(siteUrl(path));
  await alive(page);
}
async function alive(page: Page) {
  await page.locator('#speed [role="status"]').waitFor({ state: 'attached' });
  await atRest(page);
}

async function expectItsStep(page: Page, context: BrowserContext) {
  const here = await placeOf(page);
  const fresh = await context.newPage();
  await fresh.setViewportSize(page.viewportSize()!);
  await open(fresh, 'id/#demand');
  await jumpTo(fresh, here.y);
  expect(here).toEqual(await placeOf(fresh));
  await fresh.close();
  await page.bringToFront();
}

describe('the former address of a step', () => {
  const former = 'en/#world-2023';

  it('opens the step and is replaced by its address', () =>
    onPage({ ...still, viewport: phone }, async (page, context) => {
      await open(page, former);
      const here = await placeOf(page);
      expect(here).toMatchObject({ hash: '#world-now', steps: { world: 'world-now' } });
      const direct = await context.newPage();
      await open(direct, 'en/#world-now');
      expect(here).toEqual(await placeOf(direct));
    }));
});

describe('the picture is that of the step', () => {
  it('after each fling of the wheel, up and down', () =>
    onPage({ ...still, viewport: { width: 1280, height: 900 } }, async (page) => {
      await open(page, 'id/#demand');
      const landed = [];
      for (const far of [4200, 2600, -1500, 5200, 6900, -5400]) {
        for (let notch = 0; notch < 4; notch++) await page.mouse.wheel(0, far / 4);
        await atRest(page);
        landed.push(await placeOf(page));
      }
      expect(new Set(landed.map(({ hash }) => hash)).size).toBeGreaterThanOrEqual(4);
      await jumpTo(page, 0);
      for (const place of landed.slice(-2)) {
        await jumpTo(page, place.y);
        expect(await placeOf(page)).toEqual(place);
      }
    }));

  it('when a phone is turned and turned back (WCAG 1.3.4)', () =>
    onPage({ viewport: phone }, async (page, context) => {
      await open(page, 'id/#world-2018');
      const before = await placeOf(page);
      expect(before).toMatchObject({ hash: '#world-2018', steps: { world: 'world-2018' } });
      await page.setViewportSize({ width: 844, height: 390 });
      await atRest(page);
      // No picture is sticky in a low window: each is in its last state.
      expect(await placeOf(page)).toMatchObject({
        hash: '#world-2018',
        steps: { world: 'world-now' }
      });
      await expectItsStep(page, context);
      await page.setViewportSize(phone);
      await atRest(page);
      const back = await placeOf(page);
      expect(Math.abs(back.y - before.y)).toBeLessThan(4);
      expect(back).toEqual({ ...before, y: back.y });
    }));

  // With motion: Chromium forgets emulated media when it goes back in the history.
  it('when the reader comes back from another page, and after a reload', () =>
    onPage({ viewport: phone }, async (page) => {
      await open(page, 'id/#world-2018');
      const before = await placeOf(page);
      await page.locator('.leave-about').click();
      await page.waitForURL('**/safety/');
      await page.goBack();
      await alive(page);
      expect(await placeOf(page)).toEqual(before);
      await page.reload();
      await alive(page);
      // A reload may land on another fraction of a pixel.
      const again = await placeOf(page);
      expect(Math.abs(again.y - before.y)).toBeLessThan(4);
      expect(again).toEqual({ ...before, y: again.y });
    }));
});

it.each([
  ['to columns', phone, { width: 844, height: 390 }],
  ['from columns', { width: 844, height: 390 }, phone]
])('a phone that is turned below the steps, %s, keeps what is read in sight', (_, from, to) =>
  onPage({ ...still, viewport: from }, async (page) => {
    await open(page, 'id/#closing');
    for (const row of await page.locator('.answers summary').all()) await row.click();
    for (const index of [5, 20]) {
      const item = page.locator('.answers li').nth(index);
      await page.setViewportSize(from);
      await item.evaluate((one) => one.scrollIntoView({ block: 'center', behavior: 'instant' }));
      await page.evaluate(() => scrollBy({ top: 10, behavior: 'instant' }));
      await atRest(page);
      await page.setViewportSize(to);
      await atRest(page);
      const { y, height } = (await item.boundingBox())!;
      expect([index, y + height > 0, y < to.height]).toEqual([index, true, true]);
    }
  })
);
