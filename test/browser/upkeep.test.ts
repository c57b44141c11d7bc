import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardPath } from '../../src/cards/card.ts';
import { speak } from '../../src/copy/words.ts';
import { serveFolder, type FolderServer } from '../../src/desk/dev/serve-folder.ts';
import { buildInto } from '../../src/desk/output/prerender.ts';
import { accept } from '../../src/desk/review/accept.ts';
import { languages } from '../../src/locale/languages.ts';
import { formatDate } from '../../src/locale/numbers.ts';
import { newsroomFile } from '../../src/pages/newsroom.ts';
import { correctionsFile } from '../../src/pages/side/correction.ts';
import { headersFor } from '../../src/site/headers.ts';
import { storyWords } from '../charts/story-data.ts';
import { recordingDesk } from '../desk/recording-desk.ts';
import { copyProject, type ProjectCopy } from '../journeys/project-copy.ts';
import { share } from '../slice.ts';
import { onPage, useChromium } from './chromium.ts';

useChromium();

let project: ProjectCopy;
let server: FolderServer;
const lastDay = '2027-02-28';
beforeAll(async () => {
  project = await copyProject();
  const read = async (path: string) => JSON.parse(await project.read(path)) as object;
  const newsroom = { ...(await read(newsroomFile)), review_by: lastDay };
  await project.write(newsroomFile, JSON.stringify(newsroom));
  const correction = {
    id: '2027-01-15-speed',
    posted: '2027-01-15T09:30:00+07:00',
    place: 'speed',
    text: {
      id: 'Angka dunia diralat. '.repeat(20),
      en: 'The world figure was corrected. '.repeat(20)
    }
  };
  const corrections = [correction, ...((await read(correctionsFile)) as object[])];
  await project.write(correctionsFile, JSON.stringify(corrections));
  const io = recordingDesk(project.root);
  expect(await accept(['--draft'], io), io.complained.join('\n')).toBe(0);
  const dist = join(project.root, 'dist');
  await buildInto(project.root, dist);
  server = await serveFolder(dist, { port: 0, headers: headersFor });
});
afterAll(async () => {
  await server?.close();
  await project.remove();
});

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
const [{ timezoneId: jakarta, next: nextMinute }] = places as [(typeof places)[0]];
const at = (time: string, options: BrowserContextOptions, use: (page: Page) => Promise<void>) =>
  onPage({ timezoneId: jakarta, ...options }, async (page) => {
    await page.clock.setFixedTime(time);
    await use(page);
  });
const bannersOn = async (page: Page, path: string) => {
  await page.goto(server.url + path);
  return page.locator('[data-from]').filter({ visible: true });
};

describe.each(languages)('figures that are no longer maintained, in %s', (language) => {
  const words = storyWords(language);
  const date = formatDate(lastDay, language);
  const card = speak(words, 'upkeep.card');
  const pages = [`${language}/`, `${language}/methods/`, `share/${language}/world-now/`];
  const first = languages.indexOf(language);

  it.each(share(places, 2, first))(
    'are marked from the day after, by the calendar of $timezoneId',
    async ({ timezoneId, last, next }) => {
      const paths = [...share(pages, 2, first), cardPath(language, 'world')];
      await at(last, { timezoneId }, async (page) => {
        for (const path of paths)
          expect([path, await (await bannersOn(page, path)).count()]).toEqual([path, 0]);
      });
      await at(next, { timezoneId }, async (page) => {
        for (const path of paths) {
          const banners = await bannersOn(page, path);
          expect([path, await banners.count()]).toEqual([path, 1]);
          const said = await banners.first().innerText();
          expect(said).toContain(path.startsWith('embed/') ? card : date);
        }
      });
    }
  );

  it('are marked on a card beside its correction, both in sight on a phone', () =>
    at(nextMinute, { viewport: { width: 360, height: 640 } }, async (page) => {
      await page.goto(server.url + cardPath(language, 'speed'));
      const seen = await page.locator('.correction').evaluate((box: HTMLElement) => {
        const { bottom } = box.getBoundingClientRect();
        const parts = [...box.querySelectorAll('b')].filter((part) => part.checkVisibility());
        const isWithin = (part: Element) => part.getClientRects()[0]!.bottom <= bottom;
        return {
          words: parts.filter(isWithin).map((part) => part.textContent),
          focusable: box.tabIndex
        };
      });
      const corrected = speak(words, 'figure.corrected', {
        date: formatDate('2027-01-15', language)
      });
      expect(seen).toEqual({ words: [card, corrected], focusable: 0 });
    }));
});
