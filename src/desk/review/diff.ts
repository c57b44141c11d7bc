import { z } from 'zod';
import { spoken } from '../../locale/say.ts';
import { declaredSource } from '../../site/story/declared-sources.ts';
import { textIfThere } from '../../site/story/project-text.ts';
import { readJson } from '../../story/read-json.ts';
import { compareVintages } from '../../vintages/compare/compare-vintages.ts';
import { openVintage } from '../../vintages/open-vintage.ts';
import type { ProjectFiles } from '../../vintages/project-files.ts';
import { folderOf, vintageName } from '../../vintages/vintage.ts';
import { command } from '../cli/command.ts';
import { diffLines, type DiffReport, type Names } from './diff-lines.ts';
import { keptByName } from '../edition/kept-by-name.ts';
import { Refusal } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';
import { say } from '../../locale/say.ts';

/** `diff A B` lists what changed between two vintages. */
export const diff = command('diff', null, async ({ words: [one = '', other = ''] }, desk) => {
  const files = await projectOf(desk).read();
  const report = compare(files, one, other);
  return { report, print: ({ out }) => diffLines(report, readNames(files)).forEach(out) };
});

function compare(files: ProjectFiles, one: string, other: string): DiffReport {
  const [before, after] = [keptByName(files, one), keptByName(files, other)];
  const [indicator, to] = [indicatorOf(files, before.source), indicatorOf(files, after.source)];
  if (indicator !== to)
    throw new Refusal(
      'other-indicator',
      say`${before.source} is of ${indicator}, but ${after.source} is of ${to}.`,
      say`Compare two vintages of one indicator.`
    );
  const earlier = openVintage(files, folderOf(before));
  const later = openVintage(files, folderOf(after));
  if (earlier.unit !== later.unit)
    throw new Refusal(
      'other-unit',
      say`One vintage is in ${earlier.unit}, the other in ${later.unit}.`,
      say`Compare two vintages in one unit.`
    );
  return {
    before: vintageName(before),
    after: vintageName(after),
    indicator,
    comparison: compareVintages(earlier, later)
  };
}

function indicatorOf(files: ProjectFiles, source: string): string {
  const declared = declaredSource(files, source);
  if (declared) return declared.indicator;
  throw new Refusal(
    'undeclared-source',
    say`data/sources/${source}.json is missing.`,
    say`Restore it from the last commit.`
  );
}

/** The names of places in the desk's language. */
export function readNames(files: ProjectFiles): Names {
  const file = `data/copy/${spoken()}/countries.json`;
  const text = textIfThere(files, file);
  const schema = z.record(z.string(), z.string());
  const names =
    text === undefined
      ? {}
      : readJson(text, file, schema, say`Give each three-letter code a name.`);
  return (iso3) => names[iso3] ?? iso3;
}
