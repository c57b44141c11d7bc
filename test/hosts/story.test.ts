import { describe, expect, it } from 'vitest';
import { useChromium } from '../browser/chromium.ts';
import { atRest, cardFrames, quiet, sizeOf, useBench } from './bench.ts';

useChromium();
useBench();

const at = atRest({ viewport: { width: 390, height: 700 } });

describe('the whole story in a partner’s page', () => {
  it('is allowed no more than the snippet says, and resized by nobody else', () =>
    at('story', async (page, watched) => {
      const [frame] = await cardFrames(page);
      const most = Number(await page.locator('iframe').getAttribute('data-terhubung-max'));
      const { known } = await sizeOf(frame!);
      expect(most).toBeGreaterThan(known);
      const say = async (height: number) => {
        await frame!.evaluate(
          (told) =>
            parent.postMessage({ type: 'terhubung:height', id: 'story', height: told }, '*'),
          height
        );
        await quiet(page, watched);
        return (await sizeOf(frame!)).height;
      };
      for (const height of [0, -5, 99, most + 1, 1e9, Infinity, NaN])
        expect(await say(height)).toBe(known);
      await page.evaluate(
        (told) => postMessage({ type: 'terhubung:height', id: 'story', height: told }, '*'),
        most
      );
      await quiet(page, watched);
      expect((await sizeOf(frame!)).height).toBe(known);
      expect(await say(most)).toBe(most);
    }));

  it('is scrolled to its end where WordPress cuts it to 1,000 px, with the help beside it', () =>
    at('story-wordpress', async (page) => {
      const [frame] = await cardFrames(page);
      expect((await sizeOf(frame!)).height).toBe(1000);
      expect(await page.locator('blockquote').textContent()).toContain('0800 1111');
      await frame!.click('.note a[href="#help"]');
      const help = await frame!.$eval('#help', (block) => block.getBoundingClientRect().top);
      expect(Math.abs(help)).toBeLessThan(2);
      await page.locator('iframe').scrollIntoViewIfNeeded();
      const box = (await page.locator('iframe').boundingBox())!;
      await page.mouse.move(box.x + 100, Math.max(box.y, 0) + 50);
      await page.mouse.wheel(0, 100_000);
      await frame!.waitForFunction(() => {
        const end = document.querySelector('.home')!.getBoundingClientRect().bottom;
        return end > 0 && end <= innerHeight;
      });
    }));
});
