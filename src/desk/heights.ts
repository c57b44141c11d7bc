import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { widthsOf, type CardHeights, type HeightTable } from '../cards/card-heights.ts';
import { readHeightTable } from '../cards/read-height-table.ts';
import { cardPath, cards, type Card } from '../cards/card.ts';
import { languages, type Language } from '../locale/languages.ts';
import { StoryRefused } from '../story/problem.ts';
import { buildInto, type FillSite } from './build.ts';
import { builtApart, StoryDoesNotHold } from './built-apart.ts';
import type { Desk } from './desk-io.ts';
import { launchChromium } from './launch-chromium.ts';
import { hasWidestFaces, heightsToKeep, naturalHeights } from './measure-cards.ts';
import { readArguments } from './read-arguments.ts';
import { Refusal } from './refusal.ts';
import { writeWhole } from './write-whole.ts';

const usage = 'npm run desk -- heights [--check]';
export const heightsFile = 'data/card-heights.json';

/** Returns the heights of every card of a built site. `kept` stands for a card that this edition does not have. */
export type MeasureSite = (site: string, kept: HeightTable) => Promise<HeightTable>;

/** Measures in Chromium. @throws Refusal when there is none, or it lacks the faces that heights are measured in. */
const measureInChromium: MeasureSite = async (site, kept) => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    if (!(await hasWidestFaces(page))) {
      throw new Refusal('found no DejaVu Sans, expected the widest face that readers have: install it (Debian: fonts-dejavu-core)');
    }
    const measured: Record<Language, Record<Card, CardHeights>> = structuredClone(kept);
    for (const language of languages) {
      for (const card of cards) {
        const file = join(site, cardPath(language, card));
        if (!(await isThere(file))) continue;
        await page.goto(pathToFileURL(file).href);
        measured[language][card] = heightsToKeep(await naturalHeights(page, card), card);
      }
    }
    return measured;
  } finally {
    await browser.close();
  }
};

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false
  );

/**
 * `heights` builds the edition, measures every card and writes `data/card-heights.json` whole; `heights --check` says where the
 * table differs from the cards, and writes nothing. The build reads the table, and needs no browser.
 * @returns 0; 1 when the check finds a difference or the story does not hold; 2 when refused. Nothing is written in the last two.
 */
export async function heights(
  argv: string[],
  desk: Desk,
  fill: FillSite = buildInto,
  measure: MeasureSite = measureInChromium
): Promise<number> {
  try {
    const { values, positionals } = readArguments(argv, { check: { type: 'boolean' } }, usage);
    if (positionals.length > 0) throw new Refusal(`found "${positionals.join(' ')}", expected ${usage}`);
    const path = join(desk.root, heightsFile);
    const kept = readHeightTable(await readFile(path, 'utf8'));
    const measured = await builtApart(desk, fill, ({ site }) => measure(site, kept));
    const changes = differences(kept, measured);
    changes.forEach(desk.out);
    if (changes.length === 0) desk.out(`${heightsFile} holds the heights of every card: nothing to write.`);
    else if (values.check) desk.err(`${heightsFile} differs from the cards: run \`npm run desk -- heights\`.`);
    else {
      await writeWhole(path, `${JSON.stringify(measured, null, 2)}\n`);
      desk.out(`Wrote ${heightsFile}.`);
    }
    return values.check && changes.length > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof StoryRefused) && !(error instanceof StoryDoesNotHold)) throw error;
    desk.err(error.message);
    desk.err('Nothing was written.');
    return error instanceof StoryDoesNotHold ? 1 : 2;
  }
}

/** `id/demand at 320 px: 900 kept, 948 measured` for each height that is not what the card takes. */
function differences(kept: HeightTable, measured: HeightTable): string[] {
  return languages.flatMap((language) =>
    cards.flatMap((card) =>
      widthsOf(card).flatMap((width) => {
        const [was, is] = [kept[language][card][width], measured[language][card][width]];
        return was === is ? [] : `${language}/${card} at ${width} px: ${String(was)} kept, ${String(is)} measured`;
      })
    )
  );
}
