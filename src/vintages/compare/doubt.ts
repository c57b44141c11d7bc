import { range } from 'd3';
import type { FilePosition } from '#sources/source-error.ts';
import { say, number } from '#locale/say.ts';

export interface Doubt {
  kind: string;
  says: string;
  rows: string[];
  cells: { iso3: string; year: number }[];
  /** The release before has it too, and was kept with it: `take` counts it and does not ask. */
  isKnown?: true;
}

const shown = 5;
const around = 2;

export const doubtIfAny = <Thing>(
  things: readonly Thing[],
  doubt: (things: readonly Thing[]) => Doubt
) => (things.length === 0 ? [] : [doubt(things)]);

export type Values = ReadonlyMap<number, number>;

export function firstRows(rows: readonly (string | readonly string[])[], most = shown) {
  return [
    ...rows.slice(0, most).flat(),
    ...(rows.length > most ? [say`and ${number(rows.length - most)} more`] : [])
  ];
}

export const rowPosition = ({ line, cell }: FilePosition) => cell ?? say`line ${line}`;

/** Names the position of values: `line 7, cell 5`, `line 7 to 9`; in a workbook `Data!E7:H7`. */
export function cellPositions(places: readonly FilePosition[]) {
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) return say`this file`;
  if (first.cell !== undefined)
    return places.length === 1 ? first.cell : `${first.cell}:${last.cell?.replace(/^.*!/, '')}`;
  return say`line ${first.line}${first.line === last.line ? (places.length === 1 ? say`, cell ${first.column}` : '') : say` to ${last.line}`}`;
}

export function shortValue(value: number | undefined) {
  return value === undefined ? '–' : String(Number(value.toPrecision(value >= 1e5 ? 9 : 5)));
}

export function valuesAround(
  values: Values | undefined,
  years: readonly number[],
  lastYear: number
) {
  const from = Math.min(...years) - around;
  const to = Math.min(Math.max(...years) + around, Math.max(lastYear, ...years));
  const all = range(from, to + 1).filter((year) => years.length === 1 || values?.has(year));
  const parts = all.map((year) => `${year} ${shortValue(values?.get(year))}`);
  return (
    (parts.length <= 9 ? parts : [...parts.slice(0, 4), '…', ...parts.slice(-4)]).join(', ') ||
    say`no value`
  );
}

export function yearRuns(years: readonly number[]) {
  const runs: [number, number][] = [];
  for (const year of [...years].sort((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last?.[1] === year - 1) last[1] = year;
    else runs.push([year, year]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}
