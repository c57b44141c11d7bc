import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heightAt } from '../cards/height-at.ts';
import type { Embed } from '../../src/cards/embed/embed.ts';
import { serveFolder, type FolderServer } from '../../src/desk/dev/serve-folder.ts';
import { share } from '../slice.ts';
import { onPage, useChromium } from './chromium.ts';

useChromium();

const lists = join(import.meta.dirname, '..', '..', 'dist', 'embed', 'v1');
const width = 700;
let home: string;
let server: FolderServer;
let embeds: Embed[];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'terhubung-kit-'));
  const list = JSON.parse(await readFile(join(lists, 'embeds.json'), 'utf8')) as {
    embeds: Embed[];
    kit: { zip: string };
  };
  embeds = list.embeds;
  const entries = Object.entries(
    unzipSync(await readFile(join(lists, list.kit.zip.split('/').at(-1)!)))
  );
  for (const [path, bytes] of entries) {
    // Whatever the folder in the zip is called, it may be renamed.
    const to = join(home, path.slice(path.indexOf('/') + 1));
    await mkdir(dirname(to), { recursive: true });
    await writeFile(to, bytes);
  }
  server = await serveFolder(home, { port: 0 });
});
afterAll(async () => {
  await server.close();
  await rm(home, { recursive: true, force: true });
});

/**
 * Lets a page have what is under `base` and nothing else, and returns the list of all that goes
 * wrong on it.
 */
async function cutOff(page: Page, base: string): Promise<string[]> {
  const faults: string[] = [];
  await page.route('**/*', (route) =>
    route.request().url().startsWith(base) ? route.continue() : route.abort()
  );
  page.on('requestfailed', (request) => faults.push(`failed: ${request.url()}`));
  page.on(
    'response',
    (response) => response.status() >= 400 && faults.push(`${response.status()}: ${response.url()}`)
  );
  page.on(
    'console',
    (message) =>
      ['error', 'warning'].includes(message.type()) &&
      faults.push(`${page.url()}: ${message.text()}`)
  );
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  return faults;
}

describe.each(share(['a disk', 'a plain server'], 2))(
  'the kit, unpacked and opened from %s without a network',
  (place) => {
    const base = () => (place === 'a disk' ? `${pathToFileURL(home).href}/` : server.url);

    it('lists everything with its picture, asks nobody else and logs no fault', () =>
      onPage({ viewport: { width: 900, height: 800 } }, async (page) => {
        const faults = await cutOff(page, base());
        await page.goto(`${base()}index.html`);
        const images = page.locator('img');
        expect(await images.count()).toBe(embeds.length);
        for (const image of await images.all()) {
          await image.scrollIntoViewIfNeeded();
          await expect
            .poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth))
            .toBe(1200);
        }
        expect(faults).toEqual([]);
      }));

    it('shows every card in a frame of its height, by its snippet, with its figure and help', () =>
      onPage({ viewport: { width, height: 2400 } }, async (page) => {
        const faults = await cutOff(page, base());
        const wrong: unknown[] = [];
        for (const { id, language, title, heights, caption } of share(embeds, 6)) {
          await page.goto(`${base()}${language}/${id}/embed.html`);
          const frame = page.frameLocator('iframe');
          await frame.locator('#card').waitFor();
          const box = await page.locator('iframe').boundingBox();
          const known = heightAt(heights, box?.width ?? 0);
          const tall = await frame.locator('html').evaluate((root) => root.scrollHeight);
          // The whole story may be longer than its frame: it scrolls inside until the optional
          // script makes the frame as tall as it is.
          const isWhole = Math.abs(tall - known) <= 2 || (id === 'story' && tall > known);
          const says = await frame.locator('body').innerText();
          const isHelpful = id === 'story' || says.includes(caption.help.label);
          if (box?.height !== known || !isWhole || !isHelpful || !says.includes(title))
            wrong.push({ id, language, box, known, tall, says });
        }
        expect(wrong).toEqual([]);
        expect(faults).toEqual([]);
      }));

    it('keeps the words of a page with a table in a narrow window, beside a table that scrolls by itself', () =>
      onPage({ viewport: { width: 360, height: 800 } }, async (page) => {
        const faults = await cutOff(page, base());
        const wide: string[] = [];
        for (const { id, language } of embeds.filter(({ id }) => id !== 'story')) {
          await page.goto(`${base()}${language}/${id}/table.html`);
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
            `${language}/${id}`
          ).toBe(0);
          if (
            await page.evaluate(() =>
              [...document.querySelectorAll('.wide')].some(
                (box) => box.scrollWidth > box.clientWidth
              )
            )
          )
            wide.push(id);
        }
        expect(wide).toContain('demand');
        expect(faults).toEqual([]);
      }));

    it('opens every card by itself, and the map in it works', () =>
      onPage({ viewport: { width, height: 1000 } }, async (page) => {
        const faults = await cutOff(page, base());
        for (const { id, language, title } of share(embeds, 6, 2)) {
          await page.goto(`${base()}${language}/${id}.html`);
          expect(await page.locator('#card').innerText(), `${language}/${id}`).toContain(title);
        }
        await page.goto(`${base()}id/world.html`);
        await page.locator('select').selectOption({ label: 'Indonesia' });
        await expect.poll(() => page.locator('#card').innerText()).toMatch(/Indonesia[^\n]*\d/);
        expect(faults).toEqual([]);
      }));
  }
);

describe('the newsletters of the kit', () => {
  it('keep the shape of their picture in mail without a style sheet that makes a height a least height, on a telephone', () =>
    onPage({ viewport: { width: 320, height: 800 } }, async (page) => {
      const wrong: unknown[] = [];
      for (const { id, language } of embeds.filter((embed) => embed.id !== 'story')) {
        await page.goto(`${server.url}${language}/${id}/newsletter.html`);
        const { drawn, own, wider } = await page.evaluate(() => {
          for (const sheet of document.querySelectorAll('style')) sheet.remove();
          const image = document.querySelector('img')!;
          // As Yahoo does: https://www.caniemail.com/features/css-height/
          image.setAttribute(
            'style',
            image.getAttribute('style')!.replace(/(^|;)height:/, '$1min-height:')
          );
          return {
            drawn: image.height / image.width,
            own: image.naturalHeight / image.naturalWidth,
            wider: document.documentElement.scrollWidth - innerWidth
          };
        });
        if (!(Math.abs(drawn - own) < 0.01) || wider > 0)
          wrong.push({ id, language, drawn, own, wider });
      }
      expect(wrong).toEqual([]);
    }));
});
