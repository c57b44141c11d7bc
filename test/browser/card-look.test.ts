import type { BrowserContextOptions, Frame } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { onPage, useChromium, siteUrl, useSite } from './chromium.ts';

useChromium();
useSite();

const inCard = <Found>(
  query: string,
  options: BrowserContextOptions,
  use: (card: Frame) => Promise<Found>
) =>
  onPage({ viewport: { width: 700, height: 900 }, ...options }, async (page) => {
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(String(error)));
    const address = siteUrl(`embed/v1/en/speed.html${query}`).replaceAll('&', '&amp;');
    const body = `<link rel="icon" href="data:,"><iframe src="${address}" width="640" height="900" sandbox="allow-scripts"></iframe>`;
    await page.route(siteUrl('partner'), (route) =>
      route.fulfill({ contentType: 'text/html', body })
    );
    await page.goto(siteUrl('partner'));
    const found = await use(page.frames()[1]!);
    expect(errors).toEqual([]);
    return found;
  });

const lookOf = (card: Frame) =>
  card.evaluate(() => {
    const of = (selector: string) => getComputedStyle(document.querySelector(selector)!);
    return {
      ground: of('html').backgroundColor,
      text: of('html').color,
      link: of('.home a').color,
      figure: of('.stage').backgroundColor,
      scheme: of('html').colorScheme
    };
  });

const day = { ground: 'rgb(251, 250, 246)', text: 'rgb(29, 37, 41)' };
const night = { ground: 'rgb(21, 25, 27)', text: 'rgb(236, 233, 225)' };
const figure = { light: day.ground, dark: night.ground };

describe('a card’s look', () => {
  it.each([
    ['light', '?theme=light', 'dark', { ...day, scheme: 'light only', figure: figure.light }],
    [
      'the partner’s colours',
      '?paper=002233&ink=ffffff&accent=ffcc00',
      'light',
      {
        ground: 'rgb(0, 34, 51)',
        text: 'rgb(255, 255, 255)',
        link: 'rgb(255, 204, 0)',
        scheme: 'dark only',
        figure: figure.dark
      }
    ],
    ['unchanged by illegible colours', '?paper=777&ink=888&accent=eee', 'light', day]
  ] as const)('is %s', async (_, query, colorScheme, expected) => {
    expect(await inCard(query, { colorScheme }, lookOf)).toMatchObject(expected);
  });

  it('stays light where the browser darkens light pages by itself', () =>
    inCard('?theme=light', { colorScheme: 'dark' }, async (card) => {
      const page = card.page();
      const corner = () => page.screenshot({ clip: { x: 12, y: 12, width: 4, height: 4 } });
      const seen = await corner();
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setAutoDarkModeOverride', { enabled: true });
      await page.waitForFunction(() => {
        document.body.insertAdjacentHTML(
          'beforeend',
          '<i style="display:none;background:Canvas;color-scheme:light"></i>'
        );
        const { backgroundColor } = getComputedStyle(document.body.lastElementChild!);
        return backgroundColor !== 'rgb(255, 255, 255)';
      });
      expect((await corner()).equals(seen)).toBe(true);
    }));

  it('gives up a colour that is illegible once the reader’s day turns to night', () =>
    inCard('?ink=334455', { colorScheme: 'light' }, async (card) => {
      expect((await lookOf(card)).text).toBe('rgb(51, 68, 85)');
      await card.page().emulateMedia({ colorScheme: 'dark' });
      await expect.poll(() => lookOf(card)).toMatchObject(night);
    }));
});

describe('a card’s help', () => {
  it.each([
    ['the language’s country', '', ['GBR', 'WLD']],
    ['the partner’s', '?help=IDN', ['IDN', 'WLD']],
    ['the partner’s, in small letters', '?help=idn', ['IDN', 'WLD']],
    ['the language’s where the partner’s is unknown', '?help=FRA', ['GBR', 'WLD']]
  ])('is that of %s, and the directory of the world', async (_, query, expected) => {
    const countries = (card: Frame) =>
      card.$$eval('[data-country]', (lines) =>
        (lines as HTMLElement[])
          .filter((line) => line.offsetHeight > 0)
          .map((line) => line.dataset['country'])
      );
    expect([...new Set(await inCard(query, {}, countries))]).toEqual(expected);
  });
});
