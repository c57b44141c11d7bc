import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { speak } from '../../src/copy/words.ts';
import { languages } from '../../src/locale/languages.ts';
import { storyWords } from '../charts/story-data.ts';
import { onPage, useChromium, siteUrl, useSite } from './chromium.ts';

useChromium();
useSite();

const open = async (page: Page, path: string) => {
  await page.goto(siteUrl(path), { waitUntil: 'load' });
  await page.locator('#choose').waitFor({ state: 'visible' });
};
const field = (page: Page, name: string, value = '') =>
  page.locator(`[name="${name}"]${value && `[value="${value}"]`}`);
const snippetOf = (page: Page) => page.locator('#choose-snippet').inputValue();

describe('the partner page', () => {
  it('writes the snippet of the choices, with full addresses, and previews it', () =>
    onPage({ viewport: { width: 1280, height: 900 } }, async (page) => {
      const errors: string[] = [];
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      page.on('pageerror', (error) => errors.push(error.message));
      await open(page, 'en/partners/?figure=speed');
      expect(await snippetOf(page)).toContain(`src="${siteUrl('embed/v1/en/speed.html')}"`);
      await field(page, 'figure').selectOption('world');
      await field(page, 'language', 'id').check();
      await field(page, 'version', 'pinned').check();
      await page
        .locator('details', { has: field(page, 'theme') })
        .locator('summary')
        .click();
      await field(page, 'theme', 'dark').check();
      await field(page, 'accent').fill('#7ad0ff');
      await field(page, 'help').selectOption('IDN');
      const text = await snippetOf(page);
      expect(text).toMatch(/^<figure class="terhubung" lang="id" /);
      expect(text).toMatch(
        /\/embed\/v1\/editions\/\d{4}-\d\d-\d\d\/id\/world\.html\?theme=dark&amp;accent=7ad0ff&amp;help=IDN"/
      );
      expect(text).toMatch(/Bantuan: [^<]*110 \(polisi\)[^<]*SAPA 129[^<]*129/);
      expect(text).toContain(`<a href="${siteUrl('id/#world')}">`);
      const frame = page.frameLocator('[data-preview] iframe');
      await frame.locator('#card').waitFor();
      expect(
        await frame.locator('html').evaluate((root) => getComputedStyle(root).colorScheme)
      ).toBe('dark only');
      expect(errors).toEqual([]);
    }));

  it('marks colours that a card would refuse (WCAG 3.3.1, 3.3.3)', () =>
    onPage({}, async (page) => {
      await open(page, 'en/partners/');
      const said = (name: string) => page.locator(`[data-fault="${name}"]`).textContent();
      await page.locator('.controls summary').click();
      await field(page, 'paper').fill('snow');
      await field(page, 'ink').fill('#ddd');
      expect([await said('paper'), await said('ink')]).not.toContain('');
      expect(await field(page, 'ink').getAttribute('aria-invalid')).toBe('true');
      await field(page, 'paper').fill('#222222');
      expect([await said('paper'), await said('ink')]).toEqual(['', '']);
      expect(await field(page, 'ink').getAttribute('aria-invalid')).toBe('false');
      // Legible on the card's own paper by day, not by night.
      await field(page, 'ink').fill('#334455');
      await field(page, 'paper').fill('');
      expect(await said('ink')).not.toBe('');
    }));

  it('selects the snippet where the page may not copy it, and says so as a status (WCAG 4.1.3)', () =>
    onPage({}, async (page) => {
      await open(page, 'id/partners/');
      await page.evaluate(() =>
        Object.defineProperty(navigator, 'clipboard', {
          value: { writeText: () => Promise.reject(new Error()) }
        })
      );
      const words = storyWords('id');
      await page.getByRole('button', { name: speak(words, 'partners.copy') }).click();
      const said = page.getByRole('status').filter({ hasText: speak(words, 'partners.uncopied') });
      await said.waitFor();
      expect(await page.evaluate(() => getSelection()?.toString())).toBe(await snippetOf(page));
    }));

  it.each([
    ['id', 320],
    ['en', 1280]
  ] as const)('is a list of all downloads without script, in %s at %i px', (language, width) =>
    onPage({ javaScriptEnabled: false, viewport: { width, height: 640 } }, async (page) => {
      await page.goto(siteUrl(`${language}/partners/`));
      expect(await page.locator('#choose').isVisible()).toBe(false);
      expect(await page.locator('.embeds > li').count()).toBeGreaterThanOrEqual(9);
      await page.locator('.embeds summary').first().click();
      expect(await page.locator('.embeds textarea').first().isVisible()).toBe(true);
      expect(await page.locator('#terms').isVisible()).toBe(true);
    })
  );
});

describe('the feed of changes', () => {
  it('is well-formed XML', () =>
    onPage({}, async (page) => {
      const paths = languages.map((language) => `embed/v1/changes.${language}.atom`);
      const texts = await Promise.all(
        paths.map(async (path) => (await fetch(siteUrl(path))).text())
      );
      const roots = await page.evaluate(
        (all) =>
          all.map(
            (text) => new DOMParser().parseFromString(text, 'text/xml').documentElement.nodeName
          ),
        texts
      );
      expect(roots).toEqual(paths.map(() => 'feed'));
    }));
});
