import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { siteUrl, useSite } from '../browser/site.ts';
import { seeded } from '../seeded.ts';
import { long } from '../slice.ts';
import { engine, errorsOf, inWindow, until, useEngine, type EngineWindow } from './window.ts';

useEngine();
useSite();

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 800 };
/**
 * Motion is turned off at night: a Firefox that has another setting is another Firefox, which takes
 * longer to start than the story to read.
 */
const still = { dark: true, reducedMotion: true } as const;
/** In the slice Firefox has one setting, with motion by day; WebKit has each. */
const everySetting = long || engine !== 'firefox';
/**
 * Every language on every device; in the slice one is read, and the addresses of another opened.
 */
const every = [
  { language: 'id', device: 'phone', size: phone },
  { language: 'en', device: 'desk', size: desk },
  { language: 'id', device: 'desk', size: desk },
  { language: 'en', device: 'phone', size: phone }
] as const;
const [reads, addresses] = long ? [every, every] : [every.slice(0, 1), every.slice(1, 2)];
const random = seeded(2018);
/** All of a list in a long campaign, else some of it, the same in every run, in its order. */
const slice = <Item>(items: readonly Item[], count: number): Item[] => {
  if (long) return [...items];
  const chosen = new Set<Item>();
  while (chosen.size < Math.min(count, items.length))
    chosen.add(items[Math.floor(random() * items.length)]!);
  return items.filter((item) => chosen.has(item));
};

/** Returns when a page of the story follows the reader. */
const isLive = (window: EngineWindow) =>
  until(window, () => document.querySelector('[data-step][data-active]') !== null);
/**
 * Opens a page of the story for a reader who acts at once: for others it is laid out bit by bit
 * before it follows.
 */
async function openLive(window: EngineWindow, path: string): Promise<void> {
  await window.open(siteUrl(path));
  await until(window, () => document.documentElement.hasAttribute('data-alive'));
  await window.evaluate(() => void dispatchEvent(new Event('touchstart')));
  await isLive(window);
}

interface Step {
  id: string;
  scene: string;
}
const stepsOf = (window: EngineWindow): Promise<Step[]> =>
  window.evaluate(() =>
    [...document.querySelectorAll('[data-step]')].map(({ id, parentElement }) => ({
      id,
      scene: parentElement!.closest<HTMLElement>('[data-scene]')!.dataset['scene']!
    }))
  );
const isAt = (window: EngineWindow, id: string) =>
  until(
    window,
    (step) =>
      document.getElementById(step)!.hasAttribute('data-active') && location.hash === `#${step}`,
    id
  );

/** Returns what a scene's picture is made of, once it has not changed for some frames. */
const pictureOf = (window: EngineWindow, scene: string): Promise<string> =>
  window.evaluate(async (name) => {
    const look = () =>
      [
        ...document.querySelectorAll(
          `[data-figure="${name}"] svg, [data-figure="${name}"] [data-map-year]`
        )
      ]
        .map((part) => (part.matches('svg') ? part.innerHTML : (part.textContent ?? '')))
        .join('\n');
    let last = look();
    for (let same = 0; same < 5;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = look();
      same = now === last ? same + 1 : 0;
      last = now;
    }
    // The order of attributes tells only which was set first.
    return last.replace(/(?: [\w:-]+="[^"]*"){2,}/g, (run) =>
      (run.match(/ [\w:-]+="[^"]*"/g) ?? []).sort().join('')
    );
  }, scene);

describe('the picture is that of the step under the reading line', () => {
  it.each(reads)(
    '$language on a $device: jumping to a step shows what reading to it shows',
    ({ language, size }) =>
      inWindow({ ...size, ...(everySetting ? still : {}) }, async (window) => {
        await window.open(siteUrl(`${language}/`));
        await isLive(window);
        // In the slice to the end of the first picture.
        const all = await stepsOf(window);
        const scenes = [...new Set(all.map(({ scene }) => scene))].slice(0, long ? undefined : 1);
        const steps = all.filter(({ scene }) => scenes.includes(scene));
        expect(steps.length).toBeGreaterThan(long ? 10 : 3);
        const read = new Map<string, string>();
        const figures = new Map<string, Set<string>>();
        for (const { id, scene } of steps) {
          await window.evaluate(async (step) => {
            while (
              location.hash !== `#${step}` &&
              scrollY + innerHeight < document.documentElement.scrollHeight - 1
            ) {
              scrollBy({ top: 320, behavior: 'instant' });
              await new Promise((resolve) => requestAnimationFrame(resolve));
            }
          }, id);
          await isAt(window, id);
          read.set(id, await pictureOf(window, scene));
          const figure = await window.evaluate(
            (name) => document.querySelector(`[data-figure="${name}"]`)!.outerHTML,
            scene
          );
          figures.set(scene, (figures.get(scene) ?? new Set()).add(figure));
        }
        for (const { scene } of steps) expect(figures.get(scene)!.size, scene).toBeGreaterThan(1);
        for (const { id, scene } of slice(steps, 1).sort(() => random() - 0.5)) {
          await window.evaluate((step) => (location.hash = step), id);
          await isAt(window, id);
          expect((await pictureOf(window, scene)) === read.get(id), id).toBe(true);
        }
        expect(await errorsOf(window)).toEqual([]);
      })
  );

  it.each(addresses)(
    '$language on a $device: a step opens at its own address, whole and uncovered',
    ({ language, size }) =>
      inWindow(size, async (window) => {
        const page = await readFile(
          join(import.meta.dirname, `../../dist/${language}/index.html`),
          'utf8'
        );
        const ids = [...page.matchAll(/<[^>]* data-step[^>]*>/g)].map(
          ([tag]) => / id="([^"]+)"/.exec(tag)![1]!
        );
        expect(ids.length).toBeGreaterThan(10);
        for (const id of slice(ids, 1)) {
          await window.open('about:blank');
          await window.open(siteUrl(`${language}/#${id}`));
          await isAt(window, id);
          const seen = await window.evaluate((step) => {
            const heading = document.querySelector(`#${step} h3`)!;
            const { left, right, top, bottom } = heading.getBoundingClientRect();
            const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
            return {
              whole: top >= 0 && bottom <= innerHeight,
              uncovered: hit !== null && (heading.contains(hit) || hit.contains(heading))
            };
          }, id);
          expect({ id, ...seen }).toEqual({ id, whole: true, uncovered: true });
          if (/^world-\d{4}$/.test(id))
            await until(
              window,
              (year) => document.querySelector('[data-map-year]')?.textContent === year,
              id.slice(-4)
            );
        }
      })
  );

  it('the step buttons go on and back by one, each to where it says', () =>
    inWindow(phone, async (window) => {
      await openLive(window, 'en/');
      const stops = await window.evaluate(() =>
        [...document.querySelectorAll('[data-section], [data-step]')].map(({ id }) => id)
      );
      const count = long ? stops.length - 1 : 2;
      for (const id of stops.slice(1, count + 1)) {
        await window.click('[data-go="next"]');
        await until(window, (stop) => location.hash === `#${stop}`, id);
      }
      for (const id of stops.slice(1, count).reverse()) {
        await window.click('[data-go="prev"]');
        await until(window, (stop) => location.hash === `#${stop}`, id);
      }
    }));

  it('going to the other language keeps the step, and going back returns to it', () =>
    inWindow(phone, async (window) => {
      await openLive(window, 'en/#world-2000');
      await isAt(window, 'world-2000');
      await window.click('[data-language-link]');
      await until(
        window,
        (address) => location.href === address && document.querySelector('[data-active]') !== null,
        siteUrl('id/#world-2000')
      );
      await isAt(window, 'world-2000');
      await window.back();
      await until(
        window,
        (address) => location.href === address && document.querySelector('[data-active]') !== null,
        siteUrl('en/#world-2000')
      );
      await isAt(window, 'world-2000');
    }));
});

describe('figures that answer', () => {
  it('the map plays to its last year when asked, and not before; a country is picked by pressing it, and let go by Esc', () =>
    inWindow(desk, async (window) => {
      await openLive(window, 'en/#world-2018');
      await isAt(window, 'world-2018');
      await until(window, () => document.querySelector('.choropleth-map[tabindex="0"]') !== null);
      // What the scroll still shows would end what the reader asks for.
      await pictureOf(window, 'world');
      expect(
        await window.evaluate(() => document.querySelector('[data-map-year]')?.textContent)
      ).toBe('2018');
      await window.click('.map-steps button:nth-of-type(2)');
      // The button says what it would do: play again, once time stands still.
      await until(
        window,
        () =>
          document
            .querySelector('.map-steps button:nth-of-type(2) path')!
            .getAttribute('d')!
            .endsWith('z') && Number(document.querySelector('[data-map-year]')?.textContent) > 2020
      );
      await window.click('.choropleth-map [id$="-BRA"]');
      await until(
        window,
        () =>
          document.querySelector('.choropleth-reading')?.textContent?.includes('Brazil') ?? false
      );
      expect(
        await window.evaluate(
          () => document.querySelector<HTMLSelectElement>('.choropleth select')?.value
        )
      ).toBe('BRA');
      await window.evaluate(() =>
        document.querySelector<HTMLElement>('.choropleth select')!.focus()
      );
      await window.press('Escape');
      await until(
        window,
        () => !document.querySelector('.choropleth-reading')?.textContent?.includes('Brazil')
      );
    }));

  it.runIf(long || engine === 'webkit')(
    'the look-up shows every release of a country, and the next one in its place',
    () =>
      inWindow(desk, async (window) => {
        await openLive(window, 'en/#lookup');
        await until(window, () => document.querySelector('#lookup select') !== null);
        const pick = (country: string) =>
          window.evaluate((code) => {
            const list = document.querySelector<HTMLSelectElement>('#lookup select')!;
            list.value = code;
            list.dispatchEvent(new Event('change', { bubbles: true }));
          }, country);
        for (const [code, name] of [
          ['IDN', 'Indonesia'],
          ['IND', 'India']
        ] as const) {
          await pick(code);
          await until(
            window,
            (start) =>
              document.querySelector('#lookup figcaption')?.textContent?.trim().startsWith(start) ??
              false,
            name
          );
        }
        expect(
          await window.evaluate(() => document.querySelectorAll('#lookup figure').length)
        ).toBe(1);
        expect(await errorsOf(window)).toEqual([]);
      })
  );
});

describe('as each reader has set it', () => {
  const stuck = () =>
    [...document.querySelectorAll('.stage')].filter(
      (stage) => getComputedStyle(stage).position === 'sticky'
    ).length;
  const sideways = () => document.documentElement.scrollWidth - innerWidth;

  it.runIf(long || engine === 'firefox')(
    'the plain article: nothing sticks and nothing follows',
    () =>
      inWindow(phone, async (window) => {
        await openLive(window, 'en/');
        expect(await window.evaluate(stuck)).toBe(4);
        await window.open(siteUrl('en/?plain#world-2000'));
        await until(window, () =>
          document.querySelector('[data-language-link]')!.getAttribute('href')!.includes('?plain#')
        );
        expect(await window.evaluate(stuck)).toBe(0);
        const before = await pictureOf(window, 'world');
        await window.evaluate(() =>
          scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })
        );
        expect(await pictureOf(window, 'world')).toBe(before);
        expect(await window.evaluate(() => document.querySelectorAll('[data-active]').length)).toBe(
          0
        );
      })
  );

  it.runIf(everySetting).each(languages.slice(0, long ? undefined : 1))(
    'without script, %s: every word, picture and table is there',
    async (language) => {
      const words = () =>
        [...document.querySelectorAll('main h1, main h2, main h3, main p, main li')]
          // The small map of each step goes where one map follows the steps.
          .filter((part) => !part.closest('[data-figure], #lookup, .choropleth-still'))
          .map(({ textContent }) => textContent?.trim());
      const withScript = await inWindow({ width: 320, height: 640 }, async (window) => {
        await openLive(window, `${language}/`);
        expect(await window.evaluate(sideways)).toBe(0);
        return window.evaluate(words);
      });
      await inWindow({ width: 320, height: 640, script: false }, async (window) => {
        await window.open(siteUrl(`${language}/`));
        expect(await window.evaluate(words)).toEqual(withScript);
        expect(await window.evaluate(sideways)).toBe(0);
        const hidden = await window.evaluate(() =>
          [
            ...document.querySelectorAll(
              '.step, .step h3, .step p, .choropleth-still, .help a, [data-figure] svg, details > summary'
            )
          ]
            .filter(
              (part) => part.closest('details:not([open])') === null || part.matches('summary')
            )
            .filter((part) => !part.closest('[hidden], [aria-hidden="true"], .card'))
            .filter(
              (part) =>
                part.getClientRects().length === 0 ||
                getComputedStyle(part).visibility !== 'visible'
            )
            .map((part) => part.outerHTML.slice(0, 120))
        );
        expect(hidden).toEqual([]);
        const buttons = () =>
          [...document.querySelectorAll('.bar button')].filter(
            (button) => button.getClientRects().length > 0
          ).length;
        expect(await window.evaluate(buttons)).toBe(0);
      });
    }
  );

  it.runIf(everySetting)(
    'with reduced motion, at night: a button lands at once, nothing moves, and the paper is dark under light words',
    () =>
      inWindow({ ...phone, ...still }, async (window) => {
        await openLive(window, 'id/');
        const [paper, ink] = await window.evaluate(() => {
          const { backgroundColor, color } = getComputedStyle(document.body);
          const light = (value: string) => {
            const pen = document.createElement('canvas').getContext('2d')!;
            pen.fillStyle = value;
            pen.fillRect(0, 0, 1, 1);
            const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
            return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
          };
          return [light(backgroundColor), light(color)] as const;
        });
        expect(paper).toBeLessThan(60);
        expect(ink).toBeGreaterThan(180);
        const { before, landed, running } = await window.evaluate(async () => {
          const before = scrollY;
          document.querySelector<HTMLElement>('[data-go="next"]')!.click();
          const landed = scrollY;
          await new Promise((resolve) => requestAnimationFrame(resolve));
          return {
            before,
            landed,
            running: document.getAnimations().filter(({ playState }) => playState === 'running')
              .length
          };
        });
        expect(landed).toBeGreaterThan(before);
        expect(running).toBe(0);
        await until(window, () => location.hash !== '');
        expect(await window.evaluate(() => scrollY)).toBe(landed);
      })
  );

  // WebKit's driver prints nothing.
  it.skipIf(engine === 'webkit')('on paper every step and every count can be read', () =>
    inWindow(desk, async (window) => {
      await openLive(window, 'id/#world-2000');
      await isAt(window, 'world-2000');
      const { totalPages, text } = await extractText(
        await getDocumentProxy(new Uint8Array(await window.pdf!())),
        { mergePages: true }
      );
      const bare = (words: string) => words.replace(/[\s\u00ad]+/g, '');
      const printed = bare(text);
      const expected = await window.evaluate(() =>
        Object.fromEntries(
          ['.step h3', '.reports .how'].map((part) => [
            part,
            [...document.querySelectorAll(part)].map(
              ({ lastChild }) => lastChild?.textContent?.trim() ?? ''
            )
          ])
        )
      );
      for (const [part, texts] of Object.entries(expected)) {
        expect(texts.length, part).toBeGreaterThan(3);
        expect([part, texts.filter((one) => !printed.includes(bare(one)))]).toEqual([part, []]);
      }
      expect(totalPages).toBeGreaterThan(10);
      expect(totalPages).toBeLessThan(17);
    })
  );
});
