import { group, range } from 'd3';
import { number } from '../../locale/counted.ts';
import type { FilePosition } from '../../sources/source-error.ts';

/** Something in a release that a careful editor would look at before it is kept. */
export interface Doubt {
  /** What it is and what it means, without a full stop. */
  says: string;
  /** The rows in which it shows, each beside the same row of the older release. */
  rows: string[];
  /** The values that it is about, whether or not `rows` has room for them. */
  cells: { iso3: string; year: number }[];
  /**
   * A repair that would settle it, as it stands in `data/repairs`; else only --yes does, or a
   * better file.
   */
  repair?: { iso3: string; year: number; expects: number };
}

const shown = 5;
/** Years on either side of the one that is doubted. */
const around = 2;

/** A doubt of which a file may have many that differ in their place only. */
export interface OneOfMany extends Doubt {
  /** What it has in common with the others of its kind. */
  kind: string;
  /** Returns what so many of them are and mean together, without a full stop. */
  together(count: number): string;
  /** How it is shown among them, where not by its rows. */
  brief?: string;
}

/** As many of a kind are read one by one: more are a flood, in which the other doubts are lost. */
const oneByOne = 3;

/**
 * Returns doubts in their order, those of a kind of which there are many as one: with how many
 * there are, and the first of them.
 */
export function gathered(doubts: readonly OneOfMany[]): Doubt[] {
  return [...group(doubts, ({ kind }) => kind).values()].flatMap((same): Doubt[] => {
    const [first] = same;
    if (!first || same.length <= oneByOne)
      return same.map(({ kind: _kind, together: _together, brief: _brief, ...doubt }) => doubt);
    const rows = firstRows(
      same.map(({ brief, rows }) => (brief === undefined ? rows : [brief])),
      oneByOne
    );
    return [{ says: first.together(same.length), rows, cells: same.flatMap(({ cells }) => cells) }];
  });
}

/** Returns the doubt that there is about some things; none where there are no such things. */
export const aboutSome = <Thing>(
  things: readonly Thing[],
  doubt: (things: readonly Thing[]) => Doubt
): Doubt[] => (things.length === 0 ? [] : [doubt(things)]);

/** Values of one place by year. */
export type Values = ReadonlyMap<number, number>;

/** Returns the first rows, or groups of rows, and how many more there are. */
export function firstRows(rows: readonly (string | readonly string[])[], most = shown): string[] {
  return [
    ...rows.slice(0, most).flat(),
    ...(rows.length > most ? [`and ${number(rows.length - most)} more`] : [])
  ];
}

/** Returns where a row or its name stands, in words: `line 7`, or in a workbook its cell. */
export const placeName = ({ line, cell }: FilePosition): string => cell ?? `line ${line}`;

/**
 * Returns where the values of a row stand, in words: `line 7, cell 5`, `line 7`, `line 7 to 9`; in
 * a workbook `Data!E7`, `Data!E7:H7`.
 */
export function placesName(places: readonly FilePosition[]): string {
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) return 'this file';
  if (first.cell !== undefined)
    return places.length === 1 ? first.cell : `${first.cell}:${last.cell?.replace(/^.*!/, '')}`;
  return `line ${first.line}${first.line === last.line ? (places.length === 1 ? `, cell ${first.column}` : '') : ` to ${last.line}`}`;
}

/** Returns a value as a row shows it: short, and never rounded to another one that reads alike. */
export function shortly(value: number | undefined): string {
  return value === undefined ? '–' : String(Number(value.toPrecision(value >= 1e5 ? 9 : 5)));
}

/**
 * Returns the values around some years as one line: `2021 50.2, 2022 54.1, 2023 –`; none after
 * `lastYear`.
 */
export function valuesAround(
  values: Values | undefined,
  years: readonly number[],
  lastYear: number
): string {
  const from = Math.min(...years) - around;
  const to = Math.min(Math.max(...years) + around, Math.max(lastYear, ...years));
  // Of a long row both ends are shown.
  const all = range(from, to + 1).filter((year) => years.length === 1 || values?.has(year));
  const parts = all.map((year) => `${year} ${shortly(values?.get(year))}`);
  return (
    (parts.length <= 9 ? parts : [...parts.slice(0, 4), '…', ...parts.slice(-4)]).join(', ') ||
    'no value'
  );
}

/** Returns years as a reader says them: `1990–2004, 2011`. */
export function yearRuns(years: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const year of [...years].sort((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last?.[1] === year - 1) last[1] = year;
    else runs.push([year, year]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}
