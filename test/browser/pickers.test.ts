import { existsSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { CountryFile } from '../../src/charts/place/every-release.ts';
import { axeFaults } from './axe.ts';
import { onPage, useChromium, siteUrl, useSite } from './chromium.ts';

useChromium();
useSite();

const phone = { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' as const };

async function open(page: Page, path: string) {
  await page.goto(siteUrl(path));
  await page.locator('#speed [role="status"]').waitFor({ state: 'attached' });
}
const statusOf = (page: Page, scene: string) =>
  page.locator(`${scene} [role="status"]`).innerText();
const expectStatus = (page: Page, scene: string, text: RegExp) =>
  expect.poll(() => statusOf(page, scene)).toMatch(text);

async function pick(page: Page, iso3: string) {
  await page.locator('#place select').first().selectOption(iso3);
  await page.locator(`#speed [data-number^="${iso3}-last"]`).first().waitFor({ state: 'attached' });
}

describe('the reader’s own country', () => {
  it('joins the lines of speed with its years, or stands out if it is drawn anyway', () =>
    onPage(phone, async (page) => {
      await open(page, 'en/#speed');
      await page.locator('#place').scrollIntoViewIfNeeded();
      await pick(page, 'BRA');
      await expectStatus(page, '#speed', /^Brazil: a tenth in \d{4}, half in \d{4}/);
      const label = page.locator('#speed [data-number="BRA-last"]:visible');
      expect(await label.textContent()).toMatch(/^Brazil \d+% \(\d{4}\)$/);
      await pick(page, 'GBR');
      await expectStatus(page, '#speed', /^United Kingdom: a tenth in \d{4}/);
      expect(await label.count()).toBe(0);
      expect(await page.locator('#speed .picked .series:visible').count()).toBe(1);
    }));

  it('has a label in speed that covers no other label, caption or mark', () =>
    onPage(phone, async (page) => {
      await open(page, 'id/#speed');
      await page.locator('#place').scrollIntoViewIfNeeded();
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
        await pick(page, iso3);
        expect([iso3, await covered()]).toEqual([iso3, 0]);
      }
      await page.setViewportSize({ width: 740, height: 360 });
      expect(await covered()).toBe(0);
    }));

  it('is looked up with every release in a file that names no country, and again once it failed', () =>
    onPage(phone, async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.route('**/internet-use-every-release.*', (route) => route.abort());
      await open(page, 'en/#lookup');
      const summary = page.locator('#lookup summary');
      await page.locator('#place select').first().waitFor();
      await summary.click();
      await page.locator('#lookup [role="alert"]').waitFor();
      await page.unrouteAll();
      await summary.click();
      await summary.click();
      const caption = page.locator('#lookup caption');
      await expect.poll(() => caption.innerText()).toMatch(/^United Kingdom/);
      await page.locator('#place select').first().selectOption('IND');
      await expect.poll(() => caption.innerText()).toMatch(/^India/);
      const { releases } = JSON.parse(
        readFileSync('dist/data/countries/IND.json', 'utf8')
      ) as CountryFile;
      expect(await page.locator('#lookup thead th').count()).toBe(Object.keys(releases).length + 1);
      const row = page.locator('#lookup tbody tr').filter({ hasText: /^2016/ });
      expect(await row.innerText()).toMatch(/16\.5%.*|29\.5%/s);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expect(asked.filter((address) => /IND|India/.test(address))).toEqual([]);
      expect(await axeFaults(page, (axe) => axe.include('#lookup').include('#speed'))).toEqual([]);
    }));

  it('says of a country that the source does not list that it has no figures', () =>
    onPage(phone, async (page) => {
      await open(page, 'en/#place');
      const country = page.locator('#place select').first();
      await country.waitFor();
      const codes = await country
        .locator('option')
        .evaluateAll((options) => options.map((one) => (one as HTMLOptionElement).value));
      const unlisted = codes.find((code) => !existsSync(`dist/data/countries/${code}.json`));
      await country.selectOption(unlisted!);
      await page.locator('#lookup summary').click();
      await page
        .locator('#lookup')
        .getByText(/: not listed in this source\.$/)
        .waitFor();
      expect(await page.locator('.place-said').innerText()).toMatch(/^This source has no figures/);
    }));
});
