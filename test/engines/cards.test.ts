import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeightTable } from '../../src/cards/embed/card-heights.ts';
import { heightAt } from '../cards/height-at.ts';
import { readHeightTable } from '../../src/cards/embed/read-height-table.ts';
import { embedFolder, figureCards } from '../../src/cards/card.ts';
import type { Embed } from '../../src/cards/embed/embed.ts';
import { serveFolder, type FolderServer } from '../../src/desk/dev/serve-folder.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import { siteUrl, useSite } from '../browser/chromium.ts';
import { long } from '../slice.ts';
import { engine, errorsOf, inWindow, until, useEngine } from './window.ts';

useEngine();
useSite();

const root = join(import.meta.dirname, '..', '..');
const dist = join(root, 'dist');
/** The ends of the ranges of widths with one height; one range in each engine. */
const frames = long
  ? languages.flatMap((language) =>
      [320, 352, 479, 480, 639, 640, 720].map((width) => ({ language, width }))
    )
  : [
      engine === 'firefox'
        ? ({ language: 'id', width: 352 } as const)
        : ({ language: 'en', width: 640 } as const)
    ];

let partner: FolderServer;
let folder: string;
let heights: HeightTable;
async function writePage(language: Language, width: number) {
  const { embeds } = JSON.parse(await readFile(join(dist, embedFolder, 'embeds.json'), 'utf8')) as {
    embeds: (Embed & { snippet: { live: string } })[];
  };
  const snippets = embeds
    .filter((embed) => embed.language === language)
    .map(({ snippet }) => snippet.live.replaceAll('"../../', `"${siteUrl('')}`));
  const name = `${language}-${width}.html`;
  const tops = `[...document.querySelectorAll('iframe')].map((frame) => frame.getBoundingClientRect().top + scrollY)`;
  const page = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>A partner</title><body style="margin:0"><div style="width:${width}px">${snippets.join('<p>Words of the partner.</p>')}</div><script>window.__tops = ${tops}; window.__moved = () => ${tops}.filter((top, index) => top !== window.__tops[index]).length;</script>`;
  await writeFile(join(folder, name), page);
  return partner.url + name;
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terhubung-partner-'));
  partner = await serveFolder(folder, { port: 0 });
  heights = readHeightTable(await readFile(join(root, 'data', 'card-heights.json'), 'utf8'));
});
afterAll(async () => {
  await partner.close();
  await rm(folder, { recursive: true });
});

const sizeOf = () => ({
  inner: innerHeight,
  card: document.getElementById('card')!.getBoundingClientRect().height,
  hidden: document.documentElement.scrollHeight - innerHeight,
  over: document.documentElement.scrollWidth - innerWidth
});
const isUp = () => document.readyState === 'complete' && document.getElementById('card') !== null;

describe('a card in a partner’s page', () => {
  it.each(frames)(
    '$language at $width px: has its known height and moves nothing',
    ({ language, width }) =>
      inWindow({ width: Math.max(width, 400) + 40, height: 900 }, async (window) => {
        await window.open(await writePage(language, width));
        const wrong: unknown[] = [];
        for (const card of figureCards) {
          const frame = `iframe[src*="/${language}/${card}.html"]`;
          await window.evaluate(
            (selector) => document.querySelector(selector)!.scrollIntoView({ behavior: 'instant' }),
            frame
          );
          await until(window, isUp, undefined, frame);
          const {
            inner,
            card: height,
            hidden,
            over
          } = await window.evaluate(sizeOf, undefined, frame);
          const known = heightAt(heights[language][card], width);
          const errors = await errorsOf(window, frame);
          if (
            inner !== known ||
            Math.abs(height - known) > 2 ||
            hidden > 0 ||
            over > 0 ||
            errors.length > 0
          ) {
            wrong.push({ card, known, inner, height, hidden, over, errors });
          }
        }
        expect(wrong).toEqual([]);
        expect(
          await window.evaluate(() => (globalThis as unknown as { __moved(): number }).__moved())
        ).toBe(0);
        expect(await errorsOf(window)).toEqual([]);
      })
  );
});
