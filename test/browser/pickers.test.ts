import { existsSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { CountryFile } from '../../src/charts/lookup/frame.ts';
import { axeOn } from './axe.ts';
import { onPage, useChromium, useOnePage } from './chromium.ts';
import { drawn, withoutScripts } from './reading.ts';
import { siteUrl, useSite } from './site.ts';

useChromium();
useSite();

const phone = { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' as const };

async function open(page: Page, address: string): Promise<void> {
  await page.goto(siteUrl(address));
  await page.locator('#lookup select').waitFor();
}
/** One page for all that ask for it, each of whom finds its look-up with no country chosen. */
const atLookup = useOnePage(phone, async (page, again) => {
  if (again) await page.locator('#lookup select').selectOption('');
  else await open(page, 'en/#closing');
});
const pathOf = (page: Page, selector: string) => page.locator(selector).first().getAttribute('d');

describe('the reader’s own country', () => {
  it('joins the lines of speed, says its years, and goes again', () =>
    onPage(phone, async (page) => {
      await open(page, 'en/#speed');
      const drawn = '#speed [data-place="pick"] .series';
      expect(await pathOf(page, drawn)).toBeNull();
      await page.locator('#speed select').selectOption('BRA');
      expect(await pathOf(page, drawn)).toMatch(/^M0 /);
      expect(await page.locator('#speed [data-end]').innerText()).toMatch(
        /^Brazil\s+\d+% in \d{4}$/
      );
      expect(await page.locator('#speed [role="status"]').innerText()).toMatch(
        /^Brazil: a tenth in \d{4}, half in \d{4}/
      );
      await page.locator('#speed select').selectOption('');
      expect(await pathOf(page, drawn)).toBe('');
      expect(await page.locator('#speed [data-end]').isVisible()).toBe(false);
    }));

  it('stands by the end of its line in speed, where no label covers another, a caption or the end of a line, and says its years to half', () =>
    onPage(phone, async (page) => {
      await open(page, 'id/#speed');
      const look = () =>
        page.evaluate(() => {
          const caption = document.querySelector('#speed figcaption')!.getBoundingClientRect();
          const plot = document.querySelector('#speed .plot')!;
          const labels = [
            ...plot.querySelectorAll<HTMLElement>(':scope > :is(.end, .half):not([hidden])')
          ];
          const boxes = labels.map(
            (label) =>
              ({
                of: label.dataset['place'] ?? 'pick',
                ...label.getBoundingClientRect().toJSON()
              }) as DOMRect & { of: string }
          );
          const ends = [...plot.querySelectorAll<SVGPathElement>('[data-place] .series')].map(
            (path) => {
              const { x, y } = path
                .getPointAtLength(path.getTotalLength())
                .matrixTransform(path.getScreenCTM()!);
              return { of: path.closest<SVGElement>('[data-place]')!.dataset['place']!, x, y };
            }
          );
          const leaders =
            plot.querySelector('[data-place="pick"] .lead')!.getAttribute('d')!.match(/M/g)
              ?.length ?? 0;
          const apart = ends.filter(({ of, x, y }) => {
            const box = boxes.find((box) => box.of === of)!;
            return (
              Math.hypot(
                Math.max(box.left - x, 0, x - box.right),
                Math.max(box.top - y, 0, y - box.bottom)
              ) > 25
            );
          });
          return {
            covered: boxes.filter((one) =>
              boxes.some(
                (box) =>
                  box !== one &&
                  one.left < box.right &&
                  box.left < one.right &&
                  one.top < box.bottom &&
                  box.top < one.bottom
              )
            ),
            ends: ends.filter(({ x, y }) =>
              boxes.some((box) => x > box.left && x < box.right && y > box.top && y < box.bottom)
            ),
            above: boxes.filter(({ top }) => top < caption.bottom),
            unled: Math.max(0, apart.length - leaders)
          };
        });
      const clear = { covered: [], ends: [], above: [], unled: 0 };
      for (const iso3 of ['MYS', 'KOR', 'USA', 'BRA', 'ZAF', 'NGA']) {
        await page.locator('#speed select').selectOption(iso3);
        await expect.poll(look, { message: iso3 }).toEqual(clear);
      }
      for (const viewport of [{ width: 740, height: 360 }, phone.viewport]) {
        await page.setViewportSize(viewport);
        await expect.poll(look, { message: `at ${viewport.width} px` }).toEqual(clear);
        await page.locator('#speed select').selectOption('KOR');
      }
      expect(await page.locator('#speed [data-half]').innerText()).toMatch(/^\d+ tahun$/);
      await page.locator('#speed select').selectOption('');
      expect(await page.locator('#speed [data-half]').isVisible()).toBe(false);
    }));

  it('gets a panel and a mark among the changes, from one file for all of them, which tells nobody what was chosen', () =>
    onPage(phone, async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await open(page, 'en/#revision');
      await page.locator('#revision select').selectOption('JPN');
      await page.locator('[data-panel="pick"]').waitFor();
      expect(await page.locator('[data-panel="pick"]').innerText()).toMatch(
        /^Japan\s+2016: [\d.]+%\sthen, [\d.]+%\snow/
      );
      expect(await page.locator('#revision [role="status"]').innerText()).toMatch(/^Japan in 2016/);
      expect(await pathOf(page, '[data-mark="pick"]')).toMatch(/h0$/);
      await page.locator('#revision select').selectOption('KEN');
      await expect.poll(() => page.locator('#revision .yours').innerText()).toMatch(/^Kenya/);
      // A place that has its panel gets no second one.
      await page.locator('#revision select').selectOption('IND');
      await expect
        .poll(() => page.locator('#revision [role="status"]').innerText())
        .toMatch(/^India in 2016/);
      expect(await page.locator('[data-panel="pick"]').isVisible()).toBe(false);
      expect(await page.locator('#revision .yours').isVisible()).toBe(false);
      expect(asked.filter((path) => path.includes('/data/'))).toEqual(['/data/then-and-now.json']);
    }));

  it('is looked up with every release, as lines and as a table', () =>
    onPage(phone, async (page) => {
      await open(page, 'id/#closing');
      await page.locator('#lookup select').selectOption('IDN');
      await page.locator('#lookup figure').waitFor();
      const { releases } = JSON.parse(
        readFileSync('dist/data/countries/IDN.json', 'utf8')
      ) as CountryFile;
      const lines = Object.keys(releases).length;
      expect(await page.locator('#lookup figure svg path[class]:not(.grid, .base)').count()).toBe(
        lines
      );
      expect(await page.locator('#lookup thead th').count()).toBe(lines + 1);
      await page.locator('#lookup summary').click();
      expect(
        await page.locator('#lookup tbody tr').filter({ hasText: /^2018/ }).innerText()
      ).toMatch(/39,9%/);
      await page.locator('#lookup select').selectOption('IND');
      await expect.poll(() => page.locator('#lookup figcaption').innerText()).toMatch(/^India/);
      expect(await page.locator('#lookup figure').count()).toBe(1);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      const { violations } = await axeOn(page)
        .include('#lookup')
        .include('#speed')
        .include('#revision')
        .analyze();
      expect(
        violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`
        )
      ).toEqual([]);
    }));

  it('is looked up where trackers are blocked, by a file of no tracker’s name', () =>
    atLookup(async (page) => {
      // A rule of EasyPrivacy, as blockers read it: anywhere in an address, in capitals or not.
      await page.route(/\/gtm\.js/i, (route) => route.abort());
      await page.locator('#lookup select').selectOption('GTM');
      await page.locator('#lookup figure').waitFor();
      await page.unrouteAll();
    }));

  it('says so when its file cannot be had, and asks again the next time', () =>
    atLookup(async (page) => {
      await page.route('**/data/countries/*RA.json', (route) => route.abort());
      await page.locator('#lookup select').selectOption('FRA');
      await expect
        .poll(() => page.locator('#lookup [role="status"]').innerText())
        .toMatch(/could not be fetched/);
      await page.unrouteAll();
      await page.locator('#lookup select').selectOption('');
      await page.locator('#lookup select').selectOption('FRA');
      await page.locator('#lookup figure').waitFor();
      // One that comes late does not take the place of what was asked after it.
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/data/countries/*RA.json', async (route) => {
        await held;
        await route.continue();
      });
      await page.locator('#lookup select').selectOption('BRA');
      await page.locator('#lookup select').selectOption('JPN');
      await expect.poll(() => page.locator('#lookup figcaption').innerText()).toMatch(/^Japan/);
      const late = page.waitForResponse('**/data/countries/*RA.json');
      release();
      await (await late).finished();
      await drawn(page, 2);
      expect(await page.locator('#lookup figcaption').innerText()).toMatch(/^Japan/);
      expect(await page.locator('#lookup [role="status"]').innerText()).toContain('Japan');
    }));

  it('says of a place that the source does not list that it has no figures, and of no other page that it had them', () =>
    atLookup(async (page) => {
      const codes = await page
        .locator('#lookup option')
        .evaluateAll((options) => options.map((one) => (one as HTMLOptionElement).value));
      const unlisted = codes.filter(
        (code) => code && !existsSync(`dist/data/countries/${code}.json`)
      );
      expect(unlisted.length).toBeGreaterThan(0);
      await page.locator('#lookup select').selectOption(unlisted[0]!);
      await expect
        .poll(() => page.locator('#lookup [role="status"]').innerText())
        .toMatch(/: not listed in this source\.$/);
      expect(await page.locator('#lookup figure').count()).toBe(0);
    }));

  it('is no one’s without script: the pictures and the file of every release stay', () =>
    onPage(phone, async (page) => {
      await withoutScripts(page);
      await page.goto(siteUrl('en/'));
      expect(await page.locator('.pick').first().isVisible()).toBe(false);
      expect(await page.locator('#speed .series').first().isVisible()).toBe(true);
      expect(await page.locator('#lookup a[download]').getAttribute('href')).toBe(
        '../data/tables/internet-use-every-release.en.csv'
      );
    }));
});
