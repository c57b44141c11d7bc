import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { onPage, useChromium, loadControls, siteUrl, useSite } from './chromium.ts';
import { atRest } from './reading.ts';

useChromium();
useSite();

const desktop = { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' } as const;

const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLElement;
    const kinds = {
      'a.ask': 'number',
      '.row > summary': 'row',
      '.figure-table > summary': 'table',
      select: 'list'
    };
    const stops = [...document.querySelectorAll('a, button, select, summary, input, [tabindex]')];
    return {
      kind: Object.entries(kinds).find(([selector]) => at.matches(selector))?.[1] ?? '',
      section: at.closest('[data-section], section')?.id ?? '',
      place: stops.indexOf(at)
    };
  });

it.each([desktop.viewport, { width: 390, height: 844 }])(
  'the focus ring of the controls in the bars is whole at $width px (WCAG 2.4.7)',
  (viewport) =>
    onPage({ ...desktop, viewport }, async (page) => {
      await page.goto(siteUrl('id/'));
      await atRest(page);
      const stops = await page.locator('.bar :is(a, button, summary):not(.skip):visible').all();
      expect(stops.length).toBeGreaterThanOrEqual(7);
      for (const stop of stops) {
        await stop.focus();
        const cut = await stop.evaluate((at) => {
          const { outlineWidth, outlineOffset } = getComputedStyle(at);
          const { top, bottom } = at.getBoundingClientRect();
          const reach = parseFloat(outlineWidth) + parseFloat(outlineOffset);
          return Math.max(reach - top, bottom + reach - innerHeight);
        });
        expect(cut).toBeLessThanOrEqual(0);
      }
    })
);

// The other language has the same stops: claims and figures are the same.
it('numbers are opened, tables scrolled and countries chosen by keyboard alone (WCAG 2.1.1, 3.2.1, 3.2.2)', () =>
  onPage(desktop, async (page, context) => {
    await page.goto(siteUrl('id/'));
    await atRest(page);
    // The controls of the figures come with the first key, those of the place when they are near.
    await page.keyboard.press('Tab');
    await loadControls(page);
    const reached = { numbers: 0, tables: 0, lists: 0 };
    const faults: string[] = [];
    let last = -1;
    for (let presses = 0; presses < 400; presses++) {
      await page.keyboard.press('Tab');
      const { kind, section, place } = await focused(page);
      if (place <= last) break;
      last = place;
      if (kind === 'number') {
        // Every number has an answer by another test. One in four is opened here.
        if (reached.numbers++ % 4 !== 0) continue;
        await page.keyboard.press('Enter');
        const answer = await page.getByRole('dialog').innerText();
        if (answer.length < 40) faults.push(`${section}: the answer of a number is empty`);
        await page.keyboard.press('Escape');
        await expect
          .poll(async () => (await focused(page)).place, { message: section })
          .toBe(place);
      } else if (kind === 'row') {
        await page.keyboard.press('Enter');
        // Scripts add controls to some rows once these are open.
        await atRest(page);
      } else if (kind === 'table') {
        reached.tables++;
        await page.keyboard.press('Enter');
        await atRest(page);
        await page.keyboard.press('Tab');
        const box = await page.evaluate(() => {
          const at = document.activeElement!;
          // A long table is on the page of the data, and linked here.
          if (at.matches('.whole > a')) return { cells: 1, high: false, name: at.textContent };
          const cells = at.querySelectorAll('td').length;
          return { cells, high: at.scrollHeight > at.clientHeight + 40, name: at.ariaLabel };
        });
        if (!box.cells || !box.name) faults.push(`${section}: a table is not reached`);
        if (box.high) {
          await page.keyboard.press('PageDown');
          await page.waitForFunction(() => document.activeElement!.scrollTop > 0);
        }
        last = (await focused(page)).place;
      } else if (kind === 'list') {
        reached.lists++;
        const at = await page.evaluateHandle(() => document.activeElement);
        await page.keyboard.press('ArrowDown');
        await page.waitForFunction(
          (id) =>
            [...document.querySelectorAll(`#${id} [role="status"]`)].some((line) =>
              line.textContent?.trim()
            ),
          section
        );
        if (!(await at.evaluate((list) => list === document.activeElement)))
          faults.push(`${section}: a choice moves the focus`);
        // A year of birth may add a button before its list.
        last = (await focused(page)).place;
      }
    }
    expect(faults).toEqual([]);
    // Counted last: scripts add lists.
    const all = await page.evaluate(() => ({
      numbers: document.querySelectorAll('main a.ask').length,
      tables: document.querySelectorAll('main details.figure-table').length,
      lists: document.querySelectorAll('main select').length
    }));
    expect(reached).toEqual(all);
    expect(Math.min(...Object.values(all))).toBeGreaterThanOrEqual(4);
    expect(await page.locator('#lookup tbody tr').count()).toBeGreaterThan(0);
    expect(new URL(page.url()).pathname).toBe(new URL(siteUrl('id/')).pathname);
    expect(context.pages()).toHaveLength(1);
  }));
