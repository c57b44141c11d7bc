import { expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { share } from '../slice.ts';
import { onPage, useChromium, siteUrl, useSite } from './chromium.ts';
import { atRest } from './reading.ts';

useChromium();
useSite();

const desktop = { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' } as const;

it('skip links lead past the bar and past each figure (A22, WCAG 2.4.1)', () =>
  onPage(desktop, async (page) => {
    await page.goto(siteUrl('en/'));
    const skips = await page.$$eval('a.skip[href^="#"]:not([href="#story"])', (links) =>
      (links as HTMLAnchorElement[]).map((link) => {
        const isAfter = (one: Node, other: Node) =>
          Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
        const target = document.getElementById(link.hash.slice(1))!;
        const figure = [...document.querySelectorAll('figure')].find((one) => isAfter(link, one))!;
        return { figure: figure.dataset['figure'], passes: isAfter(figure, target) };
      })
    );
    // Sheets hold the words themselves.
    const figures = await page.$$eval('main figure[data-figure]:not(.sheets)', (found) =>
      found.map((one) => one.getAttribute('data-figure'))
    );
    expect(figures.length).toBeGreaterThanOrEqual(4);
    expect(skips).toEqual(figures.map((figure) => ({ figure, passes: true })));
  }));

it.each(share(languages, 2))('%s: find-in-page finds every sentence of the page', (language) =>
  onPage(desktop, async (page) => {
    await page.goto(siteUrl(`${language}/`));
    await atRest(page);
    const { lost, found } = await page.evaluate(() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const kept = { found: [] as string[], hidden: [] as string[] };
      while (texts.nextNode()) {
        const holder = texts.currentNode.parentElement!;
        const text = texts.currentNode.textContent!.replace(/\s+/g, ' ').trim();
        // Descriptions are for screen readers; the stage that moves says what the gauges say.
        const not =
          'script, style, option, [id$="-text"], .choropleth-still, .ground > [aria-hidden]';
        if (!text || holder.closest(not)) continue;
        let seen = getComputedStyle(holder).visibility === 'visible';
        // Text in a closed <details> is found, and opens it. What is not displayed is not found.
        for (let above: Element | null = holder; above; above = above.parentElement)
          if (getComputedStyle(above).display === 'none') seen = false;
        // Drawings for other widths.
        if (!seen && holder.closest('.drawing')) continue;
        (seen ? kept.found : kept.hidden).push(text);
      }
      const all = kept.found.join(' ');
      return {
        found: kept.found.length,
        lost: kept.hidden.filter((text) => text.split(' ').length > 3 && !all.includes(text))
      };
    });
    expect(found).toBeGreaterThan(1200);
    expect(lost).toEqual([]);
    // A link to a text opens the details that hold it.
    await page.goto(siteUrl(`${language}/`));
    const note = page.locator('#world .figure-table .notes li').first();
    const words = (await note.textContent())!.trim();
    await page.goto('about:blank');
    await page.goto(siteUrl(`${language}/#:~:text=${encodeURIComponent(words)}`));
    const opened = page.locator('#world .figure-table').first();
    await expect.poll(() => opened.getAttribute('open')).not.toBeNull();
  })
);
