import { vintageName, allVintages, folderOf } from '../../vintages/vintage.ts';
import { inspectVintage, type InspectedVintage } from '../../vintages/open-vintage.ts';
import { command } from '../cli/command.ts';
import { counted, number } from '../../locale/counted.ts';
import { keptByName } from './kept-by-name.ts';
import { projectOf } from '../files/disk-project.ts';
import { textTable, type TextColumn } from '../cli/text-table.ts';

export type KeptVintage = InspectedVintage & { name: string };

/** Lists all vintages, or shows those that are named. @returns 2 when a file is not as it was taken. */
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
    print: ({ out }) =>
      (names.length > 0 ? inspected.flatMap(record) : list(inspected)).forEach(out)
  };
});

const span = ({ years }: Pick<InspectedVintage, 'years'>) =>
  years ? `${years.first}–${years.last}` : '';

function list(kept: readonly KeptVintage[]): string[] {
  if (kept.length === 0)
    return [
      'No vintage is kept yet. Take a published file with `npm run desk -- take <file> --source <id>`.'
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
    one.faults.length === 0 ? 'whole' : 'NOT WHOLE',
    one.record?.publisher ?? ''
  ]);
  return textTable(columns, rows);
}

function record({ name, record, counts, stored, years, faults }: KeptVintage): string[] {
  if (!record || !counts) return [name];
  const { source, release, raw, licence } = record;
  const file = (path: string, { bytes, sha256 }: { bytes: number; sha256: string }) =>
    `${path}, ${counted(bytes, 'byte')}, sha256 ${sha256}`;
  const facts = [
    ['title', record.title],
    ['publisher', record.publisher],
    ['indicator', `${record.indicatorCode}, in ${record.unit}`],
    ['released', release.length === 7 ? `${release} (the day is not known)` : release],
    ['economies', number(counts.economies)],
    [
      'values',
      `${number(counts.values)} of economies, ${number(counts.aggregates)} of the world, regions and groups`
    ],
    ['years', span({ years })],
    ['repaired', counted(counts.repaired, 'value')],
    ...counts.dropped.map(({ reason, count }) => [
      'left out',
      `${counted(count, 'row')}: ${reason}`
    ]),
    ['licence', `${licence.name}, ${licence.path}`],
    ['credit', record.credit],
    ['raw file', file(raw.name, raw)],
    ['origin', raw.origin],
    ['folder', folderOf({ source, release })],
    ...stored.map((one) => ['kept file', file(one.path, one)]),
    ...(faults.length === 0 ? [['files', 'each is the one that was taken']] : [])
  ];
  return [name, ...facts.map(([label = '', text = '']) => `  ${label.padEnd(9)}  ${text}`)];
}
