import { vintageName, allVintages } from '../../vintages/vintage.ts';
import { inspectVintage, type InspectedVintage } from '../../vintages/open-vintage.ts';
import { command } from '../cli/command.ts';
import { keptByName } from './kept-by-name.ts';
import { projectOf } from '../files/disk-project.ts';
import { textTable, type TextColumn } from '../cli/text-table.ts';
import { say, number } from '../../locale/say.ts';

export type KeptVintage = InspectedVintage & { name: string };

/** Lists all vintages, or those that are named. @returns 2 when a file is not as it was taken. */
export const vintages = command('vintages', null, async ({ words: names }, desk) => {
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
    print: ({ out }) => list(inspected).forEach(out)
  };
});

const span = ({ years }: Pick<InspectedVintage, 'years'>) =>
  years ? `${years.first}–${years.last}` : '';

function list(kept: readonly KeptVintage[]): string[] {
  if (kept.length === 0)
    return [
      say`No vintage is kept yet. Take a published file with \`npm run desk -- take <file> --source <id>\`.`
    ];
  const counts = ['economies', 'values', 'aggregates'].map((label): TextColumn => ({
    label,
    align: 'end'
  }));
  const columns = [
    { label: 'vintage' },
    ...counts,
    ...['years', 'files', 'publisher'].map((label) => ({ label }))
  ];
  const rows = kept.map((one) => [
    one.name,
    ...(one.counts
      ? [number(one.counts.economies), number(one.counts.values), number(one.counts.aggregates)]
      : ['', '', '']),
    span(one),
    one.faults.length === 0 ? 'whole' : say`NOT WHOLE`,
    one.record?.publisher ?? ''
  ]);
  return textTable(columns, rows);
}
