import type { Frame, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { onPage, useChromium } from '../browser/chromium.ts';
import { drawn } from '../browser/reading.ts';
import { long } from '../slice.ts';
import { bench, cardFrames, quiet, sizeOf, useBench, watch } from './bench.ts';

useChromium();
useBench();

/**
 * Windows for the widest card, a small phone, and one between. The widest first: a browser that
 * sizes frames makes none lower than it first was (browser-sized.test.ts).
 */
const widths = [900, 352, 560] as const;
const viewport = (width: number) => ({ viewport: { width, height: 700 } });
/** Frames for which the obedient page is watched: a feedback loop grows with each. */
const obeyed = long ? 1_200 : 120;

/** A card posts in every protocol when it loads, at each width, and in answers. */
const mostMessages = 40;

/** Pages with the frame of the snippet: nothing moves. */
const still = [
  'browser-sized',
  'snippet',
  'embed-js',
  'embed-js-late',
  'strict-policy',
  'every-frame-tall',
  'right-to-left',
  'dark',
  'twice'
] as const;

/** Pages with a frame of their own that learn the height from the card. */
const told = [
  'embed-js-nameless',
  'strict-policy-styles',
  'every-frame-tall-insisting',
  'pym',
  'pym-sandboxed',
  'newswire',
  'newswire-late',
  'iframe-resizer',
  'iframe-resizer-sandboxed',
  'open-iframe-resizer',
  'open-iframe-resizer-legacy',
  'datawrapper',
  'datawrapper-by-name',
  'datawrapper-late',
  'medium',
  'wordpress'
] as const;

const expected: Readonly<Record<string, RegExp>> = {
  'strict-policy-styles': /^Applying inline style violates/
};

const besides: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  // Datawrapper's script finds frames by a part of their address.
  'datawrapper-by-name': async (page) =>
    expect(await page.locator('#other').evaluate((frame) => frame.clientHeight)).toBe(150),
  // The library calls back once for each frame.
  'iframe-resizer': async (page) =>
    expect(await page.evaluate(() => (window as unknown as { greeted: number }).greeted)).toBe(1)
};

/** Below 320 px the height is not known, and the card posts it. */
const isRight = ({ width, height, known }: { width: number; height: number; known: number }) =>
  Math.abs(height - known) <= 2 || (width < 320 && height > known && height < known * 1.1);

async function toldHeights(frames: Frame[]) {
  const right = async () => (await Promise.all(frames.map(sizeOf))).every(isRight);
  for (const end = performance.now() + 10_000; performance.now() < end && !(await right());)
    await drawn(frames[0]!.page(), 5);
}

const visit = (
  name: string,
  [first, ...others]: readonly [number, ...number[]],
  wait?: (frames: Frame[]) => Promise<void>
) =>
  onPage(viewport(first), async (page) => {
    // A page may begin to listen late: its card repeats.
    const watched = await watch(page, wait !== undefined);
    await page.goto(`${bench().partner.url}${name}.html`);
    const frames = await cardFrames(page);
    await quiet(page, watched);
    await wait?.(frames);
    const shift = await watched.shift();
    const sizes = await Promise.all(frames.map(sizeOf));
    for (const width of others) {
      await page.setViewportSize(viewport(width).viewport);
      await quiet(page, watched);
      await wait?.(frames);
      sizes.push(...(await Promise.all(frames.map(sizeOf))));
    }
    await besides[name]?.(page);
    const errors = watched.errors.filter((error) => !expected[name]?.test(error));
    return { sizes, shift, errors, messages: await watched.messages(), frames: frames.length };
  });

// Side by side: each waits most of the time.
describe.concurrent('partners’ pages', () => {
  it('are all tried', () => {
    // story.test.ts has those of the whole story.
    const figures = bench().pages.filter(({ name }) => !name.startsWith('story'));
    expect(figures.map(({ name }) => name)).toEqual(
      [...still, ...told, 'obedient'].map((name) => `${name}.html`).sort()
    );
  });

  it.each(still)('%s: the height is right at every width, and nothing moves', async (name) => {
    const { sizes, frames, messages, shift, errors } = await visit(name, widths);
    expect(frames).toBe(name === 'twice' ? 2 : 1);
    expect(sizes.filter((size) => !isRight(size))).toEqual([]);
    expect(shift).toBe(0);
    expect(errors).toEqual([]);
    expect(messages).toBeLessThanOrEqual(mostMessages * frames);
  });

  it.each(told)('%s: the frame gets the card’s height', async (name) => {
    const { sizes, frames, messages, errors } = await visit(name, [352, 900], toldHeights);
    expect(frames).toBe(1);
    expect(sizes.filter((size) => !isRight(size))).toEqual([]);
    expect(errors).toEqual([]);
    expect(messages).toBeLessThanOrEqual(mostMessages);
  });

  it('snippet: the caption wraps on a small phone in text of 200 %', () =>
    onPage(viewport(widths[1]), async (page) => {
      await page.goto(`${bench().partner.url}snippet.html`);
      const wider = await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
        document.querySelector('figcaption')!.style.fontSize = '1rem';
        return document.documentElement.scrollWidth - innerWidth;
      });
      expect(wider).toBe(0);
    }));

  it(`obedient: obeys every message and comes to rest`, () =>
    onPage(viewport(widths[1]), async (page) => {
      const watched = await watch(page);
      await page.goto(`${bench().partner.url}obedient.html`);
      const [frame] = await cardFrames(page);
      await toldHeights([frame!]);
      const messages = await quiet(page, watched);
      await drawn(page, obeyed);
      expect(isRight(await sizeOf(frame!))).toBe(true);
      expect(await watched.messages()).toBe(messages);
      expect(messages).toBeLessThanOrEqual(mostMessages);
      expect(watched.errors).toEqual([]);
    }));
});
