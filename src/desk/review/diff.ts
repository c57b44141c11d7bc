import { z } from 'zod';
import { declaredSource } from '../../site/story/declared-sources.ts';
import { changeOfPin } from '../../site/story/story-change.ts';
import { textIfThere } from '../../site/story/project-text.ts';
import { indicators } from '../../story/data.ts';
import { lockFile } from '../../story/lock.ts';
import { readJson } from '../../story/read-json.ts';
import { compareVintages } from '../../vintages/compare/compare-vintages.ts';
import { openVintage } from '../../vintages/open-vintage.ts';
import type { ProjectFiles } from '../../vintages/project-files.ts';
import { folderOf, vintageName, type Vintage, type VintageKey } from '../../vintages/vintage.ts';
import { command, flag, wordsOf } from '../cli/command.ts';
import type { Names } from '../cli/change-lines.ts';
import { diffLines, type DiffReport } from './diff-lines.ts';
import { keptByName } from '../edition/kept-by-name.ts';
import { Refusal } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';

/**
 * `diff A B` lists what changed between two vintages, and what the story would say with B.
 * @returns 1 when a text changes or a promise breaks.
 */
export const diff = command('diff', { json: flag }, null, async (given, desk) => {
  const [one = '', other = ''] = wordsOf(given, 2);
  const files = await projectOf(desk).read();
  const report = await compare(files, keptByName(files, one), keptByName(files, other));
  const { story } = report;
  const changes = story ? story.claims.length + story.texts.length + story.broken.length : 0;
  return {
    exit: changes > 0 ? 1 : 0,
    report,
    print: ({ out }) => diffLines(report, readNames(files)).forEach(out)
  };
});

async function compare(
  files: ProjectFiles,
  before: VintageKey,
  after: VintageKey
): Promise<DiffReport> {
  const [from, to] = [indicatorOf(files, before.source), indicatorOf(files, after.source)];
  if (from !== to)
    throw new Refusal(
      'other-indicator',
      `${before.source} is of ${from}, but ${after.source} is of ${to}.`,
      'Compare two vintages of one indicator.'
    );
  const [earlier, later] = [before, after].map((which) => openVintage(files, folderOf(which))) as [
    Vintage,
    Vintage
  ];
  if (earlier.unit !== later.unit)
    throw new Refusal(
      'other-unit',
      `One vintage is in ${earlier.unit}, the other in ${later.unit}.`,
      'Compare two vintages in one unit.'
    );
  const report = {
    before: vintageName(before),
    after: vintageName(after),
    indicator: from,
    comparison: compareVintages(earlier, later)
  };
  const indicator = indicators.find((one) => one === from);
  if (!indicator)
    return { ...report, story: undefined, noStory: `The story does not show ${from}.` };
  if (!files.has(lockFile))
    return {
      ...report,
      story: undefined,
      noStory: 'Nothing is locked yet. Run `npm run desk -- edition lock`.'
    };
  return { ...report, story: await changeOfPin(files, indicator, before, after) };
}

function indicatorOf(files: ProjectFiles, source: string): string {
  const declared = declaredSource(files, source);
  if (declared) return declared.indicator;
  throw new Refusal(
    'undeclared-source',
    `data/sources/${source}.json is missing.`,
    'Restore it from the last commit.'
  );
}

/** In English, the language of the desk. */
function readNames(files: ProjectFiles): Names {
  const file = 'data/copy/en/countries.json';
  const text = textIfThere(files, file);
  const schema = z.record(z.string(), z.string());
  const names =
    text === undefined ? {} : readJson(text, file, schema, 'Give each three-letter code a name.');
  return (iso3) => names[iso3] ?? iso3;
}
