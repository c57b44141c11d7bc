import type { BrowserContextOptions, Page } from 'playwright-core';
import { getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { sidePages } from '../../src/pages/side/side-page.ts';
import { share } from '../slice.ts';
import { onPage, useChromium, openStory, siteUrl, useSite } from './chromium.ts';
import { contrastBehind, contrastOf, hideLettersOnDemand } from './contrast.ts';
import { foreign } from './foreign.ts';
import { openSide } from './open-side.ts';
import { readWith, spaced, twice } from './reader-style.ts';
import { atRest, drawn, stickyStages } from './reading.ts';
import { faintStops, focusOn, lastLink, middleLink, tabTo } from './tabbing.ts';
import { textFaults, visibleLines } from './text-lines.ts';

useChromium();
useSite();

const still = { reducedMotion: 'reduce' } as const;
const phone = { ...still, viewport: { width: 390, height: 844 } };
const desktop = { ...still, viewport: { width: 1440, height: 900 } };

const goTo = async (page: Page, id: string) => {
  await page.evaluate(
    (place) =>
      document.getElementById(place)?.scrollIntoView({ block: 'start', behavior: 'instant' }),
    id
  );
  await drawn(page, 2);
};
const openAll = (page: Page) =>
  page.$$eval('main details', (all) => all.forEach((details) => details.setAttribute('open', '')));
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.concurrent('text', () => {
  const ways: [string, BrowserContextOptions, string, string][] = [
    ['at 200 % on a phone', { viewport: { width: 390, height: 844 } }, twice, 'en/'],
    ['at 200 % on a desktop', { viewport: { width: 1280, height: 900 } }, twice, 'id/'],
    ['with the spacing of WCAG 1.4.12', { viewport: { width: 360, height: 740 } }, spaced, 'id/'],
    ['on a phone held sideways', { viewport: { width: 740, height: 360 } }, '', 'id/']
  ];
  it.each(ways)(
    '%s is not cut off, off the page or over other text (A15, A16, WCAG 1.4.4, 1.4.10, 1.4.12)',
    (way, device, css, path) =>
      onPage({ ...still, ...device }, async (page) => {
        if (css) await readWith(page, css);
        await page.goto(siteUrl(path));
        await atRest(page);
        if (way.includes('sideways')) expect(await stickyStages(page)).toBe(0);
        expect(await textFaults(page)).toEqual([]);
        if (await stickyStages(page)) {
          const steps = await page.$$eval('[data-step]', (all) => all.map(({ id }) => id));
          for (const step of share(steps, 12)) {
            await goTo(page, step);
            expect([step, await textFaults(page, '.stage')]).toEqual([step, []]);
          }
        }
        await openAll(page);
        expect(await overflow(page)).toBe(0);
      })
  );

  it.each([
    ['at 400 % zoom', 320, ''],
    ['at 200 %', 390, twice],
    ['with the spacing of WCAG 1.4.12', 320, spaced],
    ['in a wide window', 1152, '']
  ])('of the pages beside the story %s keeps within them (WCAG 1.4.10)', (_, width, css) =>
    onPage({ ...still, viewport: { width, height: 640 } }, async (page) => {
      if (css) await readWith(page, css);
      const first = width % 7;
      const paths = languages.flatMap((language) => [
        ...sidePages.map((id) => `${language}/${id}/`),
        `share/${language}/world-now/`
      ]);
      for (const path of share(paths, 4, first)) {
        await openSide(page, path);
        await openAll(page);
        expect([path, await textFaults(page), await overflow(page)]).toEqual([path, [], 0]);
      }
    })
  );

  it('that grows while the page is open stops the sticky pictures, and the reader stays at the step', () =>
    onPage(phone, async (page) => {
      await page.goto(siteUrl('id/#world-2018'));
      await atRest(page);
      expect(await stickyStages(page)).toBeGreaterThan(0);
      await page.evaluate((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        document.adoptedStyleSheets = [sheet];
      }, twice);
      await atRest(page);
      expect(await stickyStages(page)).toBe(0);
      const { top, bottom } = await page.evaluate(() =>
        document.querySelector('#world-2018')!.getBoundingClientRect()
      );
      expect(top).toBeLessThan(844);
      expect(bottom).toBeGreaterThan(0);
      // A browser with a smallest font size enlarges letters, not lengths in rem or em.
      await page.evaluate(() => (document.adoptedStyleSheets = []));
      await page.addStyleTag({ content: '.chart, .chart * { font-size: 24px !important }' });
      expect(await overflow(page)).toBe(0);
    }));

  it.each([360, 1440])(
    'at %i px is 12 px or more, in the body 17 px, and every control is 24 px (A05, A18, WCAG 2.5.8)',
    (width) =>
      onPage({ ...still, viewport: { width, height: 800 } }, async (page) => {
        const pages = languages.flatMap((language) =>
          ['', ...sidePages.map((id) => `${id}/`)].map((slug) => `${language}/${slug}`)
        );
        for (const path of share(pages, 11, width === 360 ? 0 : 1)) {
          await page.goto(siteUrl(path));
          await atRest(page);
          await openAll(page);
          const lines = await visibleLines(page);
          expect(lines.length).toBeGreaterThan(10);
          const tiny = lines.filter(({ size }) => size < 12).map(({ text }) => text);
          const small = await page.$$eval(
            'a[href], button, select, summary, input, [tabindex="0"]',
            (controls) =>
              controls
                .filter((one) => one.checkVisibility() && !one.closest('.sr-only, .skip'))
                .filter((control) => {
                  // A link in a sentence is as high as its line.
                  const inSentence =
                    getComputedStyle(control).display === 'inline' &&
                    [...(control.parentElement?.childNodes ?? [])].some(
                      (one) => one instanceof Text && one.data.trim().length > 1
                    );
                  const box = (control.closest('label') ?? control).getBoundingClientRect();
                  return !inSentence && (box.width < 24 || box.height < 24);
                })
                .map(({ outerHTML }) => outerHTML.slice(0, 80))
          );
          expect([path, tiny, small]).toEqual([path, [], []]);
        }
        await page.goto(siteUrl('id/'));
        const body = await page.$$eval(
          // The cover fits a small screen.
          '.scene-head p:not(.drawn p), .step p:not(.share-link, .help p, .drawn p, .type p)',
          (paragraphs) => paragraphs.map((one) => parseFloat(getComputedStyle(one).fontSize))
        );
        expect(Math.min(...body)).toBeGreaterThanOrEqual(17);
      })
  );

  it.each([
    ['id', 'light', phone],
    ['en', 'dark', desktop]
  ] as const)(
    '%s, %s: stands out from the pixels painted behind it at each step (A14, WCAG 1.4.3)',
    (language, colorScheme, device) =>
      onPage({ ...device, colorScheme }, async (page, context) => {
        const eye = await context.newPage();
        await page.bringToFront();
        await page.goto(siteUrl(`${language}/`));
        await atRest(page);
        await hideLettersOnDemand(page);
        const places = await page.$$eval('[data-step], [data-section], .help[id]', (found) =>
          found.map((one) => ({ place: one.id, section: one.closest('[data-section], .help')!.id }))
        );
        let looked = 0;
        for (const { place, section } of share(places, 5, language === 'id' ? 0 : 2)) {
          await goTo(page, place);
          const [top, foot] = await page.evaluate(() => {
            const thumb = document.querySelector('.thumb')!;
            const isFixed = getComputedStyle(thumb).position === 'fixed';
            const low = isFixed ? thumb.getBoundingClientRect().top : innerHeight;
            return [document.querySelector('.bar')!.getBoundingClientRect().bottom, low] as const;
          });
          const read = (await visibleLines(page, `#${section}`)).filter(
            ({ off, fixed, covered, top: upper, bottom }) =>
              !off && !fixed && !covered && upper > top + 3 && bottom < foot - 3
          );
          const contrasts = await contrastBehind(page, eye, read);
          const faint = read.flatMap(({ text, large }, i) =>
            contrasts[i]! < (large ? 3 : 4.5) ? [`“${text}” ${contrasts[i]!.toFixed(2)}`] : []
          );
          expect([place, faint]).toEqual([place, []]);
          looked += read.length;
        }
        expect(looked).toBeGreaterThan(150);
      })
  );
});

describe('by keyboard', () => {
  it('every stop is uncovered, ringed and in reading order, forwards and backwards (A09, A14, A22, WCAG 2.1.2, 2.4.3, 2.4.7, 2.4.11)', () =>
    onPage({ ...still, viewport: { width: 360, height: 740 } }, async (page) => {
      await openStory(page, 'id');
      const [middle, last] = await Promise.all([middleLink(page), lastLink(page)]);
      const there = await tabTo(page, 'Tab', middle);
      // The way out of the page and into it again differs from run to run.
      await focusOn(page, last);
      await page.keyboard.press('Shift+Tab');
      there.push(...(await tabTo(page, 'Tab', last)));
      const back = await tabTo(page, 'Shift+Tab', middle);
      for (const [stops, direction] of [
        [there, 1],
        [back, -1]
      ] as const) {
        expect(stops.length).toBeGreaterThan(50);
        expect(stops.filter(({ seen }) => !seen).map(({ name }) => name)).toEqual([]);
        expect(faintStops(stops)).toEqual([]);
        const order = stops.map(({ order }) => order * direction);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }
      // One stop for the two hundred countries of the map (A10).
      expect([...there, ...back].filter(({ inMap }) => inMap)).toHaveLength(1);
    }));

  it('no key but Shift changes the page (A23, WCAG 2.1.4)', () =>
    onPage(desktop, async (page) => {
      await page.goto(siteUrl('en/#world-2018'));
      await atRest(page);
      const state = () =>
        page.evaluate(() => [
          location.href,
          scrollY,
          document.activeElement?.tagName,
          document.body.innerHTML.length
        ]);
      const before = await state();
      const keys = ['Escape', 'ArrowLeft', 'ArrowRight', 'Enter', 'Delete'];
      for (const key of [...'abcdefghijklmnopqrstuvwxyz0123456789/?.,[]', ...keys])
        await page.keyboard.press(key);
      expect(await state()).toEqual(before);
    }));
});

describe('from step to step', () => {
  const marks = '.unit .squares, .panels :is(.series, .with), .choropleth-map .map-s';

  it('the same marks change within 250 ms to 2 s, or at once with reduced motion (A06, V25, WCAG 2.2.2, 2.3.1)', () =>
    onPage({ ...desktop, reducedMotion: 'no-preference' }, async (page) => {
      await page.goto(siteUrl('en/#protection-treaty'));
      await atRest(page);
      await page.$$eval(marks, (found) =>
        found.forEach((mark) => mark.setAttribute('data-known', ''))
      );
      const durations = () =>
        page.evaluate(() =>
          document
            .getAnimations()
            .map((animation) => Number(animation.effect?.getComputedTiming().duration))
        );
      const pairs = [
        ['demand-2018', 'demand-where'],
        ['world-1990', 'world-2010'],
        ['protection-treaty', 'protection-law']
      ] as const;
      for (const [from, to] of pairs) {
        await goTo(page, from);
        await atRest(page);
        await goTo(page, to);
        const running = await durations();
        // The map changes year by year, and paper covers the squares, without animations.
        if (to.startsWith('protection')) expect(running.length, to).toBeGreaterThan(0);
        expect(running.filter((duration) => duration < 250 || duration > 2000)).toEqual([]);
      }
      const known = (found: Element[]) =>
        found.filter((mark) => !mark.hasAttribute('data-known')).length;
      expect(await page.$$eval(marks, known)).toBe(0);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      for (const [from, to] of pairs) {
        await goTo(page, from);
        await goTo(page, to);
        expect([to, await durations()]).toEqual([to, []]);
      }
    }));
});

describe('in forced colours', () => {
  it.each(['en/', 'embed/v1/en/coverage.html'])(
    '%s: a disabled button differs from the others (A17)',
    (path) =>
      onPage({ ...desktop, forcedColors: 'active' }, async (page) => {
        await page.goto(siteUrl(path));
        const colourOf = (selector: string) =>
          page
            .locator(selector)
            .first()
            .evaluate((button) => getComputedStyle(button).color);
        const off = await colourOf('button[aria-disabled="true"]');
        expect(await colourOf('button:not([aria-disabled="true"])')).not.toBe(off);
      })
  );

  it.each(['light', 'dark'] as const)(
    '%s: marks, scale, hatch and focus stand out (A17, WCAG 1.4.11)',
    (colorScheme) =>
      onPage({ ...desktop, colorScheme, forcedColors: 'active' }, async (page) => {
        const marks: Record<string, Record<string, string>> = {
          'en/data/': {
            '.revision path.then': 'stroke',
            '.revision path.now': 'stroke',
            '.revision .mark': 'stroke'
          },
          'en/methods/': {
            '.counts .dot': 'fill',
            '.counts .run': 'stroke',
            '.counts .range': 'fill'
          },
          'en/?plain': {
            '.unit .squares': 'fill',
            '.lines .series': 'stroke',
            '.panels .series': 'stroke',
            '.level .block': 'fill'
          }
        };
        const canvas = () =>
          page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
        for (const [path, selectors] of Object.entries(marks)) {
          await page.goto(siteUrl(path));
          await atRest(page);
          for (const [selector, property] of Object.entries(selectors)) {
            const colours = await page.$$eval(
              selector,
              (found, name) => found.map((mark) => getComputedStyle(mark).getPropertyValue(name)),
              property
            );
            expect(colours, selector).not.toEqual([]);
            for (const colour of new Set(colours))
              expect(
                contrastOf(colour, await canvas()),
                `${selector} ${colour}`
              ).toBeGreaterThanOrEqual(3);
          }
        }
        const swatches = await page.$$eval('.choropleth .map-classes li', (found) =>
          found.map((swatch) => getComputedStyle(swatch).backgroundColor)
        );
        expect(new Set(swatches).size).toBe(6);
        const fills = await page.$$eval('.choropleth-map .map-s', (shapes) =>
          shapes.map((shape) => getComputedStyle(shape).fill)
        );
        const plain = new Set(fills.filter((fill) => fill.startsWith('rgb')));
        expect(plain.size).toBeGreaterThanOrEqual(3);
        expect(fills.some((fill) => fill.includes('#choropleth-gaps'))).toBe(true);
        const [hatch = '', ground = ''] = await page.$$eval(
          '.map-key-hatch, .map-key',
          ([key, line]) => [getComputedStyle(line!).stroke, getComputedStyle(key!).backgroundColor]
        );
        expect(contrastOf(hatch, ground)).toBeGreaterThanOrEqual(3);
        await page.locator('.step a.ask').first().focus();
        await page.keyboard.press('Shift+Tab');
        await page.keyboard.press('Tab');
        const [style, width, ring] = await page.evaluate(() => {
          const focus = getComputedStyle(document.activeElement!);
          return [focus.outlineStyle, focus.outlineWidth, focus.outlineColor] as const;
        });
        expect(style).toBe('solid');
        expect(parseFloat(width)).toBeGreaterThanOrEqual(2);
        expect(contrastOf(ring, await canvas())).toBeGreaterThanOrEqual(3);
      })
  );
});

describe('a voice in the right language', () => {
  it.each(languages)('%s: phrases of another language say so (A19, WCAG 3.1.2)', (language) =>
    onPage(phone, async (page) => {
      const beside = share(sidePages, 2, languages.indexOf(language)).map((id) => `${id}/`);
      for (const slug of ['', ...beside]) {
        await page.goto(siteUrl(`${language}/${slug}`));
        expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
        const said = await page.evaluate((own) => {
          const blocks =
            'main :is(p, li, h1, h2, h3, dt, dd, td, th, caption, summary, a, figcaption)';
          return [...document.querySelectorAll(blocks)].flatMap((block) =>
            [...block.childNodes].flatMap((node) =>
              node instanceof Text &&
              node.data.trim() &&
              block.closest('[lang]')?.getAttribute('lang') === own
                ? [node.data.trim()]
                : []
            )
          );
        }, language);
        expect(said.length).toBeGreaterThan(3);
        expect([slug, said.filter((text) => foreign[language].test(text))]).toEqual([slug, []]);
        // A quotation that is marked in one place is marked in the others.
        const elsewhere = page.locator(`main [lang]:not([lang="${language}"])`);
        const marked = (await elsewhere.allTextContents()).join('\n');
        const quoted = said.flatMap((text) =>
          [...text.matchAll(/“([^”]{20,})”/g)].map(([, words]) => words!)
        );
        expect([slug, quoted.filter((words) => marked.includes(words))]).toEqual([slug, []]);
      }
    })
  );
});

async function overlappingWords(pdf: Uint8Array) {
  const printed = await getDocumentProxy(new Uint8Array(pdf));
  const pairs: string[] = [];
  for (let number = 1; number <= printed.numPages; number++) {
    const { items } = await (await printed.getPage(number)).getTextContent();
    const words = items.flatMap((item) =>
      'str' in item && item.str.trim()
        ? [{ ...item, x: item.transform[4], y: item.transform[5] }]
        : []
    );
    expect(words.length).toBeGreaterThan(10);
    for (const [at, one] of words.entries())
      for (const other of words.slice(at + 1)) {
        const shared =
          Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
        if (shared > 1 && Math.abs(one.y - other.y) < Math.min(one.height, other.height) / 2)
          pairs.push(`${number}: ${one.str} | ${other.str}`);
      }
  }
  return pairs;
}

describe('on paper', () => {
  it.each([
    ['id', 'A4'],
    ['en', 'Letter']
  ])(
    '%s on %s: no words overlap, with the map at a step and a note open (A24)',
    (language, format) =>
      onPage({ viewport: { width: 390, height: 844 } }, async (page) => {
        await page.goto(siteUrl(`${language}/#world-2010`));
        await atRest(page);
        await page.locator('#world-2010 a.ask').first().click();
        await page.getByRole('dialog').waitFor();
        expect(await overlappingWords(await page.pdf({ format }))).toEqual([]);
      })
  );
});
