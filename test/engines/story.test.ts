import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { siteUrl, useSite } from '../browser/chromium.ts';
import { seeded, long } from '../slice.ts';
import { engine, errorsOf, inWindow, until, useEngine, type EngineWindow } from './window.ts';

useEngine();
useSite();

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 800 };
const still = { dark: true, reducedMotion: true } as const;
/** A Firefox with other settings is another Firefox, which takes seconds to start. */
const everySetting = long || engine !== 'firefox';
const random = seeded(2018);
const some = <Item>(items: readonly Item[]) =>
  long ? items : [items[Math.floor(random() * items.length)]!];

const isLive = (window: EngineWindow) =>
  until(window, () => document.querySelector('[data-step][data-active]') !== null);
/** Opens a page and touches it: without a reader, far parts are laid out bit by bit first. */
async function openLive(window: EngineWindow, path: string) {
  await window.open(siteUrl(path));
  await until(window, () => document.documentElement.hasAttribute('data-alive'));
  await window.evaluate(() => void dispatchEvent(new Event('touchstart')));
  await isLive(window);
}
const stepsOf = (window: EngineWindow) =>
  window.evaluate(() =>
    [...document.querySelectorAll('[data-step]')].map((step) => ({
      id: step.id,
      scene: step.closest<HTMLElement>('[data-scene]')!.dataset['scene']!
    }))
  );
/** A step of text alone is not marked. */
const isAt = (window: EngineWindow, id: string) =>
  until(
    window,
    (step) =>
      document.getElementById(step)!.matches('[data-active], .text > *') &&
      location.hash === `#${step}`,
    id
  );

const pictureOf = (window: EngineWindow, scene: string) =>
  window.evaluate(async (name) => {
    const parts = `[data-figure="${name}"] svg, [data-figure="${name}"] [data-map-year]`;
    const look = () =>
      [...document.querySelectorAll(parts)]
        .map((part) => (part.matches('svg') ? part.innerHTML : (part.textContent ?? '')))
        .join('\n');
    let last = look();
    for (let same = 0; same < 5;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = look();
      same = now === last ? same + 1 : 0;
      last = now;
    }
    // Attributes are in the order in which they were set.
    return last.replace(/(?: [\w:-]+="[^"]*"){2,}/g, (run) =>
      (run.match(/ [\w:-]+="[^"]*"/g) ?? []).sort().join('')
    );
  }, scene);

describe('the story', () => {
  it('shows after a jump to a step what it shows after scrolling there', () =>
    inWindow(phone, async (window) => {
      await window.open(siteUrl('id/'));
      await isLive(window);
      const all = await stepsOf(window);
      // To the end of the first picture, in a campaign of the last.
      const steps = all.filter(({ scene }) => long || scene === all[0]!.scene);
      expect(steps.length).toBeGreaterThan(3);
      const read = new Map<string, string>();
      for (const { id, scene } of steps) {
        await window.evaluate(async (step) => {
          const isEnd = () => scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
          while (location.hash !== `#${step}` && !isEnd()) {
            scrollBy({ top: 160, behavior: 'instant' });
            // The address follows once the page stands still.
            await new Promise((resolve) => setTimeout(resolve, 250));
          }
        }, id);
        await isAt(window, id);
        read.set(id, await pictureOf(window, scene));
      }
      for (const { id, scene } of some(steps)) {
        await window.evaluate((step) => (location.hash = step), id);
        await isAt(window, id);
        expect((await pictureOf(window, scene)) === read.get(id), id).toBe(true);
      }
      expect(await errorsOf(window)).toEqual([]);
    }));

  it('opens at the address of a step, its heading whole and uncovered', () =>
    inWindow(desktop, async (window) => {
      await window.open(siteUrl('en/'));
      for (const { id } of some(await stepsOf(window))) {
        await window.open('about:blank');
        await window.open(siteUrl(`en/#${id}`));
        await isAt(window, id);
        const seen = await window.evaluate((step) => {
          const heading = document.querySelector(`#${step} h3`)!;
          const { left, right, top, bottom } = heading.getBoundingClientRect();
          const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
          return [top >= 0 && bottom <= innerHeight, hit !== null && heading.contains(hit)];
        }, id);
        expect([id, ...seen]).toEqual([id, true, true]);
      }
    }));

  it('keeps the step in the other language and on the way back', () =>
    inWindow(phone, async (window) => {
      const isIn = async (language: string) => {
        await until(
          window,
          (address) =>
            location.href === address && document.querySelector('[data-active]') !== null,
          siteUrl(`${language}/#world-2010`)
        );
        await isAt(window, 'world-2010');
      };
      await openLive(window, 'en/#world-2010');
      await isIn('en');
      await window.click('[data-language-link]');
      await isIn('id');
      await window.back();
      await isIn('en');
    }));
});

describe('its figures', () => {
  it('play the map when asked; a country is picked by a click, until Esc', () =>
    inWindow(desktop, async (window) => {
      await openLive(window, 'en/#world-2018');
      await isAt(window, 'world-2018');
      await until(window, () => document.querySelector('.choropleth select') !== null);
      // A scroll that is still on its way would end the play.
      await pictureOf(window, 'world');
      const year = () => document.querySelector('[data-map-year]')?.textContent;
      expect(await window.evaluate(year)).toBe('2018');
      const play = '.map-steps button:nth-of-type(2)';
      await window.click(play);
      // The icon of a button that plays ends with z, as it does before and after.
      await until(
        window,
        (button) =>
          document.querySelector(`${button} path`)!.getAttribute('d')!.endsWith('z') &&
          Number(document.querySelector('[data-map-year]')?.textContent) > 2020,
        play
      );
      await window.click('.choropleth-map [id$="-BRA"]');
      const reads = (is: boolean) =>
        until(
          window,
          (wanted) =>
            document.querySelector('.choropleth-reading')!.textContent.includes('Brazil') ===
            wanted,
          is
        );
      await reads(true);
      await window.evaluate(() =>
        document.querySelector<HTMLElement>('.choropleth select')!.focus()
      );
      await window.press('Escape');
      await reads(false);
    }));
});

describe('as readers set it', () => {
  const sideways = () => document.documentElement.scrollWidth - innerWidth;

  it.runIf(everySetting).each(languages.slice(0, long ? undefined : 1))(
    '%s without script has every word, picture and table',
    async (language) => {
      const words = () =>
        [...document.querySelectorAll('main h1, main h2, main h3, main p, main li')]
          // Small maps are removed while one map follows the steps.
          .filter((part) => !part.closest('[data-figure], #lookup, .choropleth-still'))
          .map(({ textContent }) => textContent?.trim())
          // The script adds an empty line for what it announces.
          .filter(Boolean);
      const narrow = { width: 320, height: 640 };
      const withScript = await inWindow(narrow, async (window) => {
        await openLive(window, `${language}/`);
        expect(await window.evaluate(sideways)).toBe(0);
        return window.evaluate(words);
      });
      await inWindow({ ...narrow, script: false }, async (window) => {
        await window.open(siteUrl(`${language}/`));
        expect(await window.evaluate(words)).toEqual(withScript);
        expect(await window.evaluate(sideways)).toBe(0);
        const hidden = await window.evaluate(() => {
          const parts =
            '.step, .step h3, .step p, .choropleth-still, .help a, [data-figure] svg, details > summary';
          return [...document.querySelectorAll(parts)]
            .filter((part) => !part.closest('details:not([open])') || part.matches('summary'))
            .filter((part) => !part.closest('[hidden], [aria-hidden="true"], .card'))
            .filter(
              (part) =>
                part.getClientRects().length === 0 ||
                getComputedStyle(part).visibility !== 'visible'
            )
            .map((part) => part.outerHTML.slice(0, 120));
        });
        expect(hidden).toEqual([]);
        const buttons = () =>
          [...document.querySelectorAll('.bar button')].filter(
            (button) => button.getClientRects().length > 0
          ).length;
        expect(await window.evaluate(buttons)).toBe(0);
      });
    }
  );

  it.runIf(everySetting)('with reduced motion at night nothing moves, and the page is dark', () =>
    inWindow({ ...phone, ...still }, async (window) => {
      await openLive(window, 'id/');
      const [paper, ink] = await window.evaluate(() => {
        const { backgroundColor, color } = getComputedStyle(document.body);
        return [backgroundColor, color].map((value) => {
          const pen = document.createElement('canvas').getContext('2d')!;
          pen.fillStyle = value;
          pen.fillRect(0, 0, 1, 1);
          const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
          return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
        });
      });
      expect(paper).toBeLessThan(60);
      expect(ink).toBeGreaterThan(180);
      const { before, landed, running } = await window.evaluate(async () => {
        const before = scrollY;
        document.querySelector<HTMLElement>('[data-go="next"]')!.click();
        const landed = scrollY;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const moving = document.getAnimations().filter(({ playState }) => playState === 'running');
        return { before, landed, running: moving.length };
      });
      expect(landed).toBeGreaterThan(before);
      expect(running).toBe(0);
      await until(window, () => location.hash !== '');
      expect(await window.evaluate(() => scrollY)).toBe(landed);
    })
  );

  // WebKit's driver prints nothing.
  it.skipIf(engine === 'webkit')('is printed with every step, and the list behind a tap', () =>
    inWindow(desktop, async (window) => {
      await openLive(window, 'id/#world-2010');
      await isAt(window, 'world-2010');
      const pdf = await getDocumentProxy(new Uint8Array(await window.pdf!()));
      const { totalPages, text } = await extractText(pdf, { mergePages: true });
      const bare = (words: string) => words.replace(/[\s\u00ad]+/g, '');
      const printed = bare(text);
      const texts = await window.evaluate(() =>
        [...document.querySelectorAll('.step h3')].map((one) => one.textContent!.trim())
      );
      expect(texts.length).toBeGreaterThan(3);
      expect(texts.filter((one) => !printed.includes(bare(one)))).toEqual([]);
      expect(totalPages).toBeGreaterThan(10);
      expect(totalPages).toBeLessThan(18);
    })
  );
});
