import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { describeChoropleth } from '../../src/charts/choropleth/describe.ts';
import type { MapLayer } from '../../src/charts/choropleth/frame.ts';
import { newestYear } from '../../src/story/data.ts';
import type { Language } from '../../src/locale/languages.ts';
import { openCommitted } from '../open-committed.ts';
import { onPage, useChromium } from './chromium.ts';

useChromium();

const root = join(import.meta.dirname, '..', '..');
const story = await openCommitted();

type Card = readonly [card: 'world' | 'coverage', layer: MapLayer, language: Language];
const cards: Card[] = [
  ['world', 'internet-use', 'en'],
  ['coverage', 'coverage-3g', 'id']
];
const seriesOf = (layer: MapLayer) => {
  const series = layer === 'internet-use' ? story.data.internetUse : story.data.coverage;
  if (!series) throw new Error(`the edition has no ${layer}`);
  return series;
};
const onCard = <Found>(
  [card, , language]: Card,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<Found>
) =>
  onPage({ viewport: { width: 640, height: 900 }, ...options }, async (page) => {
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(
      pathToFileURL(join(root, 'dist', 'embed', 'v1', language, `${card}.html`)).href
    );
    const found = await use(page);
    expect(errors).toEqual([]);
    return found;
  });

const text = (page: Page, selector: string) => page.locator(selector).innerText();
const previous = (page: Page) => page.locator('.map-card button').first();
const play = (page: Page) => page.locator('.map-card button').nth(1);
const seen = (page: Page) =>
  page.evaluate(() =>
    ['.map-year', '.choropleth-world', '.choropleth-missing', '.choropleth-older'].map((selector) =>
      document.querySelector<HTMLElement>(selector)?.innerText.replace(/\s+/g, ' ').trim()
    )
  );
const heard = (page: Page) =>
  page.$$eval('p.sr-only[id]', (spoken) =>
    spoken.map((element) => element.textContent.replace(/\s+/g, ' ').trim())
  );

describe.each(cards)('the card “%s”', (...card) => {
  const [, layer, language] = card;

  it('describes in words what it shows (A13)', () =>
    onCard(card, {}, async (page) => {
      const series = seriesOf(layer);
      const newest = newestYear(series);
      for (const steps of [0, 5]) {
        for (let i = 0; i < steps; i++) await previous(page).click();
        const { name, text: described } = describeChoropleth(
          series,
          { layer, year: newest - steps },
          story.words[language]
        );
        await expect.poll(() => heard(page)).toEqual([name, described]);
      }
    }));

  it('shows the newest year without script, and offers no dead control (E04)', () =>
    onCard(card, { javaScriptEnabled: false }, (still) =>
      onCard(card, {}, async (alive) => {
        expect(await still.locator('.choropleth-controls').isVisible()).toBe(false);
        expect(await seen(still)).toEqual(await seen(alive));
        expect(await heard(still)).toEqual(await heard(alive));
      })
    ));
});

describe('playing the years (V25)', () => {
  it('starts over at the end, pauses, and passes every year slowly (A07)', () =>
    onCard(cards[0]!, {}, async (page) => {
      await page.clock.install({ time: 0 });
      await page.reload();
      await page.clock.pauseAt(60_000);
      const years = seriesOf('internet-use').years;
      const label = () => play(page).textContent();
      const started = await label();
      await play(page).click();
      expect(await text(page, '.map-year')).toBe(String(years[0]));
      await page.clock.runFor(700);
      expect(await label()).not.toBe(started);
      await play(page).click();
      const paused = await text(page, '.map-year');
      expect(Number(paused)).toBeGreaterThan(years[0]!);
      await page.clock.runFor(3000);
      expect(await text(page, '.map-year')).toBe(paused);
      expect(await label()).toBe(started);
      await play(page).click();
      await page.clock.runFor(4000);
      expect(await label()).not.toBe(started);
      await page.clock.runFor(2000);
      expect(await text(page, '.map-year')).toBe(String(newestYear(seriesOf('internet-use'))));
      expect(await label()).toBe(started);
    }));

  it('jumps to the newest year with reduced motion (A06)', () =>
    onCard(cards[1]!, { reducedMotion: 'reduce' }, async (page) => {
      const newest = await text(page, '.map-year');
      await previous(page).click();
      await previous(page).click();
      await play(page).click();
      expect(await text(page, '.map-year')).toBe(newest);
    }));
});

describe('its height', () => {
  it.each(cards)(
    '“%s” is as tall with script as without, whatever country is chosen (E04)',
    (...card) =>
      onCard(card, { javaScriptEnabled: false }, (still) =>
        onCard(card, {}, async (page) => {
          const height = (of: Page) =>
            of.evaluate(() => [
              document.getElementById('card')!.scrollHeight,
              document.querySelector<HTMLElement>('.map-card')!.scrollHeight
            ]);
          for (const width of [320, 480, 640]) {
            for (const one of [still, page]) await one.setViewportSize({ width, height: 900 });
            const known = await height(still);
            expect(await height(page), String(width)).toEqual(known);
            const tallest = await page.evaluate(() => {
              const select = document.querySelector('select')!;
              const longest = [...select.options]
                .sort((one, other) => other.text.length - one.text.length)
                .slice(0, 8);
              return Math.max(
                ...longest.map((option) => {
                  select.value = option.value;
                  select.dispatchEvent(new Event('change', { bubbles: true }));
                  return document.querySelector<HTMLElement>('.map-card')!.scrollHeight;
                })
              );
            });
            expect(tallest, String(width)).toBe(known[1]);
          }
        })
      )
  );
});
