import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heightAt } from '../cards/height-at.ts';
import type { Embed } from '../../src/cards/embed/embed.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
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
    kits: Record<Language, { zip: string }>;
  };
  embeds = list.embeds;
  for (const language of languages) {
    const zip = await readFile(join(lists, list.kits[language].zip.split('/').at(-1)!));
    for (const [path, bytes] of Object.entries(unzipSync(zip))) {
      const to = join(home, language, path.slice(path.indexOf('/') + 1));
      await mkdir(dirname(to), { recursive: true });
      await writeFile(to, bytes);
    }
  }
  // Each snippet as a partner pastes it from the README.
  for (const { id, language } of embeds) {
    const folder = join(home, language, id);
    const [, snippet] = /```html\n([\s\S]*?)\n```/.exec(
      await readFile(join(folder, 'README.md'), 'utf8')
    )!;
    await writeFile(
      join(folder, 'page.html'),
      `<!doctype html><link rel="icon" href="data:,">${snippet}`
    );
  }
  server = await serveFolder(home, { port: 0 });
});
afterAll(async () => {
  await server.close();
  await rm(home, { recursive: true, force: true });
});

async function cutOff(page: Page, base: string) {
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
  'the kits, unpacked and opened from %s without a network',
  (place) => {
    const base = () => (place === 'a disk' ? `${pathToFileURL(home).href}/` : server.url);

    it('shows every card in a frame of its height, by its snippet, with its figure and help', () =>
      onPage({ viewport: { width, height: 2400 } }, async (page) => {
        const faults = await cutOff(page, base());
        const wrong: unknown[] = [];
        for (const { id, language, title, heights, caption } of share(embeds, 6)) {
          await page.goto(`${base()}${language}/${id}/page.html`);
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

    it('opens a map by itself, which works', () =>
      onPage({ viewport: { width, height: 1000 } }, async (page) => {
        const faults = await cutOff(page, base());
        await page.goto(`${base()}id/world/card.html`);
        await page.locator('select').selectOption({ label: 'Indonesia' });
        await expect.poll(() => page.locator('#card').innerText()).toMatch(/Indonesia[^\n]*\d/);
        expect(faults).toEqual([]);
      }));
  }
);
