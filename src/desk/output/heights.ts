import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { type CardHeights, type HeightTable, widthsOf } from '#cards/embed/card-heights.ts';
import { cardHeightsFile, readHeightTable, withEveryCard } from '#cards/embed/read-height-table.ts';
import { cardPath, cards, type Card } from '#cards/card.ts';
import { say } from '#locale/say.ts';
import { languages, type Language } from '#locale/languages.ts';
import {
  partHeightsFile,
  partWidths,
  readPartHeights,
  type PartHeights
} from '#pages/story/part-heights.ts';
import { builtApart, type FillSite } from './build.ts';
import { buildInto } from './prerender.ts';
import { command } from '../cli/command.ts';
import { counting, type Watched } from '../cli/progress.ts';
import { launchChromium } from './chromium.ts';
import { refuse } from '../cli/desk-io.ts';
import { writeWhole } from '../files/write-whole.ts';

/** Further widths inside the ranges in which a card keeps one height, in CSS px. */
const between = [360, 400, 440, 520, 560, 600, 720, 900];

export function measuredWidths(card: Card) {
  const starts = widthsOf(card);
  const ends = starts.slice(1).map((start) => start - 1);
  return [...new Set([...starts, ...ends, ...between])].sort((one, other) => one - other);
}

/** The widest common fonts: a height that fits them fits others. */
const widestFaces = {
  '--sans': "'DejaVu Sans', Verdana",
  '--serif': "'DejaVu Serif', Georgia"
} as const;

/** Some browsers round each letter's width up to whole pixels, and may need one more line. */
const widerLetters = '0.005em';

/** In CSS px: Firefox and WebKit may need a line more than Chromium. Narrow cards have no room. */
const spareLine = 16;

const longNotice = 'Diralat pada 30 September 2027: '.repeat(20);

export function hasWidestFaces(page: Page) {
  return page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d')!;
    const width = (face: string) => {
      pen.font = `100px ${face}`;
      return pen.measureText('terhubung Wi').width;
    };
    return width("'DejaVu Sans', monospace") !== width('monospace');
  });
}

export async function naturalHeights(page: Page, card: Card) {
  await page.evaluate(
    ({ faces, notice, spacing }) => {
      document.documentElement.style.letterSpacing = spacing;
      for (const [name, face] of Object.entries(faces))
        document.documentElement.style.setProperty(name, face);
      const card = document.getElementById('card')!;
      card.style.minHeight = '0';
      const last = card.querySelector('.state')?.lastElementChild;
      if (last) last.outerHTML = `<div class="correction">${notice}</div>`;
    },
    { faces: widestFaces, notice: longNotice, spacing: widerLetters }
  );
  const heights = new Map<number, number>();
  for (const width of measuredWidths(card)) {
    await page.setViewportSize({ width, height: 300 });
    heights.set(
      width,
      await page.evaluate(() => {
        const card = document.getElementById('card')!;
        const lines = [...card.querySelectorAll<HTMLElement>('[data-country]')];
        const home = lines.map((line) => line.hidden);
        const countries = new Set(lines.map((line) => line.dataset['country']!));
        let tallest = card.getBoundingClientRect().height;
        for (const country of countries) {
          for (const line of lines)
            line.hidden = line.dataset['country'] !== country && line.dataset['country'] !== 'WLD';
          tallest = Math.max(tallest, card.getBoundingClientRect().height);
        }
        lines.forEach((line, index) => (line.hidden = home[index]!));
        return tallest;
      })
    );
  }
  return heights;
}

/** Returns the greatest height in each range of widths, rounded up to a multiple of 4. */
export function heightsToKeep(natural: ReadonlyMap<number, number>, card: Card) {
  const widths = widthsOf(card);
  const kept = widths.map((from, index) => {
    const next = widths[index + 1] ?? Infinity;
    const inRange = [...natural]
      .filter(([width]) => width >= from && width < next)
      .map(([, height]) => height);
    const spare = card !== 'story' && from >= 480 ? spareLine : 0;
    return [from, Math.ceil((Math.max(...inRange) + spare) / 4) * 4] as const;
  });
  return Object.fromEntries(kept) as unknown as CardHeights;
}

export interface SiteHeights {
  cards: HeightTable;
  parts: Readonly<Record<Language, PartHeights>>;
}

/** Measures a built site. `kept` is for cards that this edition does not have. */
export type MeasureSite = (site: string, kept: SiteHeights, desk: Watched) => Promise<SiteHeights>;

const measureInChromium: MeasureSite = async (site, kept, desk) => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    if (!(await hasWidestFaces(page)))
      refuse(
        'font',
        say`DejaVu Sans, the widest font that readers have, is not installed.`,
        say`Install it (Debian: \`apt-get install fonts-dejavu-core\`).`
      );
    const measured: Record<Language, Record<Card, CardHeights>> = structuredClone(kept.cards);
    const count = counting(desk, say`Measuring cards`, languages.length * cards.length);
    for (const language of languages) {
      for (const card of cards) {
        count();
        const file = join(site, cardPath(language, card));
        if (!(await stat(file).catch(() => undefined))) continue;
        await page.goto(pathToFileURL(file).href);
        measured[language][card] = heightsToKeep(await naturalHeights(page, card), card);
      }
    }
    desk.progress?.({ doing: say`Measuring the page` });
    // Without script, all parts are laid out, in the page's own fonts.
    const still = await browser.newPage({ javaScriptEnabled: false });
    const parts: Partial<Record<Language, PartHeights>> = {};
    for (const language of languages) {
      await still.goto(pathToFileURL(join(site, language, 'index.html')).href);
      parts[language] = await partHeights(still);
    }
    return { cards: measured, parts: parts as SiteHeights['parts'] };
  } finally {
    await browser.close();
  }
};

async function partHeights(page: Page): Promise<PartHeights> {
  const heights: Record<string, Record<number, number>> = {};
  for (const width of partWidths) {
    await page.setViewportSize({ width, height: 844 });
    for (const part of await page.$$('[data-deferred][id]:not(.scene)')) {
      const [id, height] = await part.evaluate(
        (one) => [one.id, Math.round(one.getBoundingClientRect().height)] as const
      );
      (heights[id] ??= {})[width] = height;
    }
  }
  return heights;
}

type Tools = [fill?: FillSite, measure?: MeasureSite];

export const heights = command('heights', async (_, desk, ...tools: Tools) => {
  const [fill = buildInto, measure = measureInChromium] = tools;
  const read = (name: string) => readFile(join(desk.root, name), 'utf8');
  const write = (name: string, text: string) => writeWhole(join(desk.root, name), text);
  const written = await read(cardHeightsFile);
  // A new card needs a height to be built; it is measured below.
  const complete = withEveryCard(written);
  if (complete !== written) await write(cardHeightsFile, complete);
  const parts = await read(partHeightsFile);
  const [kept, measured] = await builtApart(desk, fill, async ({ site }) => {
    // The build adds languages.
    const before = { cards: readHeightTable(complete), parts: readPartHeights(parts) };
    return [before, await measure(site, before, desk)] as const;
  }).catch(async (error: unknown) => {
    // Else another card's heights would stay as those of the new one.
    if (complete !== written) await write(cardHeightsFile, written);
    throw error;
  });
  const changed = [
    ...(differ(kept.cards, measured.cards, 0)
      ? [[cardHeightsFile, complete, measured.cards] as const]
      : []),
    ...(differ(kept.parts, measured.parts, 0.1)
      ? [[partHeightsFile, parts, measured.parts] as const]
      : [])
  ];
  for (const [name, before, table] of changed)
    // A draft that is not shown keeps its own.
    await write(name, `${JSON.stringify({ ...JSON.parse(before), ...table }, null, 2)}\n`);
  return {
    print({ out }) {
      for (const [name] of changed) out(say`Wrote ${name}.`);
      if (changed.length === 0)
        out(say`${cardHeightsFile} and ${partHeightsFile} match the pages. Nothing to write.`);
    }
  };
});

/** `slack` is a share of the height: readers do not notice a tenth of a late part. */
function differ(kept: unknown, now: unknown, slack: number): boolean {
  if (typeof now === 'number')
    return typeof kept !== 'number' || Math.abs(now - kept) > now * slack;
  const [before, after] = [kept ?? {}, now] as Record<string, unknown>[];
  const names = Object.keys(after!);
  return (
    names.length !== Object.keys(before!).length ||
    names.some((name) => differ(before![name], after![name], slack))
  );
}
