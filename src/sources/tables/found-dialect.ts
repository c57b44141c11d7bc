import { greatest, sum } from 'd3';
import { csvRows, type CsvRow } from './csv-table.ts';
import { headOf, fileText, type Dialect } from './file-text.ts';
import type { PublishedFile } from '../source.ts';
import { SourceError } from '../source-error.ts';

const head = { bytes: 2 ** 18, rows: 300 };
/** Rows that show what separates cells: what stands above a header, and a few below it. */
const telling = 12;

/** A comma is never declared. */
const delimiters: readonly Dialect['delimiter'][] = [undefined, ';', '\t'];

/**
 * Returns the first rows of a table in a dialect, as many as there are in so many bytes, and no
 * more than `rows`; none where it is of another.
 */
export function firstRows(
  file: PublishedFile,
  dialect: Dialect,
  { bytes, rows: most }: typeof head
): CsvRow[] {
  const rows: CsvRow[] = [];
  try {
    for (const row of csvRows(
      fileText({ name: file.name, bytes: headOf(file, bytes) }, dialect),
      file.name,
      dialect.delimiter
    )) {
      rows.push(row);
      if (rows.length >= most) break;
    }
  } catch (error) {
    // The head ends inside a letter or a cell, or something is wrong further down, which reading
    // will name.
    if (!(error instanceof SourceError)) throw error;
  }
  return rows;
}

/**
 * Returns how the decimals of cells are written: with commas when no number has a point and one
 * cannot be read as thousands.
 */
function decimalOf(rows: readonly CsvRow[]): ',' | undefined {
  let sure = false;
  for (const cell of rows.flatMap(({ cells }) => cells)) {
    const text = cell.trim();
    if (/^[+-]?\d+\.\d+(e[+-]?\d+)?$/i.test(text) || /^\d{1,3}(,\d{3}){2,}$/.test(text))
      return undefined;
    if (/^[+-]?\d+,\d+(e[+-]?\d+)?$/i.test(text) && !/^[+-]?[1-9]\d{0,2},\d{3}$/.test(text))
      sure = true;
  }
  return sure ? ',' : undefined;
}

/**
 * Returns how a file is written: as declared, else as its first rows show. `22,065` alone may be
 * thousands: it is left to be refused.
 */
export function foundDialect(file: PublishedFile, declared: Dialect): Dialect {
  const { encoding } = declared;
  const cellsBy = (delimiter: Dialect['delimiter']) =>
    sum(
      firstRows(file, { encoding, delimiter }, { ...head, rows: telling }),
      ({ cells }) => cells.length - 1
    );
  const best = greatest(delimiters, cellsBy);
  const delimiter = declared.delimiter ?? best;
  const decimal =
    declared.decimal ??
    (declared.delimiter
      ? undefined
      : decimalOf(firstRows(file, { encoding, delimiter: best }, head)));
  return { encoding, delimiter, decimal };
}
