import { vintageName, allVintages } from '#vintages/vintage.ts';
import { inspectVintage, type InspectedVintage } from '#vintages/open-vintage.ts';
import { command } from '../cli/command.ts';
import { keptByName } from './kept-by-name.ts';
import { projectOf } from '../files/disk-project.ts';
import { say, counted } from '#locale/say.ts';

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
