import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { onPage, useChromium } from '../browser/chromium.ts';
import {
  atRest,
  bench,
  cardFrames,
  quiet,
  sizeOf,
  useBench,
  watch,
  type Watched
} from './bench.ts';

useChromium();
useBench();

const wide = { viewport: { width: 900, height: 700 } };

const at = atRest(wide);

async function enlarge(page: Page, watched: Watched, percent: number) {
  const [frame] = await cardFrames(page);
  const before = await sizeOf(frame!);
  await frame!.evaluate((size) => (document.documentElement.style.fontSize = `${size}%`), percent);
  await quiet(page, watched);
  const after = await sizeOf(frame!);
  const wanted = await frame!.evaluate(() => document.getElementById('card')!.offsetHeight);
  return { grown: after.height - before.height, missing: wanted - after.height };
}

describe('embed.js', () => {
  it('stops when it is told to, and starts when it is added again', () =>
    at('embed-js', async (page, watched) => {
      await page.evaluate(() => window.terhubung?.stop());
      expect(await page.evaluate(() => 'terhubung' in window)).toBe(false);
      expect((await enlarge(page, watched, 200)).grown).toBe(0);
      await page.addScriptTag({ url: `${bench().site.url}embed/v1/embed.js` });
      await quiet(page, watched);
      const [frame] = await cardFrames(page);
      const { height, known } = await sizeOf(frame!);
      expect(height).toBeGreaterThan(known + 100);
    }));

  it('follows frames that are added later', () =>
    at('embed-js', async (page, watched) => {
      const src = `${bench().site.url}embed/v1/id/since.html`;
      await page.evaluate((address) => {
        document.querySelector('iframe')!.remove();
        document
          .querySelector('article')!
          .append(Object.assign(document.createElement('iframe'), { src: address, width: '100%' }));
      }, src);
      const [frame] = await cardFrames(page);
      await quiet(page, watched);
      const { height, known } = await sizeOf(frame!);
      expect(Math.abs(height - known)).toBeLessThanOrEqual(2);
    }));

  it('ignores cards of other sites', () =>
    onPage(wide, async (page) => {
      const watched = await watch(page);
      const site = bench().site.url;
      // Another newsroom's site.
      const other = site.replace('localhost', 'other.localhost');
      await page.route(`${other}**`, async (route) =>
        route.fulfill({
          response: await route.fetch({ url: route.request().url().replace(other, site) })
        })
      );
      await page.goto(`${bench().partner.url}embed-js.html`);
      await page.evaluate((src) => {
        document.querySelector('iframe')!.remove();
        document
          .querySelector('article')!
          .append(
            Object.assign(document.createElement('iframe'), { src, width: '100%', height: 300 })
          );
      }, `${other}embed/v1/en/speed.html`);
      const [frame] = await cardFrames(page);
      expect(await quiet(page, watched)).toBeGreaterThan(0);
      expect((await sizeOf(frame!)).height).toBe(300);
    }));
});

describe('<terhubung-figure>', () => {
  const element = 'terhubung-figure';
  const src = (page: Page) => page.locator(`${element} iframe`).getAttribute('src');

  it('has the frame of the snippet, and its caption', () =>
    at('element', async (page) => {
      const markup = await page.locator(element).innerHTML();
      expect(markup).toMatch(/^<iframe [^>]*><\/iframe><p>/);
      const frame = page.locator(`${element} iframe`);
      expect(await frame.getAttribute('sandbox')).toBe(
        'allow-scripts allow-popups allow-popups-to-escape-sandbox'
      );
      expect(await frame.getAttribute('loading')).toBe('lazy');
      expect(await frame.getAttribute('referrerpolicy')).toBe('no-referrer');
      expect(await frame.getAttribute('title')).toMatch(/\S/);
    }));

  it('follows its attributes, then the partner’s style sheet', () =>
    at('element', async (page, watched) => {
      await page.addStyleTag({
        content: `${element} { --terhubung-paper: #002233; --terhubung-accent: #FFCC00; --terhubung-width: 400 }`
      });
      await page.locator(element).evaluate((node) => {
        node.setAttribute('language', 'id');
        node.setAttribute('accent', '#ffffff');
        node.setAttribute('help', 'IDN');
      });
      expect(await src(page)).toBe(
        `${bench().site.url}embed/v1/id/speed.html?paper=002233&accent=ffffff&width=400&help=IDN`
      );
      expect(await page.locator('iframe').count()).toBe(1);
      const [frame] = await cardFrames(page);
      await frame!.waitForURL(/\/id\//);
      await quiet(page, watched);
      const { width, height, known } = await sizeOf(frame!);
      expect(width).toBe(400);
      expect(Math.abs(height - known)).toBeLessThanOrEqual(2);
    }));

  it('adds nothing to the history when its card changes', () =>
    at('element', async (page) => {
      const before = await page.evaluate(() => history.length);
      await page.locator(element).evaluate((node) => node.setAttribute('theme', 'dark'));
      await cardFrames(page);
      await page.locator(element).evaluate((node) => node.setAttribute('figure', 'since'));
      const [frame] = await cardFrames(page);
      await frame!.waitForURL(/since\.html/);
      expect(await page.evaluate(() => history.length)).toBe(before);
    }));

  it('loads its frame once, though its script runs twice and its attribute is set again', () =>
    at('element', async (page, watched) => {
      const [frame] = await cardFrames(page);
      await frame!.evaluate(() => (document.title = 'as it was'));
      await page.addScriptTag({ url: `${bench().site.url}embed/v1/element.js` });
      await page
        .locator(element)
        .evaluate((node) => node.setAttribute('figure', node.getAttribute('figure')!));
      await quiet(page, watched);
      const [after] = await cardFrames(page);
      expect(await after!.title()).toBe('as it was');
    }));

  it('makes room for larger text in a shadow root', () =>
    at('element', async (page, watched) => {
      await page.evaluate((name) => {
        const host = document.createElement('div');
        host.attachShadow({ mode: 'open' }).append(document.querySelector(name)!);
        document.querySelector('article')!.append(host);
      }, element);
      await quiet(page, watched);
      const { grown, missing } = await enlarge(page, watched, 200);
      expect(grown).toBeGreaterThan(100);
      expect(Math.abs(missing)).toBeLessThanOrEqual(1);
    }));

  it('pins an edition', () =>
    at('element', async (page) => {
      const { edition } = (await (
        await page.request.get(`${bench().site.url}embed/v1/embeds.json`)
      ).json()) as { edition: string };
      await page
        .locator(element)
        .evaluate((node, day) => node.setAttribute('edition', day), edition);
      expect(await src(page)).toBe(`${bench().site.url}embed/v1/editions/${edition}/en/speed.html`);
      await cardFrames(page);
    }));

  it.each([
    ['figure', 'constructor'],
    ['language', '../en'],
    ['edition', '../../..']
  ])('shows the caption without a frame when %s is “%s”', (name, value) =>
    at('element', async (page) => {
      await page
        .locator(element)
        .evaluate((node, [key, given]) => node.setAttribute(key!, given!), [name, value]);
      expect(await page.locator(element).innerHTML()).toMatch(/^<p>/);
    })
  );
});
