import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embed } from '../../src/cards/embed/embed.ts';
import { onPage, useChromium, withPopupBlocker, siteUrl, useSite } from '../browser/chromium.ts';
import { drawn, layoutShift, watchLayoutShift } from '../browser/reading.ts';
import { heightAt } from '../cards/height-at.ts';
import { forged, hostileCard } from '../hosts/forgeries.ts';
import { desktop, say, watch } from './walk.ts';

useChromium();
useSite();

const label = say('en');
const optionalScript = () => `<script src="${siteUrl('embed/v1/embed.js')}"></script>`;

let partner: Server;
const articles = new Map<string, string>();
beforeAll(async () => {
  partner = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(articles.get(request.url ?? '') ?? '<title>Empty</title>');
  });
  await once(partner.listen(0, 'localhost'), 'listening');
});
afterAll(() => partner.close());

function publishArticle(path: string, snippet: string) {
  articles.set(
    `/${path}`,
    `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Article</title><link rel="icon" href="data:,"><style>body{margin:0}</style><main><h1>Article</h1><p>Above.</p>${snippet}<p>Below.</p></main>`
  );
  return `http://localhost:${(partner.address() as AddressInfo).port}/${path}`;
}

async function embedOf(id: string, language: string): Promise<Embed> {
  const list = await fetch(siteUrl('embed/v1/embeds.json'));
  const { embeds } = (await list.json()) as { embeds: Embed[] };
  const embed = embeds.find((one) => one.id === id && one.language === language)!;
  const live = embed.snippet.live.replace(
    /(src|href)="(?!https?:)([^"]+)"/g,
    (_, name: string, path: string) => `${name}="${new URL(path, list.url).href}"`
  );
  return { ...embed, snippet: { ...embed.snippet, live } };
}

async function cardOn(page: Page) {
  const frame = (await (await page.waitForSelector('iframe')).contentFrame())!;
  await frame.getByRole('heading', { level: 1 }).waitFor();
  return frame;
}

const heightOf = (page: Page) =>
  page
    .locator('iframe')
    .first()
    .evaluate((frame) => frame.clientHeight);

async function send(page: Page, from: Page | Frame, messages: unknown[]) {
  await from.evaluate((all) => {
    for (const message of all) parent.postMessage(message, '*');
  }, messages);
  await drawn(page, 10);
}

describe('a partner', () => {
  it('chooses a figure, copies its snippet and pastes it: the card has its height before any script and at every width', () =>
    onPage({ ...desktop, permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      const { errors, origins } = watch(page);
      await page.goto(siteUrl('en/partners/'));
      await page.getByRole('combobox', { name: label('partners.figure') }).selectOption('speed');
      await page.getByRole('radio', { name: 'Bahasa Indonesia' }).check();
      await page.getByRole('button', { name: label('partners.copy') }).click();
      await page.getByText(label('partners.copied')).waitFor();
      const snippet = await page.evaluate(() => navigator.clipboard.readText());
      const { heights, title } = await embedOf('speed', 'id');
      await page.frameLocator('iframe').getByRole('heading', { name: title }).waitFor();
      expect([...origins]).toEqual([new URL(siteUrl('')).origin]);

      await watchLayoutShift(page);
      await page.goto(publishArticle('pasted', snippet));
      const card = await cardOn(page);
      expect(await card.getByRole('heading', { level: 1 }).innerText()).toBe(title);
      expect(await layoutShift(page)).toBe(0);
      for (const width of [900, 640, 480, 320]) {
        await page.setViewportSize({ width, height: 800 });
        await expect
          .poll(() => heightOf(page), { message: `${width} px` })
          .toBe(heightAt(heights, width));
        const hidden = () => document.documentElement.scrollHeight - innerHeight;
        await expect.poll(() => card.evaluate(hidden), { message: `${width} px` }).toBe(0);
      }
      await page.setViewportSize(desktop.viewport);
      await card.locator('label', { hasText: say('id')('card.view.table') }).click();
      expect(await card.getByRole('table').first().isVisible()).toBe(true);
      expect(errors).toEqual([]);
    }));

  it('embeds a map that is read by keyboard, with script or without, and axe finds no fault', async () => {
    const { snippet } = await embedOf('world', 'en');
    const address = publishArticle('map', `<button>Before</button>${snippet.live}`);
    await onPage(desktop, async (page) => {
      await page.goto(address);
      const card = await cardOn(page);
      const previous = card.getByRole('button', { name: label('map.control.previous') });
      await previous.waitFor();
      const [, newest] = /(\d{4})/.exec(await card.getByRole('img').first().ariaSnapshot())!;
      await page.getByRole('button', { name: 'Before' }).focus();
      for (let presses = 0; presses < 6; presses++) {
        await page.keyboard.press('Tab');
        if (await previous.evaluate((button) => button === document.activeElement)) break;
      }
      await page.keyboard.press('Enter');
      await card.getByRole('img', { name: String(Number(newest) - 1) }).waitFor();
      await card
        .getByRole('combobox', { name: label('map.control.country') })
        .selectOption({ label: 'Indonesia' });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    });
    await onPage({ ...desktop, javaScriptEnabled: false }, async (page) => {
      await page.goto(address);
      const card = page.frameLocator('iframe');
      expect(await card.getByRole('img').first().isVisible()).toBe(true);
      await card.getByRole('radio', { name: 'Table' }).check();
      await card.getByRole('columnheader', { name: '2000' }).waitFor();
    });
  });

  it('gives cards the colours of the page: those of the reader, or the partner’s own', async () => {
    const { snippet } = await embedOf('speed', 'en');
    const dark = snippet.live.replace('speed.html', 'speed.html?theme=dark');
    const groundOf = async (page: Page) =>
      (await cardOn(page)).evaluate(
        () => getComputedStyle(document.documentElement).backgroundColor
      );
    await onPage({ colorScheme: 'light' }, async (page) => {
      await page.goto(publishArticle('theme', snippet.live));
      const byDay = await groundOf(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await expect.poll(() => groundOf(page)).not.toBe(byDay);
      const byNight = await groundOf(page);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(publishArticle('dark', dark));
      // The card's script sets the theme.
      await expect.poll(() => groundOf(page)).toBe(byNight);
    });
  });

  it('adds embed.js: the frame follows larger text, and forged messages move nothing', async () => {
    const { snippet } = await embedOf('speed', 'en');
    await onPage(desktop, async (page) => {
      const { errors } = watch(page);
      await page.goto(publishArticle('script', snippet.live + optionalScript()));
      const card = await cardOn(page);
      const before = await heightOf(page);
      await card.evaluate(() => (document.documentElement.style.fontSize = '200%'));
      await expect.poll(() => heightOf(page)).toBeGreaterThan(before + 100);
      await card.evaluate(() => (document.documentElement.style.fontSize = ''));
      await expect.poll(() => heightOf(page)).toBe(before);
      // Another frame of the page, the page itself, and the card under another card's name.
      const sibling = await page.evaluateHandle((src) => {
        const frame = Object.assign(document.createElement('iframe'), { src });
        return new Promise<HTMLIFrameElement>((resolve) => {
          frame.addEventListener('load', () => resolve(frame));
          document.body.append(frame);
        });
      }, siteUrl('embed/v1/embeds.json'));
      const other = (await sibling.contentFrame())!;
      await send(page, other, forged('speed'));
      await send(page, page, forged('speed'));
      await send(page, card, forged('since'));
      expect(await heightOf(page)).toBe(before);
      expect(errors).toEqual([]);
    });
  });

  it('keeps the reader on the article, though the card’s file was replaced by a hostile one', async ({
    skip
  }) => {
    const { snippet } = await embedOf('speed', 'en');
    const address = publishArticle('hostile', snippet.live + optionalScript());
    await withPopupBlocker(skip, async (browser) => {
      const context = await browser.newContext(desktop);
      const page = await context.newPage();
      const strangers = 'http://stranger.example/';
      const asked: string[] = [];
      page.on('dialog', (dialog) => {
        asked.push(dialog.message());
        void dialog.dismiss();
      });
      await context.route(`${strangers}**`, (route) => {
        asked.push(route.request().url());
        return route.fulfill({ contentType: 'text/html', body: '<title>A stranger</title>' });
      });
      await context.route('**/embed/v1/en/speed.html', (route) =>
        route.fulfill({ contentType: 'text/html', body: hostileCard(strangers) })
      );
      await page.goto(address, { waitUntil: 'load' });
      // The page does not wait for a lazy frame.
      await (await (await page.waitForSelector('iframe')).contentFrame())!.waitForURL(
        '**/speed.html'
      );
      await page.evaluate(() => frames[0]!.postMessage('begin', '*'));
      await expect.poll(() => asked).toEqual([`${strangers}tried`]);
      await page.locator('iframe').click();
      await expect.poll(() => asked).toEqual([`${strangers}tried`, `${strangers}touched`]);
      expect(page.url()).toBe(address);
      expect(context.pages()).toHaveLength(1);
    });
  });

  it('embeds the whole story, which is shown whole and leads to its help in the frame', async () => {
    const { snippet, heights } = await embedOf('story', 'en');
    await onPage({ viewport: { width: 390, height: 700 } }, async (page, context) => {
      await page.goto(publishArticle('story', snippet.live));
      const card = await cardOn(page);
      expect(await heightOf(page)).toBe(heightAt(heights, 390));
      expect(await card.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(
        0
      );
      await card.getByRole('link', { name: label('note.help'), exact: true }).click();
      await expect
        .poll(() =>
          card
            .getByRole('heading', { name: label('help.title') })
            .last()
            .boundingBox()
        )
        .toMatchObject({ y: expect.closeTo(0, -2) });
      const [story] = await Promise.all([
        context.waitForEvent('page'),
        card
          .getByRole('link', { name: label('card.story.full', { site: label('site.name') }) })
          .last()
          .click()
      ]);
      await story.waitForURL(`${siteUrl('en/')}*`);
      expect(await story.evaluate(() => window.opener === null)).toBe(true);
    });
  });
});
