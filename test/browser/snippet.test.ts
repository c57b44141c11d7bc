import { describe, expect, it } from 'vitest';
import { heightAt, type CardHeights } from '../../src/cards/embed/card-heights.ts';
import { frameStyle } from '../../src/cards/embed/frame-style.ts';
import { onPage, useChromium } from './chromium.ts';

useChromium();

const tables: CardHeights[] = [
  { 320: 900, 480: 800, 640: 700 },
  { 320: 640, 480: 980, 640: 700 },
  { 320: 500, 480: 500, 640: 760 },
  { 320: 720, 480: 720, 640: 720 },
  { 320: 12000, 480: 9000, 640: 7500 }
];
const widths = [200, 319.5, 320, 479, 479.5, 479.98, 480, 480.02, 480.5, 639, 639.5, 639.98, 640, 640.02, 641, 900, 5000];

describe('the frame of a snippet', () => {
  it('has its known height at every width of its column, without script', async () => {
    const wrong = await onPage({ javaScriptEnabled: false }, async (page) => {
      const frames = tables.flatMap((heights, table) => widths.map((width) => ({ heights, table, width })));
      await page.setContent(
        `<!doctype html>${frames
          .map(
            ({ heights, width }) =>
              `<div style="width:${width}px"><figure style="container-type:inline-size;margin:0"><iframe style="${frameStyle(heights)}"></iframe></figure></div>`
          )
          .join('')}`
      );
      const found = await Promise.all((await page.locator('iframe').all()).map((frame) => frame.boundingBox()));
      return frames.flatMap(({ heights, width }, index) => {
        const height = found[index]?.height;
        return height === heightAt(heights, width) ? [] : [`${width}: ${height} instead of ${heightAt(heights, width)}`];
      });
    });
    expect(wrong).toEqual([]);
  });
});
