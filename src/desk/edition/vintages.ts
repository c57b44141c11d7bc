import { vintageName, allVintages, folderOf } from '../../vintages/vintage.ts';
import { inspectVintage, type InspectedVintage } from '../../vintages/open-vintage.ts';
import { command, flag, wrongUsage } from '../cli/command.ts';
import { counted, number } from '../../locale/counted.ts';
import type { Desk } from '../cli/desk-io.ts';
import { keptByName } from './kept-by-name.ts';
import { projectOf } from '../files/disk-project.ts';
import { textTable, type TextColumn } from '../cli/text-table.ts';

export type KeptVintage = InspectedVintage & { name: string };

/** @returns 2 when a file is not as it was taken. */
export const vintages = command(
  'vintages',
  { all: flag, json: flag },
  null,
  async ({ values, positionals, usage }, desk) => {
    const [verb = 'list', ...names] = positionals;
    const files = await projectOf(desk).read();
    const kept = allVintages(files);
    const asked = names.map((name) => keptByName(files, name));
    const fits = {
      list: names.length === 0,
      show: names.length === 1,
      verify: !(values.all && names.length > 0)
    };
    if (!(verb in fits)) throw wrongUsage(`vintages has no “${verb}”.`, usage);
    if (!fits[verb as keyof typeof fits])
      throw wrongUsage(`vintages ${verb} does not take ${counted(names.length, 'name')}.`, usage);

    const inspected = (asked.length > 0 ? asked : kept).map((which): KeptVintage => ({
      name: vintageName(which),
      ...inspectVintage(files, which)
    }));
    const sound = inspected.every(({ faults }) => faults.length === 0);
    return {
      exit: sound ? 0 : 2,
      report: verb === 'show' ? inspected[0] : inspected,
      print(io) {
        if (verb === 'list') list(inspected, io);
        else if (verb === 'verify') verify(inspected, io);
        else inspected.forEach((one) => show(one, io));
      }
    };
  }
);

type Print = Pick<Desk, 'out' | 'err'>;

const span = ({ years }: InspectedVintage) => (years ? `${years.first}–${years.last}` : '');

function list(kept: readonly KeptVintage[], desk: Print): void {
  if (kept.length === 0) {
    desk.out(
      'No vintage is kept yet. Take a published file with `npm run desk -- take <file> --source <id>`.'
    );
    return;
  }
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
  textTable(columns, rows).forEach(desk.out);
  if (kept.some(({ faults }) => faults.length > 0))
    desk.out('For the faults, run `npm run desk -- vintages verify --all`.');
}

function show(one: KeptVintage, desk: Print): void {
  desk.out(one.name);
  if (one.record && one.counts) {
    const { record, counts, stored } = one;
    const { source, release } = record;
    const facts: [string, string][] = [
      ['title', record.title],
      ['publisher', record.publisher],
      ['indicator', `${record.indicatorCode}, in ${record.unit}`],
      ['released', release.length === 7 ? `${release} (the day is not known)` : release],
      ['economies', number(counts.economies)],
      [
        'values',
        `${number(counts.values)} of economies, ${number(counts.aggregates)} of the world, regions and groups`
      ],
      ['years', span(one)],
      ['repaired', counted(counts.repaired, 'value')],
      ...counts.dropped.map(({ reason, count }): [string, string] => [
        'left out',
        `${counted(count, 'row')}: ${reason}`
      ]),
      ['licence', `${record.licence.name}, ${record.licence.path}`],
      ['credit', record.credit],
      [
        'raw file',
        `${record.raw.name}, ${counted(record.raw.bytes, 'byte')}, sha256 ${record.raw.sha256}`
      ],
      ['origin', record.raw.origin],
      ['folder', folderOf({ source, release })],
      ...stored.map(({ path, bytes, sha256 }): [string, string] => [
        'kept file',
        `${path}, ${counted(bytes, 'byte')}, sha256 ${sha256}`
      ])
    ];
    const width = Math.max(...facts.map(([label]) => label.length));
    for (const [label, text] of facts) desk.out(`  ${label.padEnd(width)}  ${text}`);
  }
  if (one.faults.length === 0) desk.out('  Every file is the one that was taken.');
  one.faults.forEach((fault) => desk.err(fault));
}

function verify(kept: readonly KeptVintage[], desk: Print): void {
  for (const { name, faults } of kept) {
    if (faults.length === 0) desk.out(`${name}: whole`);
    for (const fault of faults) desk.err(`${name}: ${fault}`);
  }
  const broken = kept.filter(({ faults }) => faults.length > 0).length;
  if (broken === 0) desk.out(`${counted(kept.length, 'vintage')}, every checksum as recorded.`);
  else desk.err(`${counted(broken, 'vintage')} of ${number(kept.length)} not as taken.`);
}
