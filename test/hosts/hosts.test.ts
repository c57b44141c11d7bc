import type { Frame, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { onPage, useChromium } from '../browser/chromium.ts';
import { drawn } from '../browser/reading.ts';
import { long } from '../slice.ts';
import { bench, cardFrames, quiet, sizeOf, useBench, watch } from './bench.ts';

useChromium();
useBench();

/**
 * A small phone, and windows that are wide enough for the widest known card and for the one
 * between.
 */
const widths = [352, 900, 560] as const;
const viewport = (width: number) => ({ viewport: { width, height: 700 } });
/**
 * How many frames the page that obeys every message is watched for: what feeds itself grows with
 * each.
 */
const obeyed = long ? 1_200 : 120;

/**
 * What may reach a page at most: a card's word in every dialect, when it is loaded and at each of
 * the widths, and its answers.
 */
const mostMessages = 40;

/** Pages whose frame is the snippet's: nothing in them may move, script or none. */
const still = [
  'snippet',
  'embed-js',
  'embed-js-late',
  'element',
  'strict-policy',
  'every-frame-tall',
  'right-to-left',
  'dark',
  'twice'
] as const;

/** Pages that make the frame themselves, and learn the height from the card. */
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

/** What a page's own policy makes the browser say of it. */
const expected: Readonly<Record<string, RegExp>> = {
  'strict-policy-styles': /^Applying inline style violates/
};

/** What else a page must show in the end. */
const besides: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  // A name in Datawrapper's manner that was part of another frame's address would size that frame.
  'datawrapper-by-name': async (page) =>
    expect(await page.locator('#other').evaluate((frame) => frame.clientHeight)).toBe(150),
  // A partner may wait for the library's greeting, and does not expect two.
  'iframe-resizer': async (page) =>
    expect(await page.evaluate(() => (window as unknown as { greeted: number }).greeted)).toBe(1)
};

/**
 * From 320 px on a card's height is known to the pixel; a narrower frame is told by the card what
 * it needs beyond that.
 */
const isRight = ({ width, height, known }: { width: number; height: number; known: number }) =>
  Math.abs(height - known) <= 2 || (width < 320 && height > known && height < known * 1.1);

/**
 * Waits, on a busy machine for seconds, until a host has given its cards the heights that they told
 * it.
 */
async function toldHeights(frames: Frame[]): Promise<void> {
  const right = async () => (await Promise.all(frames.map(sizeOf))).every(isRight);
  for (const end = performance.now() + 10_000; performance.now() < end && !(await right());)
    await drawn(frames[0]!.page(), 5);
}

/**
 * Opens a page of the bench on a small phone, then widens its window, and returns its cards' sizes
 * at each width and what was seen on the way.
 */
const visit = (
  name: string,
  [first, ...others]: readonly [number, ...number[]],
  wait?: (frames: Frame[]) => Promise<void>
) =>
  onPage(viewport(first), async (page) => {
    // A page that learns the height may begin to listen late, and is told again.
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
    // Those of the whole story are tried in story.test.ts.
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

  it('snippet: what stands under the frame breaks its lines on a small phone in text of twice the size', () =>
    onPage(viewport(widths[0]), async (page) => {
      await page.goto(`${bench().partner.url}snippet.html`);
      const wider = await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
        document.querySelector('figcaption')!.style.fontSize = '1rem';
        return document.documentElement.scrollWidth - innerWidth;
      });
      expect(wider).toBe(0);
    }));

  it(`obedient: does as every message says for ${obeyed} frames, and is still`, () =>
    onPage(viewport(widths[0]), async (page) => {
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
