import type { Page } from 'playwright-core';
import { contrastOf } from './contrast.ts';

export interface Stop {
  name: string;
  order: number;
  ring: string;
  behind: string;
  seen: boolean;
  inMap: boolean;
}

export async function tabTo(page: Page, key: 'Tab' | 'Shift+Tab', end: number) {
  await page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const scope = window as unknown as { __stops: Stop[]; __tab?: AbortController };
    scope.__stops = [];
    scope.__tab?.abort();
    scope.__tab = new AbortController();
    // At keyup the browser has scrolled to the focus.
    addEventListener(
      'keyup',
      ({ key: pressed }) => {
        const focused = document.activeElement as HTMLElement | null;
        if (pressed !== 'Tab' || !focused || focused === document.body) return;
        // The radio buttons of cards are drawn as labels.
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
            // Numbers on two lines, one below the other, share the edge between them.
            const shared = at.matches('a.ask') && hit?.closest('a.ask');
            return hit !== null && (at.contains(hit) || hit.contains(at) || Boolean(shared));
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

const linkAt = (page: Page, share: number) =>
  page.evaluate((part) => {
    const links = [...document.querySelectorAll('a[href]')].filter((link) =>
      link.checkVisibility()
    );
    return [...document.querySelectorAll('*')].indexOf(
      links[Math.floor((links.length - 1) * part)]!
    );
  }, share);

export const lastLink = (page: Page) => linkAt(page, 1);

export const middleLink = (page: Page) => linkAt(page, 0.5);

export const focusOn = (page: Page, number: number) =>
  page.evaluate((at) => document.querySelectorAll<HTMLElement>('*')[at]!.focus(), number);

export function faintStops(stops: readonly Stop[]) {
  return stops
    .filter(({ ring, behind }) => {
      const [, style, thickness, colour] = /^(\w+) ([\d.]+)px (.*)$/.exec(ring) ?? [];
      return style !== 'solid' || Number(thickness) < 2 || contrastOf(colour ?? '', behind) < 3;
    })
    .map(({ name, ring }) => `${name}: ${ring}`);
}
