import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { long } from '../slice.ts';
import { onPage, useChromium } from './chromium.ts';
import { atRest } from './reading.ts';
import { siteUrl, useSite } from './site.ts';

useChromium();
useSite();

const desk = { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' } as const;

/** What has the focus, and what it belongs to. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLElement;
    // Among what takes focus alone: pictures change their marks as steps pass.
    const stops = [
      ...document.querySelectorAll<HTMLElement>('a, button, select, summary, input, [tabindex]')
    ];
    return {
      kind: at.matches('a.ask')
        ? 'number'
        : at.matches('.figure-table > summary')
          ? 'table'
          : at.matches('select')
            ? 'list'
            : '',
      section: at.closest('[data-section], section')?.id ?? '',
      place: stops.indexOf(at)
    };
  });

describe('by keyboard alone', () => {
  it.each([desk.viewport, { width: 390, height: 844 }])(
    'shows the whole ring around what stands in the bars at $width px',
    (viewport) =>
      onPage({ ...desk, viewport }, async (page) => {
        await page.goto(siteUrl('id/'));
        await atRest(page);
        const stops = await page.locator('.bar :is(a, button, summary):not(.skip):visible').all();
        expect(stops.length).toBeGreaterThanOrEqual(7);
        for (const stop of stops) {
          await stop.focus();
          const cut = await stop.evaluate((at) => {
            const { outlineWidth, outlineOffset } = getComputedStyle(at);
            const [{ top, bottom }, reach] = [
              at.getBoundingClientRect(),
              parseFloat(outlineWidth) + parseFloat(outlineOffset)
            ];
            return Math.max(reach - top, bottom + reach - innerHeight);
          });
          expect(cut).toBeLessThanOrEqual(0);
        }
      })
  );

  // One language: the other has the same stops, since claims and figures are held to be the same.
  it('numbers are opened, every table is read and a country chosen in every list', () =>
    onPage(desk, async (page, context) => {
      await page.goto(siteUrl('id/'));
      await atRest(page);
      // The figures' own controls come with the first key.
      await page.keyboard.press('Tab');
      await page.locator('#lookup select').waitFor({ state: 'attached' });
      // The place and the year, when they are near.
      await page.locator('#place').scrollIntoViewIfNeeded();
      await page.locator('#place select').first().waitFor();
      const reached = { numbers: 0, tables: 0, lists: 0 };
      const faults: string[] = [];
      let last = -1;
      for (let presses = 0; presses < 400; presses++) {
        await page.keyboard.press('Tab');
        const { kind, section, place } = await focused(page);
        if (place <= last) break;
        last = place;
        if (kind === 'number') {
          reached.numbers++;
          // That each has an answer is held without a browser, too.
          if (!long && reached.numbers % 3 !== 1) continue;
          await page.keyboard.press('Enter');
          const [said, note] = await page.evaluate(() => [
            document.querySelector('.answer-panel:popover-open')?.textContent ?? '',
            document.querySelector('.answer-panel:popover-open p')?.textContent ?? ''
          ]);
          if (!note.trim() || said.length < 40) faults.push(`${section}: a number says nothing`);
          await page.keyboard.press('Escape');
          if ((await focused(page)).place !== place)
            faults.push(`${section}: the focus is lost behind a number`);
        } else if (kind === 'table') {
          await page.keyboard.press('Enter');
          await page.keyboard.press('Tab');
          const box = await page.evaluate(() => {
            const at = document.activeElement!;
            // A long table stands on the page of the data, and a link to it here.
            if (at.matches('.whole > a'))
              return { cells: 1, high: false, name: at.textContent ?? '' };
            return {
              cells: at.querySelectorAll('td').length,
              high: at.scrollHeight > at.clientHeight + 40,
              name: at.ariaLabel ?? ''
            };
          });
          if (!box.cells || !box.name) faults.push(`${section}: a table is not reached`);
          if (box.high) {
            await page.keyboard.press('PageDown');
            await page.waitForFunction(() => document.activeElement!.scrollTop > 0);
          }
          last = (await focused(page)).place;
          reached.tables++;
        } else if (kind === 'list') {
          await page.keyboard.press('ArrowDown');
          await page.waitForFunction(
            (id) =>
              [...document.querySelectorAll(`#${id} [role="status"]`)].some((line) =>
                line.textContent?.trim()
              ),
            section
          );
          // What is chosen moves no focus and opens nothing (WCAG 3.2.2).
          if ((await focused(page)).place !== place)
            faults.push(`${section}: choosing moves the focus`);
          reached.lists++;
        }
      }
      // Counted last: the look-up has a table only once a country is chosen.
      const all = await page.evaluate(() => ({
        numbers: document.querySelectorAll('main a.ask').length,
        tables: document.querySelectorAll('main .figure-table').length,
        lists: document.querySelectorAll('main select').length
      }));
      expect(faults).toEqual([]);
      expect(reached).toEqual(all);
      expect(Math.min(...Object.values(all))).toBeGreaterThanOrEqual(4);
      expect(await page.evaluate(() => document.querySelector('#lookup tbody tr') !== null)).toBe(
        true
      );
      // Neither focus nor choice led anywhere (WCAG 3.2.1, 3.2.2).
      expect(new URL(page.url()).pathname).toBe(new URL(siteUrl('id/')).pathname);
      expect(context.pages()).toHaveLength(1);
    }));
});
