import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { cardPath, cards } from '../../src/cards/card.ts';
import { languages } from '../../src/locale/languages.ts';
import { sidePages } from '../../src/pages/side/side-page.ts';
import { share } from '../slice.ts';
import { onPage, useChromium, openStory, useSite } from './chromium.ts';
import { foreign } from './foreign.ts';
import { heardOn, type Heard } from './heard.ts';
import { openSide } from './open-side.ts';
import { atRest } from './reading.ts';

useChromium();
useSite();

const still = { reducedMotion: 'reduce' } as const;
const phone = { width: 390, height: 844 };
const desk = { width: 1440, height: 900 };
const dist = join(import.meta.dirname, '..', '..', 'dist');

interface Met extends Heard {
  tag: string;
  /** The language of a name from an attribute, else empty. */
  spokenIn: string;
  shown: string | null;
  around: boolean;
}

/** Opens all details, and leaves one row of each table: thousands of cells take seconds. */
const openAll = (page: Page) =>
  page.evaluate(() => {
    document.querySelectorAll('details').forEach((one) => one.setAttribute('open', ''));
    document.querySelectorAll('main tbody tr + tr').forEach((row) => row.remove());
  });

async function meet(page: Page): Promise<Met[]> {
  const heard = await heardOn(page);
  const seen = await page.evaluate(
    (numbers) => {
      const wordsIn = (element: Element) => {
        const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        let words = '';
        while (texts.nextNode()) {
          const holder = texts.currentNode.parentElement!;
          if (
            holder.closest('option, textarea, script') ||
            !holder.checkVisibility({ visibilityProperty: true, opacityProperty: true })
          )
            continue;
          // For screen readers only.
          let unseen = false;
          for (let above: Element | null = holder; above; above = above.parentElement)
            unseen ||= getComputedStyle(above).clipPath !== 'none';
          if (!unseen) words += texts.currentNode.textContent;
        }
        return words;
      };
      const numbered = new Map(
        [...document.querySelectorAll<HTMLElement>('[data-heard]')].map((one) => [
          Number(one.dataset['heard']),
          one
        ])
      );
      return numbers.map((number) => {
        const element = numbered.get(number)!;
        const control = element.matches(
          'a[href], button, summary, select, input, textarea, [role="button"], [role="link"]'
        );
        const labels = [...((element as HTMLInputElement).labels ?? [])];
        return {
          tag: `${element.tagName.toLowerCase()} in #${element.closest('[id]')?.id ?? ''}`,
          spokenIn: element.matches('[aria-label], [title], [alt]')
            ? (element.closest('[lang]')?.getAttribute('lang') ?? '')
            : '',
          shown: control ? [element, ...labels].map(wordsIn).join('') : null,
          around: element.closest('.bar, .foot') !== null && !element.matches('.skip')
        };
      });
    },
    heard.map(({ index }) => index)
  );
  return heard.map((one, i) => ({ ...one, ...seen[i]! }));
}

const outOfOrder = (page: Page, heard: readonly number[]) =>
  page.evaluate((numbers) => {
    const name = (element: Element) =>
      `${element.tagName} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
    const boxOf = (part: Element) => {
      if (getComputedStyle(part).display !== 'contents') return part.getBoundingClientRect();
      const parts = document.createRange();
      parts.selectNodeContents(part);
      return parts.getBoundingClientRect();
    };
    const faults: string[] = [];
    // Fixed elements, and those that appear on focus, have no place in the order.
    const numbered = new Map(
      [...document.querySelectorAll<HTMLElement>('[data-heard]')].map((one) => [
        Number(one.dataset['heard']),
        one
      ])
    );
    const placed = numbers
      .map((number) => numbered.get(number)!)
      .filter((one) => {
        for (let above: Element | null = one; above; above = above.parentElement) {
          const { position, clipPath } = getComputedStyle(above);
          if (position === 'fixed' || clipPath !== 'none') return false;
        }
        return true;
      });
    placed.forEach((one, i) => {
      const next = placed[i + 1];
      if (!next || one.contains(next)) return;
      // Compares the children of their common ancestor: a sticky picture is beside its steps.
      let [here, there] = [one as Element, next as Element];
      while (!here.parentElement!.contains(next)) here = here.parentElement!;
      while (there.parentElement !== here.parentElement) there = there.parentElement!;
      const [a, b] = [boxOf(here), boxOf(there)];
      const beside =
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
      // A new column begins at the top.
      if (b.bottom <= a.top + 1 && b.left < a.right)
        faults.push(`${name(next)} is seen above ${name(one)}`);
      else if (beside && b.right <= a.left + 1)
        faults.push(`${name(next)} is seen before ${name(one)}`);
    });
    for (const stop of document.querySelectorAll<HTMLElement>('a, button, summary, select')) {
      if (stop.tabIndex < 0) continue;
      if (stop.tabIndex > 0) faults.push(`${name(stop)} takes the focus out of turn`);
      if (
        stop.checkVisibility({ visibilityProperty: true }) &&
        !numbers.includes(Number(stop.dataset['heard']))
      )
        faults.push(`${name(stop)} is not heard`);
    }
    return { placed: placed.length, faults };
  }, heard);

/** Words without spaces, soft hyphens and capitals; empty for a mere sign, such as an arrow. */
const said = (words: string) =>
  /[\p{L}\p{N}]/u.test(words) ? words.replace(/[\s\u00ad\u200b\u2060]+/g, '').toLowerCase() : '';

describe.each(languages)('a screen reader in %s', (language) => {
  const some = <Item>(items: readonly Item[]) => share(items, 2, languages.indexOf(language));
  const [viewports, beside, framed] = [some([phone, desk]), some(sidePages), some(cards)];
  const pages: { path: string; met: Met[] }[] = [];
  const orders: { width: number; numbers: number[]; placed: number; faults: string[] }[] = [];

  beforeAll(() =>
    onPage({ ...still, viewport: phone }, async (page) => {
      await openStory(page, language);
      await openAll(page);
      for (const viewport of viewports) {
        await page.setViewportSize(viewport);
        await atRest(page);
        const met = await meet(page);
        pages.push({ path: `${language}/ at ${viewport.width} px`, met });
        const numbers = met
          .filter(({ role }) =>
            /^(heading|figure|link|button|DisclosureTriangle|combobox)$/.test(role)
          )
          .map(({ index }) => index);
        orders.push({ width: viewport.width, numbers, ...(await outOfOrder(page, numbers)) });
      }
      for (const id of beside) {
        await openSide(page, `${language}/${id}/`);
        await atRest(page);
        await openAll(page);
        pages.push({ path: `${language}/${id}/`, met: await meet(page) });
      }
      await page.setViewportSize({ width: 360, height: 740 });
      for (const card of framed) {
        const path = cardPath(language, card);
        await page.goto(pathToFileURL(join(dist, path)).href);
        pages.push({ path, met: await meet(page) });
      }
    })
  );

  it('names every control by the words it shows (WCAG 2.5.3, 4.1.2)', () => {
    expect(pages).toHaveLength(viewports.length + beside.length + framed.length);
    for (const { path, met } of pages) {
      const controls = met.filter(({ shown }) => shown !== null);
      expect(controls.length, path).toBeGreaterThan(2);
      const nameless = controls.filter(({ name }) => !name.trim()).map(({ tag }) => tag);
      const other = controls.flatMap(({ tag, name, shown }) =>
        said(name).includes(said(shown!))
          ? []
          : [`${tag} shows “${shown!.trim()}”, is called “${name}”`]
      );
      expect([path, nameless, other]).toEqual([path, [], []]);
    }
  });

  it('reads headings, figures and controls in the order of the screen and of the keyboard (WCAG 1.3.2, 2.4.3)', () => {
    for (const { width, numbers, placed, faults } of orders) {
      expect([width, faults]).toEqual([width, []]);
      expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
      expect(placed).toBeGreaterThan(200);
    }
  });

  it('reads no name in the wrong language (A19, WCAG 3.1.2)', () => {
    for (const { path, met } of pages) {
      const own = met.filter(({ spokenIn }) => spokenIn === language);
      expect(own.length, path).toBeGreaterThan(0);
      expect([
        path,
        own.filter(({ name }) => foreign[language].test(name)).map(({ name }) => name)
      ]).toEqual([path, []]);
    }
  });

  it('finds the links of bars and footers in one order on every page (WCAG 3.2.3)', () => {
    const around = pages.map(({ path, met }) => ({
      path,
      links: [
        ...new Set(met.filter((one) => one.around && one.role === 'link').map(({ name }) => name))
      ]
    }));
    for (const { path, links } of around)
      for (const other of around) {
        const shared = (names: readonly string[], among: readonly string[]) =>
          names.filter((name) => among.includes(name));
        expect([path, shared(links, other.links)]).toEqual([path, shared(other.links, links)]);
      }
  });
});
