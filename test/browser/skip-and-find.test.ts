import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { share } from '../slice.ts';
import { onPage, useChromium } from './chromium.ts';
import { atRest } from './reading.ts';
import { siteUrl, useSite } from './site.ts';

useChromium();
useSite();

const desk = { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' } as const;

describe('skip links (A22)', () => {
  it('lead past the bar, and past each figure', () =>
    onPage(desk, async (page) => {
      await page.goto(siteUrl('en/'));
      const skips = await page.evaluate(() => {
        const focusable = 'a[href], button, select, summary, [tabindex="0"]';
        return [...document.querySelectorAll<HTMLAnchorElement>('a.skip[href^="#"]')].map(
          (link) => {
            const target = document.getElementById(link.hash.slice(1))!;
            const inside = [...document.querySelectorAll('figure')].find(
              (figure) => link.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING
            );
            const passed = [...document.querySelectorAll(focusable)].filter(
              (stop) =>
                link.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING &&
                stop.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING
            );
            return {
              figure: link.hash === '#story' ? 'bar' : (inside?.dataset['figure'] ?? ''),
              passes:
                link.hash === '#story'
                  ? passed.length > 3
                  : !(inside!.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING)
            };
          }
        );
      });
      const figures = await page.$$eval('main figure[data-figure]', (found) =>
        found.map((one) => one.getAttribute('data-figure'))
      );
      expect(skips).toEqual(['bar', ...figures].map((figure) => ({ figure, passes: true })));
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(
        true
      );
    }));
});

describe('find-in-page', () => {
  it.each(share(languages, 2))('%s: finds every sentence of the page as it is loaded', (language) =>
    onPage(desk, async (page) => {
      await page.goto(siteUrl(`${language}/`));
      await atRest(page);
      const { lost, found } = await page.evaluate(() => {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const kept = { found: [] as string[], hidden: [] as string[] };
        while (texts.nextNode()) {
          const holder = texts.currentNode.parentElement!;
          const text = texts.currentNode.textContent!.replace(/\s+/g, ' ').trim();
          // A description is read to those who cannot see the picture.
          if (!text || holder.closest('script, style, option, [id$="-text"], .choropleth-still'))
            continue;
          let seen = getComputedStyle(holder).visibility === 'visible';
          // What a closed <details> holds is found, and opens it; what is not displayed is not
          // found.
          for (let above: Element | null = holder; above; above = above.parentElement)
            if (getComputedStyle(above).display === 'none') seen = false;
          // A layer of the map that is not shown has no legend; what a phone says in short stands
          // here in full.
          if (!seen && holder.closest('[data-of], .choropleth-limit')) continue;
          (seen ? kept.found : kept.hidden).push(text);
        }
        const all = kept.found.join(' ');
        return {
          found: kept.found.length,
          lost: kept.hidden.filter((text) => text.split(' ').length > 3 && !all.includes(text))
        };
      });
      expect(found).toBeGreaterThan(2000);
      expect(lost).toEqual([]);
      // As a browser finds text for a reader, or for a link that names it: the table opens.
      const note = await page.locator('#world .figure-table .notes li').first().textContent();
      await page.goto('about:blank');
      await page.goto(siteUrl(`${language}/#:~:text=${encodeURIComponent(note!.trim())}`));
      await expect
        .poll(() => page.locator('#world .figure-table').first().getAttribute('open'))
        .not.toBeNull();
      const reports = await page.locator('#unknown .reports .limits').textContent();
      await page.goto('about:blank');
      await page.goto(siteUrl(`${language}/#:~:text=${encodeURIComponent(reports!.trim())}`));
      await expect
        .poll(() => page.locator('#unknown .reports details').getAttribute('open'))
        .not.toBeNull();
    })
  );
});
