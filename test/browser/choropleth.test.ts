import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { newestYear } from '../../src/story/data.ts';
import { openCommitted } from '../open-committed.ts';
import { onPage, useChromium, useOnePage, siteUrl, useSite } from './chromium.ts';
import { translated } from './reader-style.ts';
import { atRest, drawn } from './reading.ts';

useChromium();
useSite();

const { internetUse: use } = (await openCommitted()).data;
const desk = { viewport: { width: 1280, height: 900 } };
const phone = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 3,
  isMobile: true,
  hasTouch: true
};
const map = '.choropleth-map';
const year = (page: Page) => page.textContent('[data-map-year]');
const reading = (page: Page) => page.locator('.choropleth-reading').innerText();
const pick = (page: Page, iso3: string) => page.locator('.choropleth select').selectOption(iso3);
const status = (page: Page) => page.textContent('.choropleth [role="status"]');
const shows = (page: Page, text?: string) =>
  page.waitForFunction(
    (text) => document.querySelector('[data-map-year]')?.textContent === text,
    text
  );
const classes = (page: Page) =>
  page.$$eval('.choropleth-map .map-s, .choropleth-map .map-f', (marks) =>
    marks.map((mark) => mark.getAttribute('class')).join('|')
  );

async function openMap(page: Page, step = 'world-2018', language = 'en') {
  await page.goto(siteUrl(`${language}/#${step}`));
  await page.locator('.choropleth select').waitFor({ state: 'attached' });
  const shown = await page.evaluate(
    (id) => document.getElementById(id)?.dataset['step']?.split(' ')[1],
    step
  );
  await shows(page, shown);
}

/** Shares one page among tests: each finds it at the step of 2018 with no country picked. */
function useMap(device: typeof desk, language: string) {
  let first: unknown;
  return useOnePage(device, async (page, again) => {
    if (again) {
      await page.mouse.move(0, 0);
      await page.$eval('.choropleth select', (list: HTMLSelectElement) => {
        list.value = '';
        list.dispatchEvent(new Event('change'));
      });
      await page.goto(siteUrl(`${language}/#world-2010`));
    }
    await openMap(page, 'world-2018', language);
    const shown = [await reading(page), await classes(page)];
    if (!again) first = shown;
    expect(shown).toEqual(first);
  });
}
const onDesk = useMap(desk, 'en');
const onDeskId = useMap(desk, 'id');
const onPhone = useMap(phone, 'en');

async function pointOf(page: Page, iso3: string) {
  return page.evaluate((code) => {
    const drawn = document.querySelector<SVGGraphicsElement>(`.choropleth-map [id$="-${code}"]`);
    if (!drawn) throw new Error(`${code} is not drawn`);
    const box = drawn.getBoundingClientRect();
    if (drawn.matches('.map-f')) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    for (let i = 0; i < 400; i++) {
      const x = box.x + (box.width * ((i % 20) + 0.5)) / 20;
      const y = box.y + (box.height * (Math.floor(i / 20) + 0.5)) / 20;
      if (document.elementFromPoint(x, y) === drawn) return { x, y };
    }
    throw new Error(`nothing of ${code} can be pointed at`);
  }, iso3);
}

describe('reading a country (A10, A11)', () => {
  it('by pointing: the reading appears and goes with the pointer (WCAG 1.4.13)', () =>
    onDesk(async (page) => {
      const { x, y } = await pointOf(page, 'IDN');
      await page.mouse.move(x, y);
      expect(await reading(page)).toMatch(/Indonesia\s+40%\s+2018/);
      await page.mouse.move(x, 5);
      expect(await reading(page)).not.toContain('Indonesia');
      // The chosen country comes back when the pointer leaves.
      await pick(page, 'GBR');
      await page.mouse.move(x, y);
      expect(await reading(page)).toContain('Indonesia');
      await page.mouse.move(x, 5);
      expect(await reading(page)).toContain('United Kingdom');
      // Esc hides it wherever the focus is.
      await page.mouse.move(x, y);
      await page.locator('h1').evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.keyboard.press('Escape');
      expect(await reading(page)).not.toContain('Indonesia');
    }));

  it('by tapping, until Esc', () =>
    onPhone(async (page) => {
      const { x, y } = await pointOf(page, 'BRA');
      await page.touchscreen.tap(x, y);
      expect(await reading(page)).toContain('Brazil');
      expect(await page.locator('.choropleth select').inputValue()).toBe('BRA');
      expect(
        await page.$$eval('.map-picked use', (uses) => uses.map((use) => use.getAttribute('href')))
      ).toEqual(['#world-map-BRA', '#world-map-BRA']);
      expect(await page.locator('.choropleth-label[data-place="pick"]').innerText()).toMatch(
        /Brazil\s+70%/
      );
      // A finger that scrolls over the map selects nothing.
      await page
        .locator(`${map} [id$="-IDN"]`)
        .dispatchEvent('pointermove', { pointerType: 'touch' });
      expect(await reading(page)).toContain('Brazil');
      await page.locator('.choropleth select').focus();
      await page.keyboard.press('Escape');
      expect(await reading(page)).not.toContain('Brazil');
      expect(await page.locator('.map-picked use[href]').count()).toBe(0);
    }));

  it('by tapping within 12 px of a dot in the sea (V17)', () =>
    onPhone(async (page) => {
      const { x, y } = await pointOf(page, 'MDV');
      for (const [dx, dy] of [
        [0, 0],
        [8, 8],
        [-11, 0],
        [0, 11]
      ] as const) {
        await page.keyboard.press('Escape');
        await page.touchscreen.tap(x + dx, y + dy);
        expect(await page.locator('.choropleth select').inputValue(), `${dx} ${dy}`).toBe('MDV');
      }
    }));

  it('by arrow keys within the one tab stop of the map (A23)', () =>
    onDesk(async (page) => {
      expect(
        await page.$$eval(
          `${map}, ${map} [tabindex], ${map} a`,
          (stops) => stops.filter((stop) => (stop as HTMLElement).tabIndex >= 0).length
        )
      ).toBe(1);
      await page.getByRole('group', { name: /2018/ }).and(page.locator(map)).waitFor();
      await page.locator(map).focus();
      await page.keyboard.press('ArrowRight');
      expect(await reading(page)).toContain('Indonesia');
      await expect.poll(() => status(page)).toContain('Indonesia');
      await page.keyboard.press('ArrowRight');
      expect(await reading(page)).not.toContain('Indonesia');
      const beside = await reading(page);
      await page.locator('.map-steps button:nth-of-type(2)').focus();
      await page.keyboard.press('ArrowRight');
      expect(await reading(page)).toBe(beside);
    }));

  it('from the list, which is in the alphabet of the language, and announces it', () =>
    onDeskId(async (page) => {
      const names = await page.$$eval('.choropleth option', (options) =>
        options.slice(1).map(({ textContent }) => textContent ?? '')
      );
      expect(names.length).toBeGreaterThanOrEqual(217);
      expect(names).toEqual([...names].sort(new Intl.Collator('id-ID').compare));
      await pick(page, 'GBR');
      expect(await reading(page)).toContain('91%');
      await expect.poll(() => status(page)).toContain('91%');
    }));

  it('says that the source has no recent figure, not zero (V15)', () =>
    onDesk(async (page) => {
      await pick(page, 'PRK');
      expect(await reading(page)).toMatch(/no data in this source/);
    }));

  it('marks an older figure with its year (V16)', () =>
    onDesk(async (page) => {
      await openMap(page, 'world-now');
      const at = use.years.indexOf(newestYear(use));
      const older = use.economies.find(
        ({ values }) =>
          values[at] === null && [1, 2, 3].some((age) => (values[at - age] ?? null) !== null)
      )!;
      const age = [1, 2, 3].find((years) => (older.values[at - years] ?? null) !== null)!;
      await page.locator('.choropleth select').selectOption(older.iso3);
      expect(await reading(page)).toMatch(new RegExp(`older data, from ${use.years[at - age]}`));
    }));
});

describe('moving through the years (V25)', () => {
  it('by scrolling: every year passes, and the map stays at the year of the warning', () =>
    onPhone(async (page) => {
      await openMap(page, 'world-2010');
      const way = await page.evaluate(async () => {
        const years: string[] = [];
        const end = document.getElementById('world-now')!;
        while (end.getBoundingClientRect().top > 330) {
          scrollBy({ top: 6, behavior: 'instant' });
          await new Promise((resolve) => requestAnimationFrame(resolve));
          years.push(document.querySelector('[data-map-year]')!.textContent);
        }
        return years;
      });
      const seen = [...new Set(way)].map(Number);
      const all = Array.from({ length: newestYear(use) - 2009 }, (_, i) => 2010 + i);
      expect(seen).toEqual(all);
      const stay = (of: number) => way.filter((one) => one === String(of)).length;
      expect(stay(2018)).toBeGreaterThan(4 * stay(2015));
    }));

  it('on a phone sets the year large where words are read, until they come', () =>
    onPhone(async (page) => {
      await openMap(page, 'world-2010');
      const year = page.locator('.choropleth > .map-year');
      const heightOf = async () => (await year.boundingBox())!.height;
      await expect.poll(heightOf).toBeLessThan(40);
      await page.evaluate(() => scrollBy({ top: 200, behavior: 'instant' }));
      await expect.poll(heightOf).toBeGreaterThan(100);
      const map = (await page.locator('.choropleth-map').boundingBox())!;
      expect((await year.boundingBox())!.y).toBeGreaterThan(map.y + map.height);
      await openMap(page, 'world-2018');
      await expect.poll(heightOf).toBeLessThan(40);
    }));

  it.each([
    ['a phone', { viewport: { width: 390, height: 844 } }],
    ['a large window', { viewport: { width: 1440, height: 900 } }]
  ])(
    'on %s: words that are whole, up to their rest, stand beside a map of their year',
    (_, device) =>
      onPage(device, async (page) => {
        await openMap(page, 'world-1990');
        await page.evaluate(() => scrollBy({ top: -200, behavior: 'instant' }));
        const { met, wrong } = await page.evaluate(async () => {
          const found = { met: new Set<string>(), wrong: new Set<string>() };
          const stage = document.querySelector('[data-figure="world"]')!;
          const steps = [...document.querySelectorAll<HTMLElement>('#world [data-step]')];
          const styleOf = (part: Element) => getComputedStyle(part);
          const root = styleOf(document.documentElement);
          const rest = [root.scrollPaddingTop, styleOf(steps[0]!).scrollMarginTop]
            .map(parseFloat)
            .reduce((sum, length) => sum + length - 2);
          const room = innerHeight - (parseFloat(root.scrollPaddingBottom) || 0);
          while (stage.getBoundingClientRect().bottom > 100) {
            scrollBy({ top: 32, behavior: 'instant' });
            await new Promise((resolve) => requestAnimationFrame(resolve));
            const year = document.querySelector('[data-map-year]')!.textContent;
            for (const step of steps) {
              const { top, bottom: foot } = step.querySelector('.words')!.getBoundingClientRect();
              const own = step.dataset['step']!.split(' ')[1]!;
              if (top < rest || foot > room || step.matches('[data-passing] *')) continue;
              found.met.add(step.id);
              if (year !== own) found.wrong.add(`${own} beside ${year}`);
            }
          }
          return { met: found.met.size, wrong: [...found.wrong] };
        });
        expect(wrong).toEqual([]);
        // The first may have passed its rest already.
        expect(met).toBeGreaterThanOrEqual(4);
      })
  );

  it('by buttons, keys and play, within the years of the layer', () =>
    onDesk(async (page) => {
      await pick(page, 'IDN');
      const [previous, play, next] = await page.locator('.map-steps button').all();
      await next?.click();
      expect(await year(page)).toBe('2019');
      expect(await reading(page)).toMatch(/^Indonesia[^]*2019$/);
      await previous?.click();
      await previous?.click();
      expect(await year(page)).toBe('2017');
      await expect.poll(() => status(page)).toMatch(/^2017\. Indonesia: .* 2017\b/);
      // A chosen year stays until the scroll reaches another one.
      await page.evaluate(() => scrollBy({ top: 1, behavior: 'instant' }));
      await drawn(page, 3);
      expect(await year(page)).toBe('2017');
      await play?.click();
      // The last year is the newest that most economies have.
      await shows(page, String(newestYear(use)));
      expect(await next?.getAttribute('aria-disabled')).toBe('true');
      await next?.press('Enter');
      expect(await year(page)).toBe(String(newestYear(use)));
      // At the end play starts over. Another press stops it.
      await play?.evaluate((button: HTMLElement) => [button.click(), button.click()]);
      expect(await year(page)).toBe('1990');
    }));

  it('in a page that the browser has translated', () =>
    onPage(desk, async (page) => {
      await openMap(page);
      await translated(page);
      const [previous, play] = await page.locator('.map-steps button').all();
      await previous?.click();
      expect(await year(page)).toBe('2017');
      expect(await page.locator('.choropleth-label[data-place="GBR"] b').innerText()).toBe('90%');
      const words = await play?.evaluate((button: HTMLElement) =>
        [0, 1].map(() => {
          button.click();
          return button.innerText;
        })
      );
      expect(words).toEqual(['Pause', expect.stringMatching(/^Play /)]);
    }));

  it('never by itself (A07)', () =>
    onPage(desk, async (page) => {
      await openMap(page);
      const before = await classes(page);
      await drawn(page, 120);
      expect(await classes(page)).toBe(before);
    }));
});

describe('the map of a small phone', () => {
  it.each(['id', 'en'])('%s: is at least 340 px wide at 360', (language) =>
    onPage({ viewport: { width: 360, height: 640 } }, async (page) => {
      await openMap(page, 'world-2018', language);
      const { stage, width } = await page.$eval('#world .stage', (sticky) => ({
        stage: getComputedStyle(sticky).position,
        width: sticky.querySelector('.choropleth-map svg')!.getBoundingClientRect().width
      }));
      expect([stage, width >= 340]).toEqual(['sticky', true]);
    })
  );

  it('shows the label of a picked country whole, at any edge', () =>
    onPage({ viewport: { width: 360, height: 640 } }, async (page) => {
      await openMap(page);
      const list = page.locator('.choropleth select');
      const cut: string[] = [];
      for (const iso3 of ['CAN', 'GRL', 'RUS', 'NOR', 'NZL', 'FJI', 'WSM', 'CHL', 'ARG']) {
        await list.evaluate((select: HTMLSelectElement, code) => {
          select.value = code;
          select.dispatchEvent(new Event('change', { bubbles: true }));
        }, iso3);
        const isWhole = await page.evaluate(() => {
          const box = (selector: string) =>
            document.querySelector(selector)!.getBoundingClientRect();
          const [label, drawn, bar] = [
            box('[data-place="pick"]'),
            box('.choropleth-map'),
            box('.bar')
          ];
          return (
            label.top > bar.bottom &&
            label.left >= Math.max(0, drawn.left) &&
            label.right <= Math.min(innerWidth, drawn.right) &&
            label.bottom <= drawn.bottom
          );
        });
        if (!isWhole) cut.push(iso3);
      }
      expect(cut).toEqual([]);
    }));
});

describe('small maps (V25)', () => {
  const stills = '.choropleth-still svg';

  it('are removed while the map moves, and stay in the plain article', async () => {
    await onDesk(async (page) => {
      expect(await page.locator(stills).count()).toBe(0);
      // In a low window nothing sticks: they are back.
      await page.setViewportSize({ width: 1280, height: 380 });
      await expect.poll(() => page.locator(stills).count()).toBeGreaterThanOrEqual(3);
      await page.setViewportSize(desk.viewport);
      await expect.poll(() => page.locator(stills).count()).toBe(0);
    });
    await onPage(desk, async (page) => {
      await page.goto(siteUrl('en/?plain#world'));
      await page.locator('.choropleth select').waitFor({ state: 'attached' });
      expect(await page.locator(stills).first().isVisible()).toBe(true);
    });
  });

  it('are in their steps with reduced motion, switched on or off while reading', () =>
    onPage({ ...desk, reducedMotion: 'reduce' }, async (page) => {
      await page.goto(siteUrl('id/#world-2018'));
      await page.locator('.choropleth select').waitFor({ state: 'attached' });
      expect(await page.locator(stills).count()).toBeGreaterThanOrEqual(3);
      expect(await page.locator(stills).first().isVisible()).toBe(true);
      const sticks = () =>
        page.$eval('#world .stage', (stage) => getComputedStyle(stage).position === 'sticky');
      expect(await sticks()).toBe(false);
      await page.emulateMedia({ reducedMotion: 'no-preference' });
      await expect.poll(() => page.locator(stills).count()).toBe(0);
      expect(await sticks()).toBe(true);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await expect.poll(() => page.locator(stills).count()).toBeGreaterThanOrEqual(3);
    }));

  it('leave no words hidden in a window that becomes low', () =>
    onPage({ viewport: { width: 390, height: 844 } }, async (page) => {
      await openMap(page);
      await atRest(page);
      await page.setViewportSize({ width: 390, height: 610 });
      await expect
        .poll(() =>
          page.$$eval('#world .step', (steps) =>
            steps.map((step) => Number(getComputedStyle(step).opacity))
          )
        )
        .not.toContain(0);
    }));

  it('are printed', () =>
    onPage({ viewport: { width: 390, height: 844 } }, async (page) => {
      await openMap(page);
      await atRest(page);
      for (const [event, shown] of [
        ['beforeprint', String(newestYear(use))],
        ['afterprint', '2018']
      ] as const) {
        await page.evaluate((name) => dispatchEvent(new Event(name)), event);
        await expect.poll(() => year(page)).toBe(shown);
      }
      await page.emulateMedia({ media: 'print' });
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      expect(await page.locator('.choropleth-older').isVisible()).toBe(true);
      expect(await page.locator(stills).first().isVisible()).toBe(true);
      expect(await page.locator('.choropleth-controls').isVisible()).toBe(false);
      await page.emulateMedia({ media: 'screen' });
      await page.evaluate(() => dispatchEvent(new Event('afterprint')));
      await expect.poll(() => page.locator(stills).count()).toBe(0);
    }));
});
