import type { Page } from 'playwright-core';
import { contrastOf } from './contrast.ts';

/** Where the keyboard stopped, as it was seen there. */
export interface Stop {
  name: string;
  /** Number of its element among all of the page's. */
  order: number;
  /**
   * Style, width and colour of the ring around it, or around its label where the control itself is
   * not drawn.
   */
  ring: string;
  /** Colour of the ground that the ring is on. */
  behind: string;
  /** True where nothing covers it. */
  seen: boolean;
  inMap: boolean;
}

/**
 * Presses a key until the focus is at the element of that number in the page; returns where it
 * stopped on the way, in order.
 */
export async function tabTo(page: Page, key: 'Tab' | 'Shift+Tab', end: number): Promise<Stop[]> {
  await page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const scope = window as unknown as { __stops: Stop[]; __tab?: AbortController };
    scope.__stops = [];
    scope.__tab?.abort();
    scope.__tab = new AbortController();
    // Once the key is up the browser has scrolled to what has the focus.
    addEventListener(
      'keyup',
      ({ key: pressed }) => {
        const focused = document.activeElement as HTMLElement | null;
        if (pressed !== 'Tab' || !focused || focused === document.body) return;
        // A choice of a card is its label: the button of the browser is not drawn.
        const undrawn =
          getComputedStyle(focused).opacity === '0' ||
          getComputedStyle(focused).clipPath !== 'none';
        const at = (undrawn && (focused as HTMLInputElement).labels?.[0]) || focused;
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
        const points = [...at.getClientRects()].flatMap(({ left, right, top, bottom }) => [
          [left + 2, top + 2],
          [right - 2, bottom - 2],
          [(left + right) / 2, (top + bottom) / 2]
        ]) as [number, number][];
        let ground: Element | null = at.parentElement;
        while (
          ground?.parentElement &&
          /, 0\)|transparent/.test(getComputedStyle(ground).backgroundColor)
        )
          ground = ground.parentElement;
        scope.__stops.push({
          name: `${at.tagName} ${at.className} “${(at.textContent || at.getAttribute('aria-label') || '').trim().slice(0, 30)}”`,
          order: all.indexOf(focused),
          ring: `${outlineStyle} ${outlineWidth} ${outlineColor}`,
          behind: ground ? getComputedStyle(ground).backgroundColor : '',
          seen: points.every(([x, y]) => {
            const hit = document.elementFromPoint(x, y);
            return hit !== null && (at.contains(hit) || hit.contains(at));
          }),
          inMap: at.closest('.choropleth-map') !== null
        });
      },
      { capture: true, signal: scope.__tab.signal }
    );
  });
  let at = -1;
  for (let presses = 0; at !== end && presses < 600; presses++) {
    await page.keyboard.press(key);
    at = await page.evaluate(
      () => (window as unknown as { __stops: Stop[] }).__stops.at(-1)?.order ?? -1
    );
  }
  return page.evaluate(() => (window as unknown as { __stops: Stop[] }).__stops);
}

/** Returns the number of one of the links that are shown, among all elements of the page. */
const linkAt = (page: Page, share: number): Promise<number> =>
  page.evaluate((part) => {
    const links = [...document.querySelectorAll('a[href]')].filter((link) =>
      link.checkVisibility()
    );
    return [...document.querySelectorAll('*')].indexOf(
      links[Math.floor((links.length - 1) * part)]!
    );
  }, share);

/** Returns the number of the last link that is shown, among all elements of the page. */
export const lastLink = (page: Page): Promise<number> => linkAt(page, 1);

/** Returns the number of the link before which as many others are shown as after it. */
export const middleLink = (page: Page): Promise<number> => linkAt(page, 0.5);

/** Puts the focus on the element of that number. */
export const focusOn = (page: Page, number: number): Promise<void> =>
  page.evaluate((at) => document.querySelectorAll<HTMLElement>('*')[at]!.focus(), number);

/**
 * Returns the stops whose ring is missing, under 2 px or under 3:1 on its ground (WCAG 2.4.7,
 * 1.4.11).
 */
export function faintStops(stops: readonly Stop[]): string[] {
  return stops
    .filter(({ ring, behind }) => {
      const [, style, thickness, colour] = /^(\w+) ([\d.]+)px (.*)$/.exec(ring) ?? [];
      return style !== 'solid' || Number(thickness) < 2 || contrastOf(colour ?? '', behind) < 3;
    })
    .map(({ name, ring }) => `${name}: ${ring}`);
}
