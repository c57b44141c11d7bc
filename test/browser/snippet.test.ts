import { describe, expect, it } from 'vitest';
import type { CardHeights } from '../../src/cards/embed/card-heights.ts';
import { heightAt } from '../cards/height-at.ts';
import { columnStyle, frameStyle } from '../../src/cards/embed/frame-style.ts';
import { onPage, useChromium } from './chromium.ts';

useChromium();

const tables: CardHeights[] = [
  { 320: 900, 480: 800, 640: 700 },
  { 320: 640, 480: 980, 640: 700 },
  { 320: 500, 480: 500, 640: 760 },
  { 320: 720, 480: 720, 640: 720 },
  { 320: 12000, 480: 9000, 640: 7500 }
];
const widths = [
  200, 319.5, 320, 479, 479.5, 479.98, 480, 480.02, 480.5, 639, 639.5, 639.98, 640, 640.02, 641,
  900, 5000
];

describe('the frame of a snippet, without script', () => {
  it('has its known height at every width of its column', async () => {
    const wrong = await onPage({ javaScriptEnabled: false }, async (page) => {
      const frames = tables.flatMap((heights, table) =>
        widths.map((width) => ({ heights, table, width }))
      );
      await page.setContent(
        `<!doctype html>${frames
          .map(
            ({ heights, width }) =>
              `<div style="width:${width}px"><figure style="container-type:inline-size;margin:0"><iframe style="${frameStyle(heights)}"></iframe></figure></div>`
          )
          .join('')}`
      );
      const found = await Promise.all(
        (await page.locator('iframe').all()).map((frame) => frame.boundingBox())
      );
      return frames.flatMap(({ heights, width }, index) => {
        const height = found[index]?.height;
        return height === heightAt(heights, width)
          ? []
          : [`${width}: ${height} instead of ${heightAt(heights, width)}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    ['a flexible row', '<div style="display:flex"><div>…</div><p>Words.</p></div>'],
    [
      'a centred column',
      '<div style="display:flex;flex-direction:column;align-items:center"><div>…</div></div>'
    ],
    ['a float', '<div style="float:left">…</div>'],
    ['a cell', '<table><tr><td>…</td></tr></table>'],
    [
      'a grid that starts at its left',
      '<div style="display:grid;justify-items:start"><div>…</div></div>'
    ]
  ])('has a width and its height in %s that is as wide as its content', (_, around) =>
    onPage({ javaScriptEnabled: false, viewport: { width: 900, height: 700 } }, async (page) => {
      const snippet = `<figure style="${columnStyle(720)};margin:0"><iframe style="${frameStyle(tables[0]!)}"></iframe></figure>`;
      await page.setContent(
        `<!doctype html><style>td { padding: 0 }</style>${around.replace('…', snippet)}`
      );
      const { width, height } = (await page.locator('iframe').boundingBox())!;
      expect(width).toBeGreaterThanOrEqual(280);
      expect(height).toBe(heightAt(tables[0]!, width));
    })
  );

  it.each(['height: 150px !important', 'height: auto !important', 'max-height: 400px'])(
    'keeps its height where a style sheet sets “%s” for all frames',
    (rule) =>
      onPage({ javaScriptEnabled: false }, async (page) => {
        const frame = `<figure style="${columnStyle(720)};margin:0"><iframe style="${frameStyle(tables[0]!)}"></iframe></figure>`;
        await page.setContent(
          `<!doctype html><style>iframe { ${rule} }</style><div style="width:352px">${frame}</div>`
        );
        expect((await page.locator('iframe').boundingBox())!.height).toBe(
          heightAt(tables[0]!, 352)
        );
      })
  );
});
