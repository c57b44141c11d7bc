import { downloadAgain, refuseAt, type Fault, type FilePosition } from '../source-error.ts';
import type { Source } from '../source.ts';

export interface CsvRow {
  /** On which it starts. */
  line: number;
  cells: string[];
  /** False for a last row that no line break ends. */
  ended: boolean;
}

const shownLength = 40;
/** In characters. Longer than any publisher's row: a file without line breaks is not buffered. */
const longestRow = 4 * 2 ** 20;
/** A hundred times as many as all places and years of one indicator. */
const mostRows = 2_000_000;

/** Quotes a cell for a message, cut when long. */
export function quoted(cell: string): string {
  const short = cell.length > shownLength ? `${cell.slice(0, shownLength)}…` : cell;
  return `"${short.replace(/[\r\n\t]+/g, ' ')}"`;
}

export const isBlankRow = (row: Pick<CsvRow, 'cells'>): boolean =>
  row.cells.every((cell) => cell.trim() === '');

/** @throws SourceError at a row with fewer cells than the header: a note, or a cut-off file. */
export function refuseShortRow({ line, cells, ended }: CsvRow, width: number, file: string): void {
  if (cells.length >= width) return;
  const filled = cells.filter((cell) => cell.trim() !== '');
  const [text] = filled;
  const isNote = ended && text !== undefined && filled.length === 1;
  refuseAt(
    file,
    { line, column: cells.length },
    isNote
      ? {
          kind: 'note',
          wrong: `The only text in this row is ${quoted(text.trim())}; the header has ${width} cells.`,
          fix: 'Delete the row if it is a note. Otherwise the file was cut off: download it again.'
        }
      : {
          kind: 'cut-off',
          wrong: `The row ends after ${cells.length} of ${width} cells: the file was cut off.`,
          fix: downloadAgain
        }
  );
}

type Delimiter = ',' | NonNullable<Source['delimiter']>;

const delimiterNames: Record<Delimiter, string> = {
  ',': 'a comma',
  ';': 'a semicolon',
  '\t': 'a tab'
};

/**
 * Parses comma-separated text (RFC 4180) as it comes in; lines may end in LF or CRLF. d3-dsv does
 * not keep the line and cell that a message needs.
 * @throws SourceError at an unclosed or misplaced quote, an endless row, or endless rows.
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
    if (rest.length - at > longestRow)
      refuseAt(
        file,
        { line, column: 1 },
        {
          kind: 'endless-row',
          wrong: `The row has more than ${longestRow} characters: a quote is never closed, or this is not a table.`,
          fix: downloadAgain
        }
      );
    rest = rest.slice(at);
    at = 0;
    // Doubled, so that a row of many pieces is not parsed again at each one.
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
    if (++rows > mostRows)
      refuseAt(
        file,
        { line, column: 1 },
        {
          kind: 'too-many-rows',
          wrong: `The table has more than ${mostRows} rows, too many for one indicator.`,
          fix: downloadAgain
        }
      );
    yield { line, cells: read.cells, ended: read.ended };
    at = read.at;
    line = read.line;
  }
}

/** Parses one row and finds where the next one starts; undefined when more text must come first. */
function readRow(
  from: { text: string; at: number; line: number; last: boolean },
  file: string,
  delimiter: Delimiter
): { cells: string[]; at: number; line: number; ended: boolean } | undefined {
  const { text, last } = from;
  let { at, line } = from;
  const cells: string[] = [];
  const fail = (line: number, fault: Fault): never =>
    refuseAt(file, { line, column: cells.length + 1 }, fault);
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
          fail(start, {
            kind: 'open-quote',
            wrong: 'The quote of this cell is never closed: the file was cut off.',
            fix: downloadAgain
          });
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
      const next = text[at];
      if (next !== undefined && next !== delimiter && next !== '\n' && next !== '\r') {
        const other = next === ';' ? 'semicolons' : next === '\t' ? 'tabs' : undefined;
        fail(line, {
          kind: 'text-after-quote',
          wrong: `${quoted(next)} follows a closing quote, where ${delimiterNames[delimiter]} or the end of the line belongs.`,
          fix: other
            ? `The cells are separated by ${other}: download the file again, or declare the "delimiter" of the source if the publisher always writes it so.`
            : 'The file was damaged or edited: download it again.'
        });
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
    // The line feed may come with the next piece.
    if (at + 1 >= text.length && !last) return undefined;
    at++;
  }
  if (text[at] === '\n') at++;
  return { cells, at, line: line + 1, ended };
}

/**
 * Refuses a last line without a line break: a number in it may be cut short. A source may declare
 * `"finalNewline": false`.
 * @throws SourceError.
 */
export function checkLastLine(
  last: CsvRow,
  file: string,
  source: Pick<Source, 'id' | 'finalNewline'>
): void {
  if (source.finalNewline === false || last.ended) return;
  refuseAt(
    file,
    { line: last.line, column: last.cells.length },
    {
      kind: 'open-last-line',
      wrong: 'The last line has no line break: the file was probably cut off.',
      fix: `Download it again. If the publisher always writes it so, add "finalNewline": false to data/sources/${source.id}.json.`
    }
  );
}

/** The word for a row's number in messages: a workbook has rows, the API's answer entries. */
export type RowWord = 'line' | 'row' | 'entry';

/**
 * Returns a check that each key is in a file once; `shown` names the key in the message.
 * @throws SourceError at the second.
 */
export function onceOnly(
  file: string,
  word: RowWord = 'line'
): (key: string, shown: string, at: FilePosition) => void {
  const lines = new Map<string, number>();
  return (key, shown, at) => {
    const before = lines.get(key);
    if (before !== undefined)
      refuseAt(file, at, {
        kind: 'repeated',
        wrong: `${shown} is in this file twice, first in ${word} ${before}.`,
        fix: 'Two files were joined or a row was copied: download the file again.'
      });
    lines.set(key, at.line);
  };
}
