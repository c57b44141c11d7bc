import {
  downloadAgain,
  refuseAt,
  type Fault,
  type FilePosition,
  SourceError
} from '../source-error.ts';
import type { Source, PublishedFile } from '../source.ts';
import { type Dialect, fileText } from './file-text.ts';
import { say } from '#locale/say.ts';
import { greatest, sum } from 'd3';

export interface CsvRow {
  line: number;
  cells: string[];
  /** False for a last row that no line break ends. */
  ended: boolean;
}

const shownLength = 40;
export function quoted(cell: string) {
  const short = cell.length > shownLength ? `${cell.slice(0, shownLength)}…` : cell;
  return `"${short.replace(/[\r\n\t]+/g, ' ')}"`;
}

export const isBlankRow = (row: CsvRow) => row.cells.every((cell) => cell.trim() === '');

/** @throws SourceError at a row with fewer cells than the header: a note, or a cut-off file. */
export function refuseShortRow({ line, cells, ended }: CsvRow, width: number, file: string) {
  if (cells.length >= width) return;
  const filled = cells.filter((cell) => cell.trim() !== '');
  const [text] = filled;
  const isNote = ended && text !== undefined && filled.length === 1;
  refuseAt(
    file,
    { line, column: cells.length },
    ...((isNote
      ? [
          'note',
          say`The only text in this row is ${quoted(text.trim())}; the header has ${width} cells.`,
          say`Delete the row if it is a note. Otherwise the file was cut off: download it again.`
        ]
      : [
          'cut-off',
          say`The row ends after ${cells.length} of ${width} cells: the file was cut off.`,
          downloadAgain()
        ]) satisfies Fault)
  );
}

type Delimiter = ',' | NonNullable<Dialect['delimiter']>;

/**
 * Parses comma-separated text (RFC 4180); lines may end in LF or CRLF. It is shorter than the
 * translation of another parser's faults would be, and keeps the line and cell of each.
 * @throws SourceError at an unclosed or misplaced quote.
 */
export function* csvRows(
  text: string,
  file: string,
  delimiter: Delimiter = ','
): Generator<CsvRow, void, undefined> {
  const plain = new RegExp(`[^${delimiter}\r\n]*`, 'y');
  let line = 1;
  for (let at = 0; at < text.length;) {
    const row: CsvRow = { line, cells: [], ended: true };
    for (;;) {
      const place = { line, column: row.cells.length + 1 };
      let cell;
      if (text[at] === '"') {
        const end = closingQuote(text, at);
        if (end < 0)
          refuseAt(
            file,
            place,
            'open-quote',
            say`The quote of this cell is never closed: the file was cut off.`,
            downloadAgain()
          );
        cell = text.slice(at + 1, end);
        line += cell.split('\n').length - 1;
        at = end + 1;
        refuseAfterQuote(text[at], delimiter, file, { ...place, line });
        cell = cell.replaceAll('""', '"');
      } else {
        plain.lastIndex = at;
        [cell] = plain.exec(text)!;
        at += cell.length;
      }
      row.cells.push(cell);
      if (text[at] !== delimiter) break;
      at++;
    }
    row.ended = at < text.length;
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line++;
    yield row;
  }
}

/** Finds the quote that closes the one at `open`; -1 for none. Two quotes stand for one. */
function closingQuote(text: string, open: number) {
  let end = text.indexOf('"', open + 1);
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  return end;
}

function refuseAfterQuote(
  next: string | undefined,
  delimiter: Delimiter,
  file: string,
  at: FilePosition
) {
  if (next === undefined || [delimiter, '\n', '\r'].includes(next)) return;
  refuseAt(
    file,
    at,
    'text-after-quote',
    say`${quoted(next)} follows a closing quote, where a new cell or line belongs.`,
    say`The file was damaged or edited: download it again.`
  );
}

/**
 * Refuses a last line without a line break: a number in it may be cut short. A source may declare
 * `"finalNewline": false`.
 */
export function checkLastLine(
  last: CsvRow,
  file: string,
  source: Pick<Source, 'id' | 'finalNewline'>
) {
  if (source.finalNewline === false || last.ended) return;
  refuseAt(
    file,
    { line: last.line, column: last.cells.length },
    'open-last-line',
    say`The last line has no line break: the file was probably cut off.`,
    say`Download it again. If the publisher always writes it so, add "finalNewline": false to data/sources/${source.id}.json.`
  );
}

/** The word for a row's number in messages: a workbook has rows, the API's answer entries. */
export type RowWord = 'line' | 'row' | 'entry';

/** Returns a check that each key is in a file once; `shown` names the key in the message. */
export function onceOnly(
  file: string,
  word: RowWord = 'line'
): (key: string, shown: string, at: FilePosition) => void {
  const lines = new Map<string, number>();
  return (key, shown, at) => {
    const before = lines.get(key);
    if (before !== undefined)
      refuseAt(
        file,
        at,
        'repeated',
        say`${shown} is in this file twice, first in ${word} ${before}.`,
        say`Two files were joined or a row was copied: download the file again.`
      );
    lines.set(key, at.line);
  };
}

const head = 300;
/** Rows that show the delimiter: those above a header, and a few below it. */
const telling = 12;

const delimiters: readonly Dialect['delimiter'][] = [undefined, ';', '\t'];

/** Returns the first rows of a table; none where it is of another encoding. */
export function readFirstRows(file: PublishedFile, dialect: Dialect, most: number) {
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
