import type { Unit } from '../../sources/source.ts';
import type { VintageComparison } from '../../vintages/compare/compare-vintages.ts';
import { changeCounts } from '../../vintages/compare/diff-vintages.ts';
import { textTable, type TextColumn } from '../cli/text-table.ts';
import { block, countsOfChange } from '../cli/change-lines.ts';
import { say } from '../../locale/say.ts';

export type Names = (iso3: string) => string;

export interface DiffReport {
  before: string;
  after: string;
  indicator: string;
  comparison: VintageComparison;
}

function figure(value: number, unit: Unit): string {
  const digits = unit === 'percent' ? 1 : 0;
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits
  });
}

/** Small changes get more decimals. */
function signed(change: number, unit: Unit): string {
  const digits = unit !== 'percent' ? 0 : Math.abs(change) < 0.1 ? 2 : 1;
  return change.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'exceptZero'
  });
}

function summaryWords({ diff, threshold, unit }: VintageComparison): string {
  const counts = changeCounts(diff);
  if (Object.values(counts).every((count) => count === 0))
    return say`No values of economies: this source gives the world alone.`;
  const within = unit === 'percent' ? say`, give or take ${threshold} points` : '';
  return `${countsOfChange(counts)}${within}.`;
}

const { compare } = new Intl.Collator('en');

const end = (label: string): TextColumn => ({ label, align: 'end' });

const table = (title: string, columns: readonly TextColumn[], rows: string[][]) =>
  block(title, rows.length === 0 ? [] : textTable(columns, rows));

/** Countries are sorted by name, never by figure (V24); revisions by size. */
function valueLines(comparison: VintageComparison, nameOf: Names): string[] {
  const { unit, threshold, largest, world, appeared, vanished } = comparison;
  const print = (value: number | undefined) => (value === undefined ? '–' : figure(value, unit));
  const named = (title: string, codes: readonly string[]) =>
    block(title, codes.map(nameOf).sort(compare));
  const moved = [end('before'), end('after'), end('change')];
  const changed = world.filter(
    ({ before, after }) =>
      before === undefined || after === undefined || Math.abs(after - before) > threshold
  );
  return [
    ...table(
      say`Largest revisions, the furthest moved first`,
      [{ label: 'country' }, end('year'), ...moved],
      largest.map(({ iso3, year, before, after, change }) => [
        nameOf(iso3),
        String(year),
        figure(before, unit),
        figure(after, unit),
        signed(change, unit)
      ])
    ),
    ...table(
      say`The world, as its publisher gives it`,
      [{ label: 'year' }, ...moved],
      changed.map(({ year, before, after }) => [
        String(year),
        print(before),
        print(after),
        before === undefined || after === undefined ? '' : signed(after - before, unit)
      ])
    ),
    ...named(say`Places that appear`, appeared),
    ...named(say`Places that vanish`, vanished)
  ];
}

export const diffLines = (
  { before, after, indicator, comparison }: DiffReport,
  nameOf: Names
): string[] => [
  `${before} → ${after} (${indicator})`,
  summaryWords(comparison),
  ...valueLines(comparison, nameOf),
  '',
  say`To see what it changes in the story: npm run desk -- check --pin ${indicator}=${after}`
];
