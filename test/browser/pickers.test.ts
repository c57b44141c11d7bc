import { existsSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { CountryFile } from '../../src/charts/lookup/record.ts';
import { axeFaults } from './axe.ts';
import { onPage, useChromium } from './chromium.ts';
import { drawn } from './reading.ts';
import { siteUrl, useSite } from './site.ts';

useChromium();
useSite();

const phone = { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' as const };

async function open(page: Page, path: string): Promise<void> {
  await page.goto(siteUrl(path));
  await page.locator('#lookup select').waitFor();
}
const statusOf = (page: Page, scene: string) =>
  page.locator(`${scene} [role="status"]`).innerText();
const expectStatus = (page: Page, scene: string, text: RegExp) =>
  expect.poll(() => statusOf(page, scene)).toMatch(text);

describe('the reader’s own country', () => {
  it('joins the lines of speed with its years, and is removed again', () =>
    onPage(phone, async (page) => {
      await open(page, 'en/#speed');
      const label = page.locator('#speed [data-number="BRA-last"]:visible');
      expect(await label.count()).toBe(0);
      await page.locator('#speed select').selectOption('BRA');
      await expectStatus(page, '#speed', /^Brazil: a tenth in \d{4}, half in \d{4}/);
      expect(await label.textContent()).toMatch(/^\d+% in \d{4}$/);
      await page.locator('#speed select').selectOption('');
      await expect.poll(() => label.count()).toBe(0);
    }));

  it('stands out where it is drawn anyway, instead of being drawn twice', () =>
    onPage(phone, async (page) => {
      await open(page, 'en/#speed');
      for (const iso3 of ['IDN', 'GBR']) {
        await page.locator('#speed select').selectOption(iso3);
        await expectStatus(page, '#speed', /a tenth in \d{4}, half in \d{4}/);
        expect(await page.locator('#speed .picked .series:visible').count()).toBe(1);
        expect(await page.locator(`#speed [data-number="${iso3}-last"]:visible`).count()).toBe(1);
      }
      await page.locator('#speed select').selectOption('BRA');
      await expect.poll(() => page.locator('#speed .picked').count()).toBe(0);
    }));

  it('has a label in speed that covers no other label, caption or mark', () =>
    onPage(phone, async (page) => {
      await open(page, 'id/#speed');
      const covered = () =>
        page.evaluate(() => {
          const caption = document.querySelector('#speed figcaption')!.getBoundingClientRect();
          const shown = (selector: string) =>
            [...document.querySelectorAll(`#speed .drawing ${selector}`)]
              .map((mark) => mark.getBoundingClientRect())
              .filter(({ width }) => width > 0);
          const labels = shown('text');
          // Lines of one label may touch.
          return labels.filter(
            (one) =>
              one.top < caption.bottom ||
              [...labels, ...shown('.dot')].some(
                (box) =>
                  box !== one &&
                  one.left < box.right &&
                  box.left < one.right &&
                  one.top + 3 < box.bottom &&
                  box.top + 3 < one.bottom
              )
          ).length;
        });
      for (const iso3 of ['MYS', 'KOR', 'USA', 'BRA', 'ZAF', 'NGA']) {
        await page.locator('#speed select').selectOption(iso3);
        await page
          .locator(`#speed [data-number^="${iso3}-last"]`)
          .first()
          .waitFor({ state: 'attached' });
        expect([iso3, await covered()]).toEqual([iso3, 0]);
      }
      await page.setViewportSize({ width: 740, height: 360 });
      expect(await covered()).toBe(0);
    }));

  it('is looked up with every release, as lines and as a table', () =>
    onPage(phone, async (page) => {
      await open(page, 'id/#closing');
      await page.locator('#lookup select').selectOption('IDN');
      await page.locator('#lookup figure').waitFor();
      const { releases } = JSON.parse(
        readFileSync('dist/data/countries/IDN.json', 'utf8')
      ) as CountryFile;
      const count = Object.keys(releases).length;
      const lines = page.locator('#lookup .drawing .middle :is(.shown, .earlier, .elsewhere)');
      expect(await lines.count()).toBe(count);
      expect(await page.locator('#lookup thead th').count()).toBe(count + 1);
      await page.locator('#lookup summary').click();
      const row = page.locator('#lookup tbody tr').filter({ hasText: /^2018/ });
      expect(await row.innerText()).toMatch(/39,9%/);
      await page.locator('#lookup select').selectOption('IND');
      await expect.poll(() => page.locator('#lookup figcaption').innerText()).toMatch(/^India/);
      expect(await page.locator('#lookup figure').count()).toBe(1);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      const scenes = ['#lookup', '#speed'];
      const faults = await axeFaults(page, (axe) =>
        scenes.reduce((all, scene) => all.include(scene), axe)
      );
      expect(faults).toEqual([]);
    }));

  it('is looked up though a tracker blocker refuses `gtm.js`, for Guatemala is GTM', () =>
    onPage(phone, async (page) => {
      await open(page, 'en/#closing');
      await page.route(/\/gtm\.js/i, (route) => route.abort());
      await page.locator('#lookup select').selectOption('GTM');
      await page.locator('#lookup figure').waitFor();
    }));

  it('says when its file cannot be fetched, and ignores one that comes too late', () =>
    onPage(phone, async (page) => {
      await open(page, 'en/#closing');
      const select = page.locator('#lookup select');
      await page.route('**/data/countries/*RA.json', (route) => route.abort());
      await select.selectOption('FRA');
      await expectStatus(page, '#lookup', /could not be fetched/);
      await page.unrouteAll();
      await select.selectOption('');
      await select.selectOption('FRA');
      await page.locator('#lookup figure').waitFor();
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/data/countries/*RA.json', async (route) => {
        await held;
        await route.continue();
      });
      await select.selectOption('BRA');
      await select.selectOption('JPN');
      const caption = page.locator('#lookup figcaption');
      await expect.poll(() => caption.innerText()).toMatch(/^Japan/);
      const late = page.waitForResponse('**/data/countries/*RA.json');
      release();
      await (await late).finished();
      await drawn(page, 2);
      expect(await caption.innerText()).toMatch(/^Japan/);
    }));

  it('says of a country that the source does not list that it has no figures', () =>
    onPage(phone, async (page) => {
      await open(page, 'en/#closing');
      const codes = await page.$$eval('#lookup option', (options) =>
        options.map((one) => (one as HTMLOptionElement).value)
      );
      const unlisted = codes.find(
        (code) => code && !existsSync(`dist/data/countries/${code}.json`)
      );
      await page.locator('#lookup select').selectOption(unlisted!);
      await expectStatus(page, '#lookup', /: not listed in this source\.$/);
      expect(await page.locator('#lookup figure').count()).toBe(0);
    }));
});
