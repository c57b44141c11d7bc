import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { cardPath, cards } from '../../src/cards/card.ts';
import { sidePages } from '../../src/pages/side/side-page.ts';
import { share } from '../slice.ts';
import { onPage, useChromium, openStory, useSite } from './chromium.ts';
import { contrastOf } from './contrast.ts';
import { openSide } from './open-side.ts';
import { faintStops, lastLink, tabTo } from './tabbing.ts';

useChromium();
useSite();

const still = { reducedMotion: 'reduce' } as const;
const schemes = ['light', 'dark'] as const;
const all = [...sidePages.map((id) => `en/${id}/`), ...cards.map((card) => cardPath('en', card))];
const ofEachKind = [
  'en/partners/',
  'en/help/',
  ...(['world', 'speed', 'unknown'] as const).map((card) => cardPath('en', card))
];

async function open(page: Page, path: string) {
  if (path === 'en/') await openStory(page, 'en');
  else await openSide(page, path);
  await page.evaluate(() => {
    document.querySelectorAll('iframe').forEach((frame) => frame.remove());
    // An open correction covers its figure.
    document
      .querySelectorAll('details:not(.correction > details)')
      .forEach((one) => one.setAttribute('open', ''));
    document.querySelectorAll('.release ~ .release').forEach((one) => one.remove());
  });
}

async function faintEdges(page: Page) {
  const controls = await page.$$eval(
    'button, select, input:not([type="range"]), textarea, summary, .choice label, a.button',
    (found) =>
      found
        .filter((control) =>
          control.checkVisibility({ opacityProperty: true, visibilityProperty: true })
        )
        .map((control) => {
          const ground = (of: Element | null) => {
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
            name: control.outerHTML.slice(0, 80),
            edges,
            fill: ground(control),
            behind: ground(control.parentElement),
            // Fields are known by their edge alone, buttons also by their words.
            isField: control.matches(
              'select, textarea, input:not([type="radio"], [type="checkbox"])'
            )
          };
        })
  );
  const isFaint = (colour: string, behind: string) => contrastOf(colour, behind) < 3;
  const faint = controls.filter(
    ({ edges, fill, behind, isField }) =>
      (isField && edges.length === 0) ||
      (isFaint(fill, behind) && edges.some((edge) => isFaint(edge, behind)))
  );
  return {
    count: controls.length,
    faint: faint.map(({ name, edges, behind }) => `${name}: ${edges.join(', ')} on ${behind}`)
  };
}

it.each(schemes)(
  '%s: on side pages and cards every keyboard stop is uncovered, ringed and in reading order (WCAG 2.4.3, 2.4.7, 2.4.11)',
  (colorScheme) =>
    onPage({ ...still, colorScheme, viewport: { width: 390, height: 844 } }, async (page) => {
      for (const path of colorScheme === 'light' ? share(all, 6) : ofEachKind) {
        await open(page, path);
        const stops = await tabTo(page, 'Tab', await lastLink(page));
        expect(stops.length, path).toBeGreaterThan(1);
        const covered = stops.filter(({ seen }) => !seen).map(({ name }) => name);
        expect([path, covered, faintStops(stops)]).toEqual([path, [], []]);
        const order = stops.map(({ order: place }) => place);
        expect([path, order]).toEqual([path, [...order].sort((one, other) => one - other)]);
      }
    })
);

it('the edge of every control contrasts with its ground, by day and by night (WCAG 1.4.11)', () =>
  onPage({ ...still, viewport: { width: 1280, height: 900 } }, async (page) => {
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      let met = 0;
      for (const path of ['en/', ...ofEachKind]) {
        await open(page, path);
        const { count, faint } = await faintEdges(page);
        expect([path, colorScheme, faint]).toEqual([path, colorScheme, []]);
        met += count;
      }
      expect(met).toBeGreaterThan(50);
    }
  }));
