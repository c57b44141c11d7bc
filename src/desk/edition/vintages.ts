import type { ProjectFiles } from '#vintages/project-files.ts';
import { allVintages, vintageName, type VintageRecord } from '#vintages/vintage.ts';
import { inspectVintage, type InspectedVintage } from '#vintages/open-vintage.ts';
import { command, readVintageName } from '../cli/command.ts';
import { refuse } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';
import { say, counted } from '#locale/say.ts';

export function keptByName(files: ProjectFiles, text: string) {
  const which = readVintageName(text);
  const kept = allVintages(files);
  if (kept.some((one) => vintageName(one) === text)) return which;
  const same = kept.filter(({ source }) => source === which.source);
  const known = (same.length > 0 ? same : kept).map(vintageName).join(', ');
  refuse(
    'unknown-vintage',
    say`No vintage ${text} is kept.`,
    known === ''
      ? say`Keep one with \`npm run desk -- take <file> --source ${which.source}\`: there is none yet.`
      : say`Name one of ${known}.`
  );
}

/** Without those that are no longer kept. */
export function recordsByName(files: ProjectFiles, names: readonly string[]) {
  const records = new Map<string, VintageRecord>();
  for (const name of names) {
    const { record } = inspectVintage(files, readVintageName(name));
    if (record) records.set(name, record);
  }
  return records;
}

export type KeptVintage = InspectedVintage & { name: string };

/** Lists all vintages, or those that are named. @returns 2 when a file is not as it was taken. */
export const vintages = command('vintages', async ({ words: names }, desk) => {
  const files = await projectOf(desk).read();
  const asked = names.map((name) => keptByName(files, name));
  const inspected = (names.length > 0 ? asked : allVintages(files)).map((which): KeptVintage => ({
    name: vintageName(which),
    ...inspectVintage(files, which)
  }));
  const faults = inspected.flatMap(({ name, faults }) => faults.map((one) => `${name}: ${one}`));
  return {
    exit: faults.length === 0 ? 0 : 2,
    report: inspected,
    complaints: faults,
    print: ({ out }) =>
      inspected.length === 0
        ? out(
            say`No vintage is kept yet. Take a published file with \`npm run desk -- take <file> --source <id>\`.`
          )
        : inspected.map(lineOf).forEach((line) => out(line))
  };
});

const lineOf = ({ name, counts, years, faults, record }: KeptVintage) =>
  [
    `${name}: ${faults.length === 0 ? say`whole` : say`NOT WHOLE`}`,
    ...(counts
      ? [
          say`${counted(counts.values, 'value')} of ${counted(counts.economies, 'economy', 'economies')}`,
          say`${counted(counts.aggregates, 'value')} of the world, regions and groups`
        ]
      : []),
    ...(years ? [`${years.first}–${years.last}`] : []),
    record?.publisher ?? ''
  ].join(', ');
