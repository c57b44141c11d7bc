import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import type { CardHeights, HeightTable } from '../../cards/embed/card-heights.ts';
import {
  cardHeightsFile,
  readHeightTable,
  withEveryCard
} from '../../cards/embed/read-height-table.ts';
import { cardPath, cards, type Card } from '../../cards/card.ts';
import { languages, type Language } from '../../locale/languages.ts';
import {
  partHeightsFile,
  partWidths,
  readPartHeights,
  type PartHeights
} from '../../pages/story/part-heights.ts';
import type { FillSite } from './build.ts';
import { buildInto } from './prerender.ts';
import { builtApart } from './built-apart.ts';
import { command, nothingWritten } from '../cli/command.ts';
import { launchChromium } from './chromium.ts';
import { hasWidestFaces, heightsToKeep, naturalHeights } from './measure-cards.ts';
import { Refusal } from '../cli/desk-io.ts';
import { writeWhole } from '../files/write-whole.ts';

export interface SiteHeights {
  cards: HeightTable;
  parts: Readonly<Record<Language, PartHeights>>;
}

/** Measures a built site. `kept` is for cards that this edition does not have. */
export type MeasureSite = (site: string, kept: SiteHeights) => Promise<SiteHeights>;

/** @throws Refusal without Chromium or DejaVu Sans. */
const measureInChromium: MeasureSite = async (site, kept) => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    if (!(await hasWidestFaces(page))) {
      throw new Refusal(
        'font',
        'DejaVu Sans, the widest font that readers have, is not installed.',
        'Install it (Debian: `apt-get install fonts-dejavu-core`).'
      );
    }
    const measured: Record<Language, Record<Card, CardHeights>> = structuredClone(kept.cards);
    for (const language of languages) {
      for (const card of cards) {
        const file = join(site, cardPath(language, card));
        if (!(await stat(file).catch(() => undefined))) continue;
        await page.goto(pathToFileURL(file).href);
        measured[language][card] = heightsToKeep(await naturalHeights(page, card), card);
      }
    }
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

export const heights = command(
  'heights',
  nothingWritten,
  async ({ values }, desk, ...tools: Tools) => {
    const [fill = buildInto, measure = measureInChromium] = tools;
    const read = (name: string) => readFile(join(desk.root, name), 'utf8');
    const written = await read(cardHeightsFile);
    const complete = withEveryCard(written);
    // A new card needs a height to be built; it is measured below.
    if (complete !== written && !values.check)
      await writeWhole(join(desk.root, cardHeightsFile), complete);
    const kept: SiteHeights = {
      cards: readHeightTable(await read(cardHeightsFile)),
      parts: readPartHeights(await read(partHeightsFile))
    };
    const measured = await builtApart(desk, fill, ({ site }) => measure(site, kept)).catch(
      async (error: unknown) => {
        // Else another card's heights would stay as those of the new one.
        if (complete !== written && !values.check)
          await writeWhole(join(desk.root, cardHeightsFile), written);
        throw error;
      }
    );
    const tables = [
      {
        name: cardHeightsFile,
        table: measured.cards,
        changes: differences(kept.cards, measured.cards, 0)
      },
      {
        name: partHeightsFile,
        table: measured.parts,
        changes: differences(kept.parts, measured.parts, 0.1)
      }
    ].filter(({ changes }) => changes.length > 0);
    if (!values.check)
      for (const { name, table } of tables)
        await writeWhole(join(desk.root, name), `${JSON.stringify(table, null, 2)}\n`);
    return {
      exit: values.check && tables.length > 0 ? 1 : 0,
      print({ out, err }) {
        for (const { name, changes } of tables) {
          changes.forEach(out);
          if (values.check) err(`${name} differs from the pages. Run \`npm run desk -- heights\`.`);
          else out(`Wrote ${name}.`);
        }
        if (tables.length === 0)
          out(`${cardHeightsFile} and ${partHeightsFile} match the pages. Nothing to write.`);
      }
    };
  }
);

type Heights = Readonly<
  Record<Language, Readonly<Record<string, Readonly<Record<number, number>>>>>
>;

/** `slack` is a share of the height: readers do not notice a tenth of a late part. */
function differences(kept: Heights, measured: Heights, slack: number): string[] {
  return languages.flatMap((language) =>
    keysOf(kept[language], measured[language]).flatMap((name) => {
      const [before, after] = [kept[language][name] ?? {}, measured[language][name] ?? {}];
      return keysOf(before, after).flatMap((width) => {
        const [was, is] = [before[Number(width)], after[Number(width)]];
        if (was !== undefined && is !== undefined && Math.abs(was - is) <= is * slack) return [];
        return `${language}/${name} at ${width} px: ${was ?? 'none'} kept, ${is ?? 'none'} measured`;
      });
    })
  );
}

const keysOf = (one: object, other: object) => [
  ...new Set([...Object.keys(one), ...Object.keys(other)])
];
