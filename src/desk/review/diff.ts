import { resolve } from 'node:path';
import { z } from 'zod';
import { declaredSource } from '../../site/story/declared-sources.ts';
import { storyChange } from '../../site/story/story-change.ts';
import { storyFiles, textIfThere, type StoryFiles } from '../../site/story/story-files.ts';
import { indicators } from '../../story/data.ts';
import { lockFile } from '../../story/lock.ts';
import { readJson } from '../../story/read-json.ts';
import { compareVintages } from '../../vintages/compare/compare-vintages.ts';
import { openVintage } from '../../vintages/open-vintage.ts';
import { folderOf, vintageName, type VintageKey } from '../../vintages/vintage.ts';
import { command, flag, word } from '../cli/command.ts';
import { diffModel, type DiffReport, type Names } from './diff-model.ts';
import { diffReport } from './diff-report.ts';
import { diffText } from './diff-text.ts';
import { keptByName } from '../edition/kept-by-name.ts';
import { Refusal } from '../cli/desk-io.ts';
import { writeWhole } from '../files/write-whole.ts';

/**
 * `diff A B` says what became of every value, and of the story with B for A.
 * @returns 1 when a sentence changes or a promise breaks.
 */
export const diff = command(
  'diff',
  { html: word, json: flag },
  null,
  async ({ values, positionals, usage }, desk) => {
    const [one, other, ...more] = positionals;
    if (one === undefined || other === undefined || more.length > 0)
      throw new Refusal(`found ${positionals.length} vintages, expected two: ${usage}`);
    const files = storyFiles(desk.root);
    const [before, after] = [await keptByName(files, one), await keptByName(files, other)];
    const report = await compare(desk.root, files, before, after);
    const model = diffModel(report, await readNames(files));
    if (values.html !== undefined) {
      if (!/\.html?$/.test(values.html))
        throw new Refusal(`found --html "${values.html}", expected a file that ends in .html`);
      await writeWhole(
        resolve(desk.from ?? desk.root, values.html),
        diffReport(model, report.comparison.unit)
      );
      desk.err(`Wrote ${values.html}.`);
    }
    const { story } = report;
    const changes = story ? story.claims.length + story.sentences.length + story.broken.length : 0;
    return { exit: changes > 0 ? 1 : 0, report, print: ({ out }) => diffText(model).forEach(out) };
  }
);

async function compare(
  root: string,
  files: StoryFiles,
  before: VintageKey,
  after: VintageKey
): Promise<DiffReport> {
  const [from, to] = [
    await indicatorOf(files, before.source),
    await indicatorOf(files, after.source)
  ];
  if (from !== to)
    throw new Refusal(
      `found ${before.source} of ${from} and ${after.source} of ${to}, expected two vintages of one indicator`
    );
  const open = (which: VintageKey) => openVintage(files.read, folderOf(which));
  const [earlier, later] = [await open(before), await open(after)];
  if (earlier.unit !== later.unit)
    throw new Refusal(`found ${earlier.unit} and ${later.unit}, expected two vintages in one unit`);
  const comparison = compareVintages(earlier, later);
  const report = {
    before: vintageName(before),
    after: vintageName(after),
    indicator: from,
    comparison
  };
  const indicator = indicators.find((one) => one === from);
  if (!indicator)
    return { ...report, story: undefined, noStory: `The story does not show ${from}.` };
  if (!(await files.read(lockFile)))
    return {
      ...report,
      story: undefined,
      noStory: 'Nothing is locked yet: run `npm run desk -- edition lock`.'
    };
  return { ...report, story: await storyChange(root, indicator, before, after, files) };
}

async function indicatorOf(files: StoryFiles, source: string): Promise<string> {
  const declared = await declaredSource(files, source);
  if (declared) return declared.indicator;
  throw new Refusal(
    `found no data/sources/${source}.json, expected the declaration of the source: restore it from the last commit`
  );
}

/** The reviewed names of economies, in English as the rest of the desk. */
async function readNames(files: StoryFiles): Promise<Names> {
  const file = 'data/copy/en/countries.json';
  const text = await textIfThere(files, file);
  const schema = z.record(z.string(), z.string());
  const names =
    text === undefined ? {} : readJson(text, file, schema, 'Give each three-letter code a name.');
  return (iso3) => names[iso3] ?? iso3;
}
