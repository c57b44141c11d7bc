import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardPath, type Card } from '../../src/cards/card.ts';
import { widthsOf } from '../../src/cards/embed/card-heights.ts';
import { heightAt } from '../cards/height-at.ts';
import { cardHeightsFile, readHeightTable } from '../../src/cards/embed/read-height-table.ts';
import { serveFolder, type FolderServer } from '../../src/desk/dev/serve-folder.ts';
import { buildInto } from '../../src/desk/output/build.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import { newsroomFile } from '../../src/pages/newsroom.ts';
import { correctionsFile } from '../../src/pages/side/correction.ts';
import { headersFor } from '../../src/site/headers.ts';
import { share } from '../slice.ts';
import { onPage, useChromium } from './chromium.ts';

useChromium();
const root = join(import.meta.dirname, '..', '..');

/**
 * What a newsroom promises, in a place of its own; the code, and what was built of it, is the
 * project's.
 */
let project = '';
let server: FolderServer;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'terhubung-upkeep-'));
  for (const name of [
    'node_modules',
    'src',
    'static',
    'LICENSE',
    'package-lock.json',
    'vite.config.ts'
  ])
    await symlink(join(root, name), join(project, name));
  await cp(join(root, 'data'), join(project, 'data'), { recursive: true });
  const newsroom = JSON.parse(await readFile(join(root, newsroomFile), 'utf8')) as Record<
    string,
    unknown
  >;
  await writeFile(
    join(project, newsroomFile),
    JSON.stringify({ ...newsroom, review_by: '2027-02-28' })
  );
  const text = {
    id: 'Angka dunia diralat. '.repeat(20),
    en: 'The world figure was corrected. '.repeat(20)
  };
  const correction = {
    id: '2027-01-15-speed',
    posted: '2027-01-15T09:30:00+07:00',
    place: 'speed',
    text
  };
  const told = JSON.parse(await readFile(join(root, correctionsFile), 'utf8')) as unknown[];
  await writeFile(join(project, correctionsFile), JSON.stringify([correction, ...told]));
  const dist = join(project, 'dist');
  await buildInto(project, dist);
  server = await serveFolder(dist, { port: 0, headers: headersFor });
});
afterAll(async () => {
  await server?.close();
  await rm(project, { recursive: true, force: true });
});

const said: Record<Language, { line: string; banner: RegExp; card: string; corrected: string }> = {
  id: {
    line: 'Angka diperiksa sampai 28 Februari 2027',
    banner: /tidak lagi diperbarui sejak 28 Februari 2027\. Angka yang lebih baru/,
    card: 'Sejak itu tidak diperbarui lagi.',
    corrected: 'Diralat 15 Januari 2027'
  },
  en: {
    line: 'Figures checked until 28 February 2027',
    banner: /not been kept up since 28 February 2027\. Newer ones/,
    card: 'Not kept up since then.',
    corrected: 'Corrected 15 January 2027'
  }
};
/**
 * The last minute of the day in a place, and the first of the next: far apart at the two ends of
 * the world's calendar.
 */
const places = [
  {
    timezoneId: 'Asia/Jakarta',
    last: '2027-02-28T23:59:30+07:00',
    next: '2027-03-01T00:00:30+07:00'
  },
  {
    timezoneId: 'America/Anchorage',
    last: '2027-02-28T23:59:30-09:00',
    next: '2027-03-01T00:00:30-09:00'
  }
];
const on = (time: string, options: BrowserContextOptions, use: (page: Page) => Promise<void>) =>
  onPage(options, async (page) => {
    await page.clock.setFixedTime(time);
    await use(page);
  });
const banners = (page: Page) =>
  page.locator('[data-from]').filter({ visible: true }).allInnerTexts();
const bannerOn = async (page: Page, path: string) => {
  await page.goto(server.url + path);
  return banners(page);
};

describe.each(languages)('figures that are no longer kept up, in %s', (language) => {
  const { line, banner, card, corrected } = said[language];
  const pages = [`${language}/`, `${language}/methods/`, `share/${language}/world-now/`];

  it.each(share(places, 2, languages.indexOf(language)))(
    'are so from the day after on, by the calendar of $timezoneId',
    async ({ timezoneId, last, next }) => {
      await on(last, { timezoneId }, async (page) => {
        for (const path of share(
          [...pages, cardPath(language, 'world')],
          2,
          languages.indexOf(language)
        ))
          expect([path, await bannerOn(page, path)]).toEqual([path, []]);
      });
      await on(next, { timezoneId }, async (page) => {
        for (const path of share(pages, 2, languages.indexOf(language)))
          expect([path, await bannerOn(page, path)]).toEqual([
            path,
            [expect.stringMatching(banner)]
          ]);
        expect(await bannerOn(page, cardPath(language, 'world'))).toEqual([card]);
      });
    }
  );

  it('are named so above the title, by a script that no policy refuses', async () => {
    await on(places[0]!.next, { timezoneId: 'Asia/Jakarta' }, async (page) => {
      const faults: string[] = [];
      page.on(
        'console',
        (message) => void (/policy/i.test(message.text()) && faults.push(message.text()))
      );
      for (const path of pages) {
        await bannerOn(page, path);
        const [above, title] = await Promise.all(
          ['[data-from]', 'h1'].map((selector) => page.locator(selector).first().boundingBox())
        );
        expect(above!.y + above!.height).toBeLessThanOrEqual(title!.y);
      }
      expect(faults).toEqual([]);
    });
  });

  it('leave a card as tall as it is known to be, with a correction beside', async () => {
    const heights = readHeightTable(await readFile(join(root, cardHeightsFile), 'utf8'))[language];
    const wrong: string[] = [];
    for (const [index, time] of [places[0]!.last, places[0]!.next].entries())
      await on(time, { timezoneId: 'Asia/Jakarta' }, async (page) => {
        for (const name of share<Card>(
          ['speed', 'world', 'story'],
          2,
          languages.indexOf(language)
        )) {
          await page.goto(server.url + cardPath(language, name));
          for (const width of share(widthsOf(name), 4, index)) {
            await page.setViewportSize({ width, height: 300 });
            const height = await page
              .locator('#card')
              .evaluate((element) => element.getBoundingClientRect().height);
            const known = heightAt(heights[name], width);
            if (Math.abs(height - known) > 2)
              wrong.push(`${name} at ${width}: ${height}, known ${known}`);
          }
        }
      });
    expect(wrong).toEqual([]);
  });

  it('are named on a card beside its correction, both in sight on a telephone, and the rest a scroll away', async () => {
    await on(
      places[0]!.next,
      { timezoneId: 'Asia/Jakarta', viewport: { width: 360, height: 640 } },
      async (page) => {
        await page.goto(server.url + cardPath(language, 'speed'));
        const seen = await page.locator('.correction').evaluate((box) => {
          const within = (part: Element) =>
            part.getClientRects()[0]!.bottom <= box.getBoundingClientRect().bottom;
          const parts = [...box.querySelectorAll('b')].filter((part) => part.checkVisibility());
          box.scrollTop = box.scrollHeight;
          const end = box.scrollTop + box.clientHeight >= box.scrollHeight - 1;
          box.scrollTop = 0;
          return {
            words: parts.map((part) => part.textContent),
            inSight: parts.map(within),
            end,
            focusable: (box as HTMLElement).tabIndex
          };
        });
        expect(seen).toEqual({
          words: [card, corrected],
          inSight: [true, true],
          end: true,
          focusable: 0
        });
      }
    );
  });

  it('have their last day on the page without a script too, on a screen and on paper', async () => {
    await onPage({ javaScriptEnabled: false }, async (page) => {
      const paths = [
        ...pages,
        `${language}/lite/`,
        cardPath(language, 'story'),
        cardPath(language, 'speed')
      ];
      for (const path of share(paths, 2, languages.indexOf(language))) {
        await page.goto(server.url + path);
        for (const media of ['screen', 'print'] as const) {
          await page.emulateMedia({ media });
          expect([path, media, await banners(page)]).toEqual([path, media, []]);
          const lines = await page.getByText(line).filter({ visible: true }).count();
          expect([path, media, lines]).toEqual([path, media, 1]);
        }
      }
    });
  });
});
