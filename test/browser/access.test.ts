import type { BrowserContextOptions, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { sidePages } from '../../src/pages/side/side-page.ts';
import { long, share } from '../slice.ts';
import { onPage, useChromium } from './chromium.ts';
import { contrastBehind, contrastOf, hideLettersOnDemand } from './contrast.ts';
import { foreign } from './foreign.ts';
import { openSide } from './open-side.ts';
import { openStory } from './open-story.ts';
import { readWith, spaced, twice } from './reader-style.ts';
import { atRest } from './reading.ts';
import { siteUrl, useSite } from './site.ts';
import { faintStops, focusOn, lastLink, middleLink, tabTo } from './tabbing.ts';
import { textFaults, visibleLines } from './text-lines.ts';

useChromium();
useSite();

const still = { reducedMotion: 'reduce' } as const;
const phone = { ...still, viewport: { width: 390, height: 844 } };
const desk = { ...still, viewport: { width: 1440, height: 900 } };

const settled = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
      )
  );
const steps = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll('[data-step]')].map(({ id }) => id));
const goTo = async (page: Page, id: string) => {
  await page.evaluate(
    (place) =>
      document.getElementById(place)?.scrollIntoView({ block: 'start', behavior: 'instant' }),
    id
  );
  await settled(page);
};
const stuck = (page: Page) =>
  page.evaluate(
    () =>
      [...document.querySelectorAll('.stage')].filter(
        (stage) => getComputedStyle(stage).position === 'sticky'
      ).length
  );
const openAll = (page: Page) =>
  page.evaluate(() =>
    document.querySelectorAll('main details').forEach((details) => details.setAttribute('open', ''))
  );
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.concurrent('nothing is lost', () => {
  const story = languages.map((language) => `${language}/`);
  const ways: [string, BrowserContextOptions, string, string[]][] = [
    // 400 % of a window of 1280 × 1024.
    [
      'at 400 % zoom',
      { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
      '',
      share(story, 2)
    ],
    [
      'in text of 200 % on a phone',
      { viewport: { width: 390, height: 844 } },
      twice,
      share(story, 2, 1)
    ],
    ['in text of 200 % on a desk', { viewport: { width: 1280, height: 900 } }, twice, ['id/']],
    [
      'with the reader’s own spacing on a phone',
      { viewport: { width: 360, height: 740 } },
      spaced,
      share(story, 2)
    ],
    ['on a phone held sideways', { viewport: { width: 740, height: 360 } }, '', ['id/']]
  ];
  // Between the phone and the desk, and what the smaller text leaves room for.
  if (long)
    ways.push(
      ['in text of 200 % on a tablet', { viewport: { width: 768, height: 1024 } }, twice, ['id/']],
      [
        'with the reader’s own spacing on a desk',
        { viewport: { width: 1280, height: 900 } },
        spaced,
        ['en/']
      ]
    );

  it.each(ways)(
    '%s: no text is cut off, off the page or over other text (A15, A16)',
    (way, device, css, paths) =>
      onPage({ ...still, ...device }, async (page) => {
        if (css) await readWith(page, css);
        for (const path of paths) {
          await page.goto(siteUrl(path));
          await atRest(page);
          if (/zoom|sideways/.test(way)) expect(await stuck(page)).toBe(0);
          expect([path, await textFaults(page)]).toEqual([path, []]);
          if (await stuck(page))
            for (const step of share(await steps(page), 12)) {
              await goTo(page, step);
              expect([step, await textFaults(page, '.stage')]).toEqual([step, []]);
            }
          await openAll(page);
          expect([path, await overflow(page)]).toEqual([path, 0]);
        }
      })
  );

  it('beside the story, at 400 % zoom, in text of 200 % and with the reader’s own spacing', () =>
    onPage({ ...still, viewport: { width: 320, height: 256 } }, async (page) => {
      for (const [way, css] of ['', twice, spaced].entries()) {
        await page.setViewportSize({ width: css === twice ? 390 : 320, height: 640 });
        await readWith(page, css);
        for (const [i, id] of share([...sidePages.entries()], 3, way)) {
          await page.goto(siteUrl(`${languages[i % languages.length]}/${id}/`));
          await openAll(page);
          expect([css, id, await textFaults(page), await overflow(page)]).toEqual([css, id, [], 0]);
        }
      }
    }));

  it('on the page that a shared part leads to, and on that for partners, in text of 200 % on the smallest phone', () =>
    onPage({ ...still, viewport: { width: 320, height: 640 } }, async (page) => {
      await readWith(page, twice);
      for (const path of languages.flatMap((language) => [
        `share/${language}/world-now/`,
        `${language}/partners/`
      ])) {
        await openSide(page, path);
        expect([path, await textFaults(page), await overflow(page)]).toEqual([path, [], 0]);
      }
    }));

  it('beside the story, on the commonest phone: nothing reaches off the page, nor a number of a list', () =>
    onPage({ ...still, viewport: { width: 360, height: 640 } }, async (page) => {
      for (const path of languages.flatMap((language, first) =>
        share(sidePages, 2, first).map((id) => `${language}/${id}/`)
      )) {
        await page.goto(siteUrl(path));
        const cut = await page.$$eval(
          'main li',
          (items) =>
            items.filter((item) => {
              const { display, listStyleType, fontSize } = getComputedStyle(item);
              const marked = display === 'list-item' && listStyleType !== 'none';
              return (
                marked &&
                item.getBoundingClientRect().left <
                  parseFloat(fontSize) * (item.parentElement!.localName === 'ol' ? 1.8 : 1)
              );
            }).length
        );
        expect([path, cut, await overflow(page)]).toEqual([path, 0, 0]);
      }
    }));

  it('beside the story, in a wide window: each heading hangs at the top of its own text, clear of it, and nothing reaches off the page', () =>
    onPage({ ...still, viewport: { width: 1152, height: 800 } }, async (page) => {
      for (const path of languages.flatMap((language, first) =>
        share(sidePages, 2, first).map((id) => `${language}/${id}/`)
      )) {
        await openSide(page, path);
        const apart = await page.$$eval('.text h2', (headings) =>
          headings.flatMap((heading) => {
            const { top, right } = heading.getBoundingClientRect();
            const text = heading.nextElementSibling!.getBoundingClientRect();
            return Math.abs(text.top - top) <= 1 && right < text.left ? [] : [heading.textContent];
          })
        );
        expect([path, apart, await textFaults(page), await overflow(page)]).toEqual([
          path,
          [],
          [],
          0
        ]);
      }
    }));

  it('and nothing stands on what it does not belong to: an entry of the corrections, a need for help, the way back to one’s own place', () =>
    onPage(phone, async (page) => {
      const above = (selector: string) =>
        page.$$eval(selector, (found) =>
          found.map((one) => {
            const range = document.createRange();
            range.selectNodeContents(one);
            const before = one.previousElementSibling!;
            const last = document.createRange();
            last.selectNodeContents(before);
            return Math.round(
              range.getBoundingClientRect().top - last.getBoundingClientRect().bottom
            );
          })
        );
      await page.goto(siteUrl('id/corrections/'));
      expect(Math.min(...(await above('.corrections > li + li')))).toBeGreaterThanOrEqual(16);
      await page.goto(siteUrl('id/#closing'));
      await atRest(page);
      expect(Math.min(...(await above('.step .needs, #closing > p')))).toBeGreaterThanOrEqual(10);
    }));

  it('in a picture that leaves its words no room: it stands still before them', () =>
    onPage(phone, async (page) => {
      await readWith(page, twice);
      await page.goto(siteUrl('id/#world-2018'));
      await atRest(page);
      expect(await stuck(page)).toBe(0);
      // All three estimates stand one above the other, none on another.
      const tops = await page.$$eval('.unit .card', (cards) =>
        cards.map((card) => card.getBoundingClientRect().top)
      );
      expect(tops).toEqual([...new Set(tops)].sort((a, b) => a - b));
      const { top, bottom } = await page.evaluate(() =>
        document.querySelector('#world-2018 p')!.getBoundingClientRect()
      );
      expect(top).toBeLessThan(844);
      expect(bottom).toBeGreaterThan(0);
    }));

  it('in text made larger while the page is open: the pictures stand still at once, and the reader stays at the step', () =>
    onPage(phone, async (page) => {
      await page.goto(siteUrl('id/#world-2018'));
      await atRest(page);
      expect(await stuck(page)).toBeGreaterThan(0);
      await page.evaluate((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        document.adoptedStyleSheets = [sheet];
      }, twice);
      await atRest(page);
      expect(await stuck(page)).toBe(0);
      const { top, bottom } = await page.evaluate(() =>
        document.querySelector('#world-2018')!.getBoundingClientRect()
      );
      expect(top).toBeLessThan(844);
      expect(bottom).toBeGreaterThan(0);
      // A browser that shows no letters smaller than 20 px does not change what lengths in rem and
      // em are counted by.
      await page.evaluate(() => (document.adoptedStyleSheets = []));
      await page.addStyleTag({ content: '.choropleth-classes { font-size: 20px !important }' });
      expect(await overflow(page)).toBe(0);
      // Nor one of 24 px: nothing runs off at either side, and no line stands on another.
      await page.addStyleTag({ content: '.chart, .chart * { font-size: 24px !important }' });
      expect(await overflow(page)).toBe(0);
      const lefts = await page.$$eval('.response .tick', (ticks) =>
        ticks.map((tick) => tick.getBoundingClientRect().left)
      );
      expect(Math.min(...lefts)).toBeGreaterThan(0);
      const apart = (key: Element) => parseFloat(getComputedStyle(key).lineHeight);
      expect(await page.locator('.chart .key').first().evaluate(apart)).toBeGreaterThanOrEqual(24);
    }));
});

describe('by keyboard', () => {
  it.each(
    share(
      [
        ['id', 360, 740],
        ['en', 1440, 900]
      ] as const,
      2
    )
  )(
    '%s at %i px: tabbing from either end shows every stop whole, ringed, in reading order (A09, A14, A22)',
    (language, width, height) =>
      onPage({ ...still, viewport: { width, height } }, async (page) => {
        await openStory(page, language);
        // Neither way goes out of the page, from where a browser comes back now here, now there.
        const [middle, last] = await Promise.all([middleLink(page), lastLink(page)]);
        const there = await tabTo(page, 'Tab', long ? last : middle);
        const first = there[0]!.order;
        if (!long) {
          // The last one, too, is come to by key.
          await focusOn(page, last);
          await page.keyboard.press('Shift+Tab');
          there.push(...(await tabTo(page, 'Tab', last)));
        }
        const back = await tabTo(page, 'Shift+Tab', long ? first : middle);
        expect(there.length).toBeGreaterThan(long ? 100 : 50);
        for (const stops of [there, back]) {
          expect(stops.filter(({ seen }) => !seen).map(({ name }) => name)).toEqual([]);
          expect(faintStops(stops)).toEqual([]);
        }
        // One stop for the map's two hundred countries (A10).
        for (const stops of long ? [there, back] : [[...there, ...back]])
          expect(stops.filter(({ inMap }) => inMap)).toHaveLength(1);
        const [forth, home] = [there, back].map((stops) =>
          stops.map(({ order: place }) => place)
        ) as [number[], number[]];
        expect(forth).toEqual([...forth].sort((a, b) => a - b));
        expect(home).toEqual([...home].sort((a, b) => b - a));
        if (long) expect(home).toEqual(forth.reverse().slice(1));
        else expect(home.length).toBeGreaterThan(50);
      })
  );

  it('no key but Shift does anything to the page as a whole (A23)', () =>
    onPage(desk, async (page) => {
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
      for (const key of [
        ...'abcdefghijklmnopqrstuvwxyz0123456789/?.,[]',
        'Escape',
        'ArrowLeft',
        'ArrowRight',
        'Enter',
        'Delete'
      ])
        await page.keyboard.press(key);
      expect(await state()).toEqual(before);
    }));
});

describe.concurrent('large enough and dark enough', () => {
  it.each([360, 1440])(
    'at %i px: the smallest text is 12 px, the body 17 px or more, every control 24 px (A05, A18)',
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
          expect([
            path,
            lines.filter(({ size }) => size < 12).map(({ text, place }) => `${place}: ${text}`)
          ]).toEqual([path, []]);
          const small = await page.evaluate(() =>
            [
              ...document.querySelectorAll<HTMLElement>(
                'a[href], button, select, summary, input, [tabindex="0"]'
              )
            ]
              .filter((control) => control.checkVisibility() && !control.closest('.sr-only, .skip'))
              .filter((control) => {
                // A link in a sentence has the line's own height (WCAG 2.5.8).
                const inSentence =
                  getComputedStyle(control).display === 'inline' &&
                  [...(control.parentElement?.childNodes ?? [])].some(
                    (one) => one instanceof Text && one.data.trim().length > 1
                  );
                // A choice is made by its label, too.
                const { width: across, height: down } = (
                  control.closest('label') ?? control
                ).getBoundingClientRect();
                return !inSentence && (across < 24 || down < 24);
              })
              .map((control) => `${control.className} ${control.textContent?.trim().slice(0, 30)}`)
          );
          expect([path, small]).toEqual([path, []]);
        }
        await page.goto(siteUrl('id/'));
        const body = await page.$$eval(
          '.standfirst p, .scene-head p, .step p:not(.share-link, .help p)',
          (paragraphs) => paragraphs.map((one) => parseFloat(getComputedStyle(one).fontSize))
        );
        expect(Math.min(...body)).toBeGreaterThanOrEqual(17);
      })
  );

  it.each([
    ['id', 'light', phone],
    ['en', 'dark', desk]
  ] as const)(
    '%s, %s: every word stands out from what is painted behind it, at each step (A14)',
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
            const low =
              getComputedStyle(thumb).position === 'fixed'
                ? thumb.getBoundingClientRect().top
                : innerHeight;
            return [document.querySelector('.bar')!.getBoundingClientRect().bottom, low] as const;
          });
          const read = (await visibleLines(page, `#${section}`)).filter(
            ({ off, fixed, covered, top: upper, bottom }) =>
              !off && !fixed && !covered && upper > top + 3 && bottom < foot - 3
          );
          const contrasts = await contrastBehind(page, eye, read);
          const faint = read.flatMap(({ text, place: at, large }, i) =>
            contrasts[i]! < (large ? 3 : 4.5) ? [`${at} “${text}” ${contrasts[i]!.toFixed(2)}`] : []
          );
          expect([place, faint]).toEqual([place, []]);
          looked += read.length;
        }
        expect(looked).toBeGreaterThan(150);
      })
  );
});

describe('from step to step', () => {
  const marks = '.unit .card path, .panels :is(.series, .dot), .choropleth-map .map-s';

  it('the same marks change, in 250 ms to 2 s; at once for readers who turn motion off (A06, V25)', () =>
    onPage({ ...desk, reducedMotion: 'no-preference' }, async (page) => {
      await page.goto(siteUrl('en/#protection-online'));
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
      const seen: number[] = [];
      const pairs = [
        ['demand-where', 'demand-2020'],
        ['demand-2020', 'demand-2021'],
        ['world-1990', 'world-2000'],
        ['protection-online', 'protection-treaty'],
        ['protection-treaty', 'protection-law']
      ] as const;
      for (const [from, to] of pairs) {
        await goTo(page, from);
        await atRest(page);
        await goTo(page, to);
        const running = await durations();
        // The map plays year by year, no mark between two colours.
        if (!to.startsWith('world')) expect(running.length, to).toBeGreaterThan(0);
        seen.push(...running);
      }
      expect(seen.filter((duration) => duration < 250 || duration > 2000)).toEqual([]);
      expect(
        await page.$$eval(
          marks,
          (found) => found.filter((mark) => !mark.hasAttribute('data-known')).length
        )
      ).toBe(0);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      for (const [from, to] of pairs) {
        await goTo(page, from);
        await goTo(page, to);
        expect([to, await durations()]).toEqual([to, []]);
      }
    }));
});

describe('in the reader’s own colours', () => {
  it.each(['en/', 'embed/v1/en/coverage.html'])(
    '%s: a button that can do nothing is told from one that can (A17)',
    (path) =>
      onPage({ ...desk, forcedColors: 'active' }, async (page) => {
        await page.goto(siteUrl(path));
        const off = page.locator('button[aria-disabled="true"]').first();
        await off.waitFor();
        const on = page.locator('button:not([aria-disabled="true"])').first();
        const colourOf = (button: typeof on) =>
          button.evaluate((element) => getComputedStyle(element).color);
        expect(await colourOf(off)).not.toBe(await colourOf(on));
      })
  );

  it.each(['light', 'dark'] as const)(
    '%s: marks, scale, hatch and focus survive (A17)',
    (colorScheme) =>
      onPage({ ...desk, colorScheme, forcedColors: 'active' }, async (page) => {
        await page.goto(siteUrl('en/?plain'));
        await atRest(page);
        const marks = {
          '.unit .card path.filled': 'fill',
          '.unit .card path.outlined': 'stroke',
          '.unit .key .swatch .filled': 'fill',
          '.response .dot': 'stroke',
          '.lines .series[d]': 'stroke',
          '.lines .dot[d]': 'stroke',
          '.lines .region': 'stroke',
          '.revision path.then': 'stroke',
          '.revision path.now': 'stroke',
          '.revision .mark': 'stroke',
          '.panels .series': 'stroke',
          '.panels .dot': 'stroke',
          '.unknown .interval': 'stroke',
          '.unknown .central': 'stroke',
          '.unknown .run': 'stroke',
          '.unknown .dot': 'stroke',
          '.unknown .range': 'background-color'
        };
        const canvas = await page.evaluate(
          () => getComputedStyle(document.documentElement).backgroundColor
        );
        for (const [selector, property] of Object.entries(marks)) {
          const colours = await page.$$eval(
            selector,
            (found, name) => found.map((mark) => getComputedStyle(mark).getPropertyValue(name)),
            property
          );
          expect(colours, selector).not.toEqual([]);
          for (const colour of new Set(colours))
            expect(contrastOf(colour, canvas), `${selector} ${colour}`).toBeGreaterThanOrEqual(3);
        }
        // The scale keeps its five colours, each in a border; what has no figure keeps its hatch,
        // on the map as in the key.
        const swatches = await page.$$eval('.choropleth-classes li', (found) =>
          found.map((swatch) => {
            const { borderTopWidth, borderTopStyle } = getComputedStyle(swatch.parentElement!);
            return {
              backgroundColor: getComputedStyle(swatch).backgroundColor,
              border: `${borderTopStyle} ${borderTopWidth}`
            };
          })
        );
        expect(new Set(swatches.map(({ backgroundColor }) => backgroundColor)).size).toBe(5);
        expect(swatches.every(({ border }) => border === 'solid 1px')).toBe(true);
        const fills = await page.$$eval('.choropleth-map .map-s', (shapes) =>
          shapes.map((shape) => getComputedStyle(shape).fill)
        );
        expect(new Set(fills.filter((fill) => fill.startsWith('rgb'))).size).toBeGreaterThanOrEqual(
          3
        );
        expect(fills.some((fill) => fill.includes('#choropleth-gaps'))).toBe(true);
        const [hatch = '', ground = ''] = await page.$$eval(
          '.map-key-hatch, .map-key',
          ([key, line]) => [getComputedStyle(line!).stroke, getComputedStyle(key!).backgroundColor]
        );
        expect(contrastOf(hatch, ground)).toBeGreaterThanOrEqual(3);
        await page.locator('.step a.ask').first().focus();
        await page.keyboard.press('Shift+Tab');
        await page.keyboard.press('Tab');
        const [style = '', width = '', ring = ''] = await page.evaluate(() => {
          const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(
            document.activeElement!
          );
          return [outlineStyle, outlineWidth, outlineColor];
        });
        expect([style, parseFloat(width) >= 2, contrastOf(ring, canvas) >= 3]).toEqual([
          'solid',
          true,
          true
        ]);
      })
  );
});

describe('a voice in the right language', () => {
  it.each(languages)('%s: phrases of another language say so (A19)', (language) =>
    onPage(phone, async (page) => {
      for (const slug of [
        '',
        ...share(sidePages, 2, languages.indexOf(language)).map((id) => `${id}/`)
      ]) {
        await page.goto(siteUrl(`${language}/${slug}`));
        expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
        const said = await page.evaluate((own) => {
          const blocks = [
            ...document.querySelectorAll(
              'main :is(p, li, h1, h2, h3, dt, dd, td, th, caption, summary, a, figcaption)'
            )
          ];
          return blocks.flatMap((block) =>
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
        // Nor does it quote as its own what stands elsewhere in the language of its source.
        const marked = (
          await page.locator(`main [lang]:not([lang="${language}"])`).allTextContents()
        ).join('\n');
        const quoted = said.flatMap((text) =>
          [...text.matchAll(/“([^”]{20,})”/g)].map(([, words]) => words!)
        );
        expect([slug, quoted.filter((words) => marked.includes(words))]).toEqual([slug, []]);
      }
    })
  );
});

/** The pairs of words of a printed document of which one stands over the other. */
async function overlaid(pdf: Uint8Array): Promise<string[]> {
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
    for (const [at, one] of words.entries()) {
      for (const other of words.slice(at + 1)) {
        const shared =
          Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
        if (shared > 1 && Math.abs(one.y - other.y) < Math.min(one.height, other.height) / 2)
          pairs.push(`${number}: ${one.str} | ${other.str}`);
      }
    }
  }
  return pairs;
}

describe('on paper', () => {
  it.each(share(languages, 2))(
    '%s: holds every step, row, note and helpline, and no control, in fourteen pages (A24)',
    (language) =>
      onPage(desk, async (page) => {
        await page.goto(siteUrl(`${language}/#world-2000`));
        await atRest(page);
        const { totalPages, text } = await extractText(
          await getDocumentProxy(new Uint8Array(await page.pdf({ format: 'A4' })))
        );
        // Lines break elsewhere on paper.
        const bare = (words: string) => words.replace(/[\s\u00ad]+/g, '');
        const sheets = text.map(bare);
        const printed = sheets.join('');
        const expected = await page.evaluate(() => {
          const texts = (selector: string) =>
            [...document.querySelectorAll(selector)].map(
              ({ textContent }) => textContent?.trim() ?? ''
            );
          // A row a country stands on the page of data, which is named in its place.
          const printedTables = '.box:not(:has(+ .whole)) table';
          const rows = [...document.querySelectorAll(`main ${printedTables}`)].flatMap((table) =>
            [...table.querySelectorAll('tbody tr')].slice(-1)
          );
          return {
            steps: texts('.step h3'),
            // The map above shows the newest year already.
            paragraphs: texts(
              '.step p:not(.share-link, .help p, #world-now .choropleth-still p)'
            ).map((paragraph) => paragraph.slice(-60)),
            figures: texts('.figure-head h3'),
            tables: texts(`.figure-table ${printedTables} caption`),
            elsewhere: texts('.figure-table .whole'),
            rows: rows.map((row) =>
              [...row.children].map(({ textContent }) => textContent?.trim() ?? '').join('')
            ),
            notes: texts('.answers li p:first-child'),
            helplines: texts('#help .contact[href^="tel:"]'),
            controls: texts('[data-plain-switch], .map-steps span, .figure-table .download')
          };
        });
        const { controls, ...content } = expected;
        const [lead, contact] = await page.evaluate(() => [
          document.querySelector('#help > p')?.textContent ?? '',
          document.querySelector('#help .contact[href^="tel:"]')?.textContent ?? ''
        ]);
        expect(
          sheets.find((sheet) => sheet.includes(bare(lead))),
          'who may be called stands below what is said of calling'
        ).toContain(bare(contact));
        for (const [kind, texts] of Object.entries(content)) {
          expect(texts.length, kind).toBeGreaterThan(kind === 'elsewhere' ? 1 : 3);
          expect([kind, texts.filter((one) => !printed.includes(bare(one)))]).toEqual([kind, []]);
        }
        expect(controls.length).toBeGreaterThan(3);
        expect(controls.filter((label) => printed.includes(bare(label)))).toEqual([]);
        expect(totalPages).toBeGreaterThan(10);
        expect(totalPages).toBeLessThanOrEqual(14);
      })
  );

  // Where a page ends differs with the words and the paper.
  const papers = languages.flatMap((language, first) =>
    share(['A4', 'Letter'], 2, first).map((format) => [language, format] as const)
  );
  it.each(papers)(
    '%s: prints no words over others on %s, wherever the reader is, and with a note open',
    (language, format) =>
      onPage({ viewport: { width: 390, height: 844 } }, async (page) => {
        await page.goto(siteUrl(`${language}/#world-2000`));
        await atRest(page);
        await page.locator('#world-2000 a.ask').first().click();
        await page.locator('.answer-panel').waitFor();
        expect(await overlaid(await page.pdf({ format }))).toEqual([]);
      })
  );
});
