import type { Frame, Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { onPage, useChromium } from '../browser/chromium.ts';
import { bench, cardFrames, quiet, sizeOf, useBench, watch } from './bench.ts';
import { forged } from './forgeries.ts';

useChromium();
useBench();

const wide = { viewport: { width: 900, height: 700 } };

const send = (from: Frame, messages: unknown[]) =>
  from.evaluate((all) => {
    for (const message of all) parent.postMessage(message, '*');
  }, messages);

const tall = [{ type: 'terhubung:height', id: 'speed', height: 1200 }];
const answerEmpty = (route: Route) =>
  route.fulfill({ contentType: 'text/html', body: '<title>A stranger</title>' });
const strangers = 'http://stranger.example/';

async function addFrame(page: Page, src: string) {
  const element = await page.evaluateHandle((address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    return new Promise<HTMLIFrameElement>((resolve) => {
      frame.addEventListener('load', () => resolve(frame));
      document.body.append(frame);
    });
  }, src);
  return (await element.contentFrame())!;
}

describe('a page that runs embed.js', () => {
  it.each([
    ['a sibling of another origin', () => strangers],
    ['a sibling of the page’s own origin', () => `${bench().partner.url}article.css`],
    ['a sibling of the card’s origin', () => `${bench().site.url}embed/v1/embeds.json`],
    ['a sibling that holds another card', () => `${bench().site.url}embed/v1/en/since.html`],
    [
      'a sibling that holds the same card of another site',
      () => `${strangers}embed/v1/en/speed.html`
    ]
  ])('is not resized or scrolled by %s, in any protocol', (_, address) =>
    onPage(wide, async (page) => {
      await page.route(`${strangers}**`, answerEmpty);
      const watched = await watch(page);
      await page.goto(`${bench().partner.url}embed-js.html`);
      const [card] = await cardFrames(page);
      const sibling = await addFrame(page, address());
      await quiet(page, watched);
      const placeOf = async () => [
        await sizeOf(card!),
        page.url(),
        await page.evaluate(() => scrollY)
      ];
      const before = await placeOf();
      const shift = await watched.shift();
      await send(sibling, forged('speed'));
      // The page to itself.
      await page.evaluate(
        (all) => all.forEach((message) => window.postMessage(message, '*')),
        forged('speed')
      );
      await quiet(page, watched);
      expect(await placeOf()).toEqual(before);
      expect(await watched.shift()).toBe(shift);
      expect(watched.errors).toEqual([]);
    })
  );

  it('believes the card itself within bounds, under its name and in its protocol', () =>
    onPage(wide, async (page) => {
      const watched = await watch(page);
      await page.goto(`${bench().partner.url}embed-js.html`);
      const [card] = await cardFrames(page);
      // On a busy machine the script's own question may be answered late.
      await quiet(page, watched, 60);
      const before = await sizeOf(card!);
      // The card answers its parent only.
      const asked = await watched.messages();
      await card!.evaluate(() => window.postMessage({ type: 'terhubung:ask' }, '*'));
      expect(await quiet(page, watched)).toBe(asked);
      // A hidden card has no height to tell. In a process of its own it learns later that it is hidden.
      await page.locator('iframe').evaluate((frame) => (frame.style.display = 'none'));
      await card!.waitForFunction(
        () => document.querySelector('[data-card]')!.getBoundingClientRect().height === 0
      );
      await page
        .locator('iframe')
        .evaluate((frame: HTMLIFrameElement) =>
          frame.contentWindow!.postMessage({ type: 'terhubung:ask' }, '*')
        );
      expect(await quiet(page, watched)).toBe(asked);
      await send(card!, tall);
      await quiet(page, watched);
      await page.locator('iframe').evaluate((frame) => (frame.style.display = 'block'));
      await quiet(page, watched);
      expect(await sizeOf(card!)).toEqual(before);
      const shown = await quiet(page, watched);
      // The secret of WordPress may come to its address later.
      await card!.evaluate(() => (location.hash = '#?secret=a1'));
      expect(await quiet(page, watched)).toBeGreaterThan(shown);
      await send(card!, forged('since'));
      await send(
        card!,
        forged('speed').filter(
          (message) =>
            (message as { type?: string }).type !== 'terhubung:height' ||
            (message as { height: unknown }).height !== 1200
        )
      );
      await quiet(page, watched);
      expect(await sizeOf(card!)).toEqual(before);
      await send(card!, tall);
      await quiet(page, watched);
      expect((await sizeOf(card!)).height).toBe(1200);
    }));

  it('believes no frame that has left its card', () =>
    onPage(wide, async (page) => {
      await page.route(`${strangers}**`, answerEmpty);
      const watched = await watch(page);
      await page.goto(`${bench().partner.url}embed-js-nameless.html`);
      const [card] = await cardFrames(page);
      await quiet(page, watched);
      const before = await sizeOf(card!);
      await card!.goto(strangers);
      await send(card!, tall);
      await quiet(page, watched);
      const height = await page.locator('iframe').evaluate((frame) => frame.clientHeight);
      expect(height).toBe(before.height);
    }));
});
