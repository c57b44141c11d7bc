import { greatest, sum } from 'd3';
import { csvRows, type CsvRow } from './csv-table.ts';
import { fileText, type Dialect } from './file-text.ts';
import type { PublishedFile } from '../source.ts';
import { SourceError } from '../source-error.ts';

/** Rows that show the decimal mark. */
const head = 300;
/** Rows that show the delimiter: those above a header, and a few below it. */
const telling = 12;

const delimiters: readonly Dialect['delimiter'][] = [undefined, ';', '\t'];

/** Returns the first rows of a table; none where it is of another encoding. */
export function readFirstRows(file: PublishedFile, dialect: Dialect, most: number): CsvRow[] {
  const rows: CsvRow[] = [];
  try {
    for (const row of csvRows(fileText(file, dialect), file.name, dialect.delimiter)) {
      rows.push(row);
      if (rows.length >= most) break;
    }
  } catch (error) {
    // It is reported on reading.
    if (!(error instanceof SourceError)) throw error;
  }
  return rows;
}

/** Decimals have commas when no number has a point and one cannot be read as thousands. */
function decimalOf(rows: readonly CsvRow[]) {
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
 * Returns a file's dialect: the delimiter as its first rows show; the encoding and the decimal mark
 * as declared, else as they show. `22,065` alone may be thousands, so it is refused later.
 */
export function foundDialect(file: PublishedFile, { encoding, decimal }: Dialect): Dialect {
  const delimiter = greatest(delimiters, (one) =>
    sum(readFirstRows(file, { encoding, delimiter: one }, telling), ({ cells }) => cells.length - 1)
  );
  const rows = () => readFirstRows(file, { encoding, delimiter }, head);
  return { encoding, delimiter, decimal: decimal ?? decimalOf(rows()) };
}
