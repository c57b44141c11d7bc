import { refuseAt, type FilePosition } from '../source-error.ts';
import type { Source } from '../source.ts';

/** One row of a table: where it starts and its cells as text. */
export interface CsvRow {
  line: number;
  cells: string[];
  /** False for a last row that no line break ends. */
  ended: boolean;
}

const shownLength = 40;
/**
 * Longer than any row of a publisher's table, so that a file without line breaks is not gathered up
 * whole.
 */
const longestRow = 4 * 2 ** 20;
/** A hundred times as many as every place and year of one indicator take. */
const mostRows = 2_000_000;

/** Returns a cell as a message shows it: quoted, cut when long. */
export function quoted(cell: string): string {
  const short = cell.length > shownLength ? `${cell.slice(0, shownLength)}…` : cell;
  return `"${short.replace(/[\r\n\t]+/g, ' ')}"`;
}

/** True for a line that holds nothing, or only separators. */
export const blankRow = (row: Pick<CsvRow, 'cells'>): boolean =>
  row.cells.every((cell) => cell.trim() === '');

/**
 * Refuses a row with fewer cells than the header: a note that was added to the table, or the end of
 * a file that was cut off.
 * @throws SourceError.
 */
export function refuseShort({ line, cells, ended }: CsvRow, width: number, file: string): void {
  if (cells.length >= width) return;
  const refuse = (found: string, advice: string): never =>
    refuseAt(
      file,
      { line, column: cells.length },
      found,
      `${width} cells, as in the header`,
      advice
    );
  const filled = cells.filter((cell) => cell.trim() !== '');
  const [text] = filled;
  if (!ended || text === undefined || filled.length > 1)
    return refuse(
      `a row that ends after ${cells.length} cells`,
      'the file was cut off: download it again'
    );
  const advice =
    'if this is a note that was added to the table, take the line out; else the file was cut off: download it again';
  refuse(`a line with nothing but ${quoted(text.trim())}`, advice);
}

/** What separates the cells of a row. */
type Delimiter = ',' | NonNullable<Source['delimiter']>;

const delimiterNames: Record<Delimiter, string> = {
  ',': 'a comma',
  ';': 'a semicolon',
  '\t': 'a tab'
};

/**
 * Returns the rows of comma-separated text (RFC 4180), each with the line it starts on, as the text
 * comes in; lines may end in LF or CRLF. An own reader, because an editor must be told the line and
 * cell of what is wrong, which d3-dsv does not keep.
 * @throws SourceError at a quote that is never closed, one in the middle of a cell, a line without
 * end, or rows without end.
 */
export function* csvRows(
  text: Iterable<string>,
  file: string,
  delimiter: Delimiter = ','
): Generator<CsvRow, void, undefined> {
  const pieces = text[Symbol.iterator]();
  let rest = '';
  let last = false;
  let line = 1;
  let rows = 0;
  let at = 0;
  const goOn = () => {
    if (rest.length - at > longestRow) {
      const advice = 'a quote may never be closed, or this is no table: download the file again';
      refuseAt(
        file,
        { line, column: 1 },
        `a row of more than ${longestRow} characters`,
        'the rows of a table',
        advice
      );
    }
    rest = rest.slice(at);
    at = 0;
    // Twice as much each time, so that a row of many pieces is not begun again at every one.
    const enough = rest.length * 2;
    do {
      const { value, done } = pieces.next();
      last = done === true;
      if (!done) rest += value;
    } while (!last && rest.length < enough);
  };
  while (!last || at < rest.length) {
    const read = readRow({ text: rest, at, line, last }, file, delimiter);
    if (read === undefined) {
      goOn();
      continue;
    }
    if (++rows > mostRows) {
      const advice = 'blank lines may have been added without end: download the file again';
      refuseAt(
        file,
        { line, column: 1 },
        `more than ${mostRows} rows`,
        'the table of one indicator',
        advice
      );
    }
    yield { line, cells: read.cells, ended: read.ended };
    at = read.at;
    line = read.line;
  }
}

/**
 * Returns the row that starts at a place and where the next one does; undefined when more text must
 * come first.
 */
function readRow(
  from: { text: string; at: number; line: number; last: boolean },
  file: string,
  delimiter: Delimiter
): { cells: string[]; at: number; line: number; ended: boolean } | undefined {
  const { text, last } = from;
  let { at, line } = from;
  const cells: string[] = [];
  const fail = (line: number, found: string, expected: string, advice: string): never =>
    refuseAt(file, { line, column: cells.length + 1 }, found, expected, advice);
  for (;;) {
    let cell = '';
    if (at >= text.length && !last) return undefined;
    if (text[at] === '"') {
      const start = line;
      at++;
      for (;;) {
        const end = text.indexOf('"', at);
        if (end < 0) {
          if (!last) return undefined;
          fail(
            start,
            'a quoted cell that never ends',
            'a closing quote',
            'the file was cut off: download it again'
          );
        }
        const part = text.slice(at, end);
        cell += part;
        for (let end = part.indexOf('\n'); end >= 0; end = part.indexOf('\n', end + 1)) line++;
        at = end + 1;
        if (at >= text.length && !last) return undefined;
        if (text[at] !== '"') break;
        cell += '"';
        at++;
      }
      if (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') {
        const advice =
          text[at] === ';' || text[at] === '\t'
            ? `the cells are separated by ${text[at] === ';' ? 'semicolons' : 'tabs'}: download the file again, or declare the "delimiter" of the source when the publisher always writes so`
            : 'the file was damaged or hand-edited: download it again';
        fail(
          line,
          `${quoted(text[at] ?? '')} after a closing quote`,
          `${delimiterNames[delimiter]} or the end of the line`,
          advice
        );
      }
    } else {
      let end = at;
      while (
        end < text.length &&
        text[end] !== delimiter &&
        text[end] !== '\n' &&
        text[end] !== '\r'
      )
        end++;
      if (end >= text.length && !last) return undefined;
      cell = text.slice(at, end);
      at = end;
    }
    cells.push(cell);
    if (text[at] !== delimiter) break;
    at++;
  }
  const ended = at < text.length;
  if (text[at] === '\r') {
    // A line feed may be the first letter of the next piece.
    if (at + 1 >= text.length && !last) return undefined;
    at++;
  }
  if (text[at] === '\n') at++;
  return { cells, at, line: line + 1, ended };
}

/**
 * Refuses a table with an open last line, which may be cut in a number; a source may say
 * `"finalNewline": false`.
 * @throws SourceError.
 */
export function checkLastLine(
  last: CsvRow,
  file: string,
  source: Pick<Source, 'id' | 'finalNewline'>
): void {
  if (source.finalNewline === false || last.ended) return;
  const advice = `the file was cut off: download it again; if the publisher really leaves the last line open, say "finalNewline": false in data/sources/${source.id}.json`;
  const at = { line: last.line, column: last.cells.length };
  refuseAt(
    file,
    at,
    'the end of the file inside a line',
    'a line break after the last line',
    advice
  );
}

/**
 * Returns a check that refuses a key of a file the second time; `shown` is how the message names
 * it.
 * @throws SourceError where it is again.
 */
export function onceOnly(
  file: string,
  expected: string
): (key: string, shown: string, at: FilePosition) => void {
  const lines = new Map<string, number>();
  return (key, shown, at) => {
    const before = lines.get(key);
    const advice = 'two files were joined, or a row copied: download the file again';
    if (before !== undefined)
      refuseAt(file, at, `${shown} again`, `${expected}; the first is line ${before}`, advice);
    lines.set(key, at.line);
  };
}
