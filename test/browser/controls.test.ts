import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { cardPath, cards } from '../../src/cards/card.ts';
import { sidePages } from '../../src/pages/side/side-page.ts';
import { share } from '../slice.ts';
import { onPage, useChromium } from './chromium.ts';
import { contrastOf } from './contrast.ts';
import { openSide } from './open-side.ts';
import { openStory } from './open-story.ts';
import { useSite } from './site.ts';
import { faintStops, lastLink, tabTo } from './tabbing.ts';

useChromium();
useSite();

const still = { reducedMotion: 'reduce' } as const;
const beside = sidePages.map((id) => `en/${id}/`);
const schemes = ['light', 'dark'] as const;
/**
 * By night the same controls stand in other colours: one of each kind of page and card is enough.
 */
const ofEachKind = [
  'en/partners/',
  'en/help/',
  ...(['world', 'speed', 'unknown'] as const).map((card) => cardPath('en', card))
];

/** Opens a page with what its own script adds; what is folded is unfolded. */
async function open(page: Page, path: string): Promise<void> {
  if (path === 'en/') await openStory(page, 'en');
  else await openSide(page, path);
  // A preview is another page, with stops of its own.
  await page.evaluate(() => {
    document.querySelectorAll('iframe').forEach((frame) => frame.remove());
    // A correction that its reader opens covers the figure until it is closed.
    document
      .querySelectorAll('details:not(.correction > details)')
      .forEach((one) => one.setAttribute('open', ''));
    // One release, or one table, stands for all of them.
    document.querySelectorAll('.release ~ .release').forEach((one) => one.remove());
  });
}

/**
 * Returns the drawn edges of controls that are not told from their ground: with no edge of 3:1, by
 * a fill of 3:1 either.
 */
const faintEdges = (page: Page) =>
  page
    .$$eval(
      'button, select, input:not([type="range"]), textarea, summary, .choice label, a.button',
      (controls) =>
        controls
          .filter((control) =>
            control.checkVisibility({ opacityProperty: true, visibilityProperty: true })
          )
          .map((control) => {
            const ground = (of: Element | null): string => {
              for (let at = of; at; at = at.parentElement) {
                const { backgroundColor } = getComputedStyle(at);
                if (!/, 0\)|transparent/.test(backgroundColor)) return backgroundColor;
              }
              return 'rgb(255, 255, 255)';
            };
            const style = getComputedStyle(control);
            const edges = (['Top', 'Right', 'Bottom', 'Left'] as const)
              .filter(
                (side) =>
                  style[`border${side}Style`] !== 'none' &&
                  parseFloat(style[`border${side}Width`]) > 0
              )
              .map((side) => style[`border${side}Color`]);
            return {
              name: `${control.tagName} ${control.className} ${control.getAttribute('name') ?? ''} “${(control.textContent ?? '').trim().slice(0, 30)}”`,
              edges,
              fill: ground(control),
              behind: ground(control.parentElement),
              // A field is known by its edge alone; a button also by its words.
              field: control.matches(
                'select, textarea, input:not([type="radio"], [type="checkbox"])'
              )
            };
          })
    )
    .then((controls) => {
      const told = (colour: string, behind: string) => contrastOf(colour, behind) >= 3;
      const faint = controls.filter(
        ({ edges, fill, behind, field }) =>
          (field && edges.length === 0) ||
          (!told(fill, behind) && edges.some((edge) => !told(edge, behind)))
      );
      return {
        controls: controls.length,
        faint: faint.map(({ name, edges, behind }) => `${name}: ${edges.join(', ')} on ${behind}`)
      };
    });

describe('controls beside the story and in cards', () => {
  it.each(schemes)(
    '%s: tabbing shows every stop whole and ringed, in reading order (WCAG 2.4.3, 2.4.7)',
    (colorScheme) =>
      onPage({ ...still, colorScheme, viewport: { width: 390, height: 844 } }, async (page) => {
        const all = [...beside, ...cards.map((card) => cardPath('en', card))];
        for (const path of colorScheme === 'light' ? share(all, 8) : ofEachKind) {
          await open(page, path);
          const stops = await tabTo(page, 'Tab', await lastLink(page));
          expect(stops.length, path).toBeGreaterThan(1);
          expect([path, stops.filter(({ seen }) => !seen).map(({ name }) => name)]).toEqual([
            path,
            []
          ]);
          expect([path, faintStops(stops)]).toEqual([path, []]);
          const order = stops.map(({ order: place }) => place);
          expect([path, order]).toEqual([path, [...order].sort((one, other) => one - other)]);
        }
      })
  );

  it('the edge of every control stands out from its ground, by day and by night (WCAG 1.4.11)', () =>
    onPage({ ...still, viewport: { width: 1280, height: 900 } }, async (page) => {
      const met = { light: 0, dark: 0 };
      for (const path of ['en/', ...ofEachKind]) {
        await open(page, path);
        for (const colorScheme of schemes) {
          await page.emulateMedia({ colorScheme });
          const { controls, faint } = await faintEdges(page);
          expect([path, colorScheme, faint]).toEqual([path, colorScheme, []]);
          met[colorScheme] += controls;
        }
      }
      expect(Math.min(met.light, met.dark)).toBeGreaterThan(50);
    }));

  it('do nothing when a press slides off them (WCAG 2.5.2)', () =>
    onPage({ ...still, viewport: { width: 1280, height: 900 } }, async (page) => {
      for (const path of ['en/', 'en/partners/', cardPath('en', 'world')]) {
        await open(page, path);
        const all = 'button, summary, a[href], .choice label';
        // One of each kind stands for all of it, and in the slice every second kind of the story’s.
        const kinds = await page.$$eval(all, (found) =>
          found.map(
            ({ tagName, className, parentElement }) =>
              `${tagName} ${className} ${parentElement?.className ?? ''}`
          )
        );
        const state = () =>
          page.evaluate(() => [
            location.pathname,
            // A press elsewhere closes the list of sections, as it does a menu.
            document.querySelectorAll('details[open]:not(.sections)').length,
            [
              ...document.querySelectorAll<HTMLInputElement>(
                'input:not([type="range"]), select, textarea'
              )
            ]
              .map(({ value, checked }) => `${value}${checked}`)
              .join(),
            document.querySelectorAll(':popover-open').length,
            document.documentElement.dataset['plain'] ?? ''
          ]);
        const before = await state();
        let pressed = 0;
        const left = new Set(share([...new Set(kinds)], path === 'en/' ? 2 : 1));
        for (const [index, control] of (await page.$$(all)).entries()) {
          const kind = kinds[index]!;
          if (!left.has(kind) || !(await control.isVisible())) continue;
          await control.scrollIntoViewIfNeeded();
          const box = await control.boundingBox();
          if (!box || box.width < 4) continue;
          left.delete(kind);
          await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
          await page.mouse.down();
          await page.mouse.move(box.x + box.width / 2, box.y + box.height + 60);
          await page.mouse.move(2, 450);
          await page.mouse.up();
          pressed += 1;
          expect([path, kind, await state()]).toEqual([path, kind, before]);
        }
        expect(pressed, path).toBeGreaterThan(2);
      }
    }));
});
